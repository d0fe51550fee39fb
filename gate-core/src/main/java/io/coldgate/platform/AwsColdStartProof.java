package io.coldgate.platform;

import io.coldgate.lambda.CallException;
import io.coldgate.lambda.Deployment;
import io.coldgate.lambda.Invocation;
import io.coldgate.lambda.LogGroups;
import io.coldgate.lambda.LogTail;
import io.coldgate.lambda.ReportParser;
import io.coldgate.lambda.StartMode;
import io.coldgate.logs.Report;
import io.coldgate.sample.Failure;
import io.coldgate.sample.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Proof of a cold start from what AWS reports: Init Duration or Restore Duration. Only the report counts; the header
 * that the embedded Lambda sends is ignored.
 */
final class AwsColdStartProof {
    /**
     * The tolerance between the report and the wall clock: their clocks differ by less than 100 ppm (1 ms in 10 s, the
     * longest init), and the report has two decimals.
     */
    private static final double CLOCKS_NANOS = 1e6;

    private final CloudWatchLogs logs;
    private final ReportParser reports = new ReportParser();
    /** The versions that have served, by function, because every function numbers its versions from 1. */
    private final Set<String> servedVersions = ConcurrentHashMap.newKeySet();

    AwsColdStartProof(CloudWatchLogs logs) {
        this.logs = logs;
    }

    /** Returns the proof from the log tail alone. */
    ColdStartProof ofReport(Invocation invocation) {
        return judge("", invocation, invocation.report(), "the report", Optional.empty());
    }

    /** Returns the proof from the log tail or, if that is cut, from CloudWatch. */
    ColdStartProof of(Invocation invocation, Deployment deployment) throws InterruptedException {
        Optional<String> provisioned = deployment.mode() instanceof StartMode.Provisioned
                ? Optional.of(invocation.executedVersion())
                : Optional.empty();
        Optional<Report> report = invocation.report();
        if (isEnough(invocation, report, provisioned)) {
            return judge(deployment.name(), invocation, report, "the report", provisioned);
        }
        try {
            Optional<Report> found = kept(invocation, deployment);
            return found.isPresent()
                    ? judge(deployment.name(), invocation, found, "the report in CloudWatch", provisioned)
                    : new ColdStartProof.NotProven(
                            "no report of the invocation, neither with its answer nor in CloudWatch");
        } catch (CallException e) {
            return new ColdStartProof.NotProven("no report came with the answer, and " + e.getMessage());
        }
    }

    private Optional<Report> kept(Invocation invocation, Deployment deployment)
            throws CallException, InterruptedException {
        return logs.find(group(deployment), invocation.requestId())
                .flatMap(text -> reports.parse(text, invocation.requestId()));
    }

    /** Returns the log that came with the answer or, if that is cut, the first events of the environment's stream. */
    String log(Invocation invocation, Deployment deployment) throws InterruptedException {
        String tail = invocation.logTail();
        if (!LogTail.mayBeCut(tail)) {
            return tail;
        }
        try {
            return logs.findStream(group(deployment), invocation.requestId()).orElse(tail);
        } catch (CallException e) {
            return tail;
        }
    }

    /** Returns the proof of a warm invocation; its report is the tail's last line, or else in CloudWatch. */
    WarmProof ofWarm(Invocation invocation, Deployment deployment) throws InterruptedException {
        if (invocation.report().isPresent() || invocation.failure().isPresent()) {
            return WarmProof.ofReport(invocation, invocation.report());
        }
        try {
            return WarmProof.ofReport(invocation, kept(invocation, deployment));
        } catch (CallException e) {
            return new WarmProof.NotWarm("no report came with the answer, and " + e.getMessage());
        }
    }

    /**
     * Returns whether the tail is sufficient. A cut tail has the report, but may have lost the line about a failed
     * init.
     */
    private static boolean isEnough(Invocation invocation, Optional<Report> report, Optional<String> provisioned) {
        if (report.isEmpty()) {
            return false;
        }
        boolean told = report.get().initDuration().isPresent()
                || report.get().restoreDuration().isPresent()
                || report.get().initFailed()
                || provisioned.isPresent();
        return told || !LogTail.mayBeCut(invocation.logTail());
    }

    private static String group(Deployment deployment) {
        return deployment
                .options()
                .like()
                .filter(like -> like.functionName().equals(deployment.name()))
                .map(like -> LogGroups.of(deployment.name(), like))
                .orElse(LogGroups.usual(deployment.name()));
    }

    private ColdStartProof judge(
            String function,
            Invocation invocation,
            Optional<Report> found,
            String source,
            Optional<String> provisionedVersion) {
        if (found.isEmpty()) {
            return new ColdStartProof.NotProven("no report came with the answer");
        }
        Report report = found.get();
        Optional<Failure> failure =
                Reports.failure(invocation, found).map(failed -> failed.afterInit(Reports.initValues(found)));
        String proof = provisionedVersion.isPresent()
                ? provisionedProof(function, provisionedVersion.get())
                : proof(report, failure.isPresent(), source);
        if (proof.isEmpty()) {
            return new ColdStartProof.NotProven(
                    provisionedVersion.isPresent()
                            ? "version " + provisionedVersion.get() + " had served before"
                            : source
                                    + " has neither Init Duration nor Restore Duration: the environment had served"
                                    + " before");
        }
        boolean proactive = provisionedVersion.isEmpty() && isProactive(invocation, report);
        Map<Metric, Double> values =
                failure.isPresent() ? Map.of() : values(invocation, report, proactive, provisionedVersion.isPresent());
        return ColdStartProof.Cold.builder()
                .proof(proof)
                .environment(invocation.requestId())
                .values(values)
                .phases(phases(report, provisionedVersion.isPresent()))
                .failure(failure)
                .proactive(proactive)
                .endedAfter(Reports.endedAfter(invocation, found))
                .build();
    }

    private String provisionedProof(String function, String version) {
        return !version.isEmpty() && servedVersions.add(function + ":" + version)
                ? "first invocation of version " + version + ", whose provisioned environments were ready"
                : "";
    }

    private static String proof(Report report, boolean failed, String source) {
        if (report.restoreDuration().isPresent()) {
            return "Restore Duration in " + source;
        }
        if (report.initDuration().isPresent()) {
            return "Init Duration in " + source;
        }
        return report.initFailed() && failed ? "a failed init in " + source : "";
    }

    /**
     * Returns whether the caller waited for less than the init. AWS may initialise an environment before it is needed
     * (see its documentation of the execution environment's life cycle), and reports the init nevertheless.
     */
    private static boolean isProactive(Invocation invocation, Report report) {
        double told = report.initDuration().orElse(0) + report.duration().orElse(0);
        return report.initDuration().isPresent() && invocation.latencyNanos() + CLOCKS_NANOS < told;
    }

    /** Returns the values. The latency of a caller who did not wait for the init is not that of a cold start. */
    private static Map<Metric, Double> values(
            Invocation invocation, Report report, boolean proactive, boolean provisioned) {
        Map<Metric, Double> values = new TreeMap<>();
        put(values, Metric.DURATION, report.duration());
        put(values, Metric.BILLED_DURATION, report.billedDuration());
        put(values, Metric.MAX_MEMORY, report.maxMemory());
        put(values, Metric.RESTORE_DURATION, report.restoreDuration());
        if (!provisioned) {
            put(values, Metric.INIT_DURATION, report.initDuration());
            OptionalDouble start =
                    report.restoreDuration().isPresent() ? report.restoreDuration() : report.initDuration();
            if (start.isPresent() && report.duration().isPresent()) {
                values.put(
                        Metric.COLD_DURATION,
                        start.getAsDouble() + report.duration().getAsDouble());
            }
        }
        if (!proactive) {
            values.put(Metric.CLIENT_LATENCY, (double) invocation.latencyNanos());
        }
        return values;
    }

    private static void put(Map<Metric, Double> values, Metric metric, OptionalDouble value) {
        value.ifPresent(known -> values.put(metric, known));
    }

    private static Map<String, Double> phases(Report report, boolean provisioned) {
        Map<String, Double> phases = new LinkedHashMap<>();
        report.restoreDuration().ifPresent(v -> phases.put("restore", v));
        if (!provisioned) {
            report.initDuration().ifPresent(v -> phases.put("init", v));
        }
        report.duration().ifPresent(v -> phases.put("handler", v));
        return phases;
    }
}
