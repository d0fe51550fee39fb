package io.coldgate.gate;

import io.coldgate.artifact.ArtifactFacts;
import io.coldgate.sample.Arm;
import io.coldgate.sample.ArmBuild;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Metric;
import io.coldgate.sample.Rejection;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import io.coldgate.thresholds.Payload;
import io.coldgate.verdict.VerdictReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The tally of one function in a run: its checks, its counts, its package. */
public final class SeriesTally {
    private final GatePlan.FunctionPlan plan;
    private SeriesGate gate;
    private final Map<Rejection, Integer> rejections = new EnumMap<>(Rejection.class);
    private final ReadingOrder order = new ReadingOrder();
    private final List<Start> starts = new ArrayList<>();
    private final List<Start> baselineStarts = new ArrayList<>();
    private final FailureTally failures = new FailureTally(Arm.CANDIDATE);
    private final FailureTally baselineFailures = new FailureTally(Arm.BASELINE);
    private final Compilers compilers = new Compilers();
    private int afterVerdict;
    private String deployedAs = "";
    private String codeSha256 = "";
    private Optional<String> identical = Optional.empty();
    private Optional<ArtifactFacts> facts = Optional.empty();
    private Optional<Ending> ending = Optional.empty();
    private String endDetail = "";

    SeriesTally(GatePlan.FunctionPlan plan) {
        this.plan = plan;
        this.gate = new SeriesGate(plan);
    }

    void deployed(Arm arm, String name, String sha256) {
        // Further copies have the same name with a number.
        if (arm == Arm.CANDIDATE && deployedAs.isEmpty()) {
            deployedAs = name;
            codeSha256 = sha256;
        }
    }

    void built(ArmBuild build) {
        compilers.built(build);
    }

    void packaged(ArtifactFacts read) {
        facts = Optional.of(read);
    }

    /** Counts the checks against the baseline as passed; called before the first start. */
    void identical(String sha256) {
        if (!plan.regressionChecks().isEmpty() && plan.fixedRounds().isEmpty()) {
            identical = Optional.of(sha256);
            gate = new SeriesGate(plan.alone());
        }
    }

    /** Reads the attempt as soon as all attempts launched before it have been read. */
    void attempted(ResultsRecord.Attempt attempt) {
        for (ResultsRecord.Attempt next : order.add(attempt)) {
            if (next instanceof ResultsRecord.Discarded first) {
                discarded(first.start());
            } else if (next instanceof ResultsRecord.Sampled sampled) {
                sampled(sampled.start());
            } else if (next instanceof ResultsRecord.Rejected rejected) {
                rejections.merge(rejected.reason(), 1, Integer::sum);
            } else {
                throw new IllegalStateException("an attempt that nobody counts: " + next);
            }
        }
    }

    private void discarded(Start start) {
        failures(start.arm()).discarded(start);
    }

    /** Reads a sample, unless every check already has its verdict. */
    private void sampled(Start start) {
        if (gate.complete()) {
            afterVerdict++;
            return;
        }
        requireDrawn(start);
        for (Metric metric : gate.metrics()) {
            if (metric.isOf(start.payload()) && start.value(metric).isEmpty()) {
                throw new IllegalArgumentException(start.function() + ": start " + start.number() + " has no "
                        + metric.key() + ": measure again with this thresholds file");
            }
        }
        gate.add(start);
        failures(start.arm()).sampled(start);
        if (start.arm() == Arm.BASELINE) {
            baselineStarts.add(start);
            return;
        }
        starts.add(start);
    }

    /** Requires the weights of the plan: payloads drawn with other weights form a different mixture. */
    private void requireDrawn(Start start) {
        List<Payload> payloads = plan.spec().configuration().payloads();
        boolean isKnown = start.payload().isEmpty()
                ? payloads.size() <= 1
                        && payloads.stream().allMatch(one -> one.name().isEmpty())
                : payloads.stream()
                        .anyMatch(one ->
                                one.among(payloads).equals(start.payload().get()));
        if (!isKnown) {
            throw new IllegalArgumentException(start.function() + ": start " + start.number() + " was drawn "
                    + start.payload()
                            .map(drawn -> "the payload " + drawn.name())
                            .orElse("no payload")
                    + ", not by the weights of this thresholds file: measure again with it");
        }
    }

    private FailureTally failures(Arm arm) {
        return arm == Arm.BASELINE ? baselineFailures : failures;
    }

    void ended(Ending how, String detail) {
        ending = Optional.of(how);
        endDetail = detail;
    }

    /** Returns the function's plan. */
    public GatePlan.FunctionPlan plan() {
        return plan;
    }

    /** Returns the name in the thresholds file. */
    public String function() {
        return plan.spec().name();
    }

    /** Returns whether its baseline is the candidate itself, so no round is measured. */
    public boolean isIdentical() {
        return identical.isPresent();
    }

    /** Returns whether no check needs a start. */
    public boolean needsNoStart() {
        return (isIdentical() ? plan.alone() : plan).isOfPackageOnly();
    }

    /** Returns the name under which it was deployed; empty before. */
    public String deployedAs() {
        return deployedAs;
    }

    /** Returns the SHA-256 of the deployed package in base64, as reported by Lambda; empty before. */
    public String codeSha256() {
        return codeSha256;
    }

    /** Returns the contents of its package. */
    public Optional<ArtifactFacts> facts() {
        return facts;
    }

    /** Returns the checks of the series. */
    public SeriesGate gate() {
        return gate;
    }

    /** Returns the number of first starts that were discarded. */
    public int discarded() {
        return failures.discarded() + baselineFailures.discarded();
    }

    /** Returns the number of discarded starts that failed. */
    public int discardedFailures() {
        return failures.failedDiscarded() + baselineFailures.failedDiscarded();
    }

    /** Returns the number of samples that are failed starts. */
    public int failures() {
        return failures.failedSamples();
    }

    /** Returns the number of failed starts of both arms, including discarded ones. */
    public int failedColdStarts() {
        return failures.failedSamples() + baselineFailures.failedSamples() + discardedFailures();
    }

    /** Returns why starts of an arm failed; empty when all of them worked. */
    public Optional<FailureSummary> whyFailed(Arm arm) {
        return failures(arm).summary();
    }

    /** Returns why starts failed: those of the candidate, or those of its baseline if they prevented a verdict. */
    public Optional<FailureSummary> whyFailed() {
        boolean ofBaseline = baselineFailures.noneWorked() && !failures.noneWorked();
        return (ofBaseline ? baselineFailures : failures).summary().or(baselineFailures::summary);
    }

    /** Returns whether an arm had starts and none of them worked. */
    public boolean noneWorked() {
        return noneWorked(Arm.CANDIDATE) || noneWorked(Arm.BASELINE);
    }

    /** Returns whether that arm had starts and none of them worked. */
    public boolean noneWorked(Arm arm) {
        return failures(arm).noneWorked();
    }

    /** Returns the candidate's samples whose runtime ended after its answer. */
    public List<Start> endedAfter() {
        return starts.stream().filter(start -> !start.endedAfter().isEmpty()).toList();
    }

    /** Returns the number of attempts that gave no sample for this reason. */
    public int rejections(Rejection reason) {
        return rejections.getOrDefault(reason, 0);
    }

    /** Returns the number of all attempts that gave no sample. */
    public int rejections() {
        return rejections.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Returns the number of proven cold starts that were not used: they were in flight when the last check got its
     * verdict, or an earlier start of their fan-out never ended.
     */
    public int extras() {
        return afterVerdict + order.waitingSamples();
    }

    /** Returns the number of proven cold starts of both arms, including discarded and extra ones. */
    public int coldStarts() {
        return starts.size() + baselineStarts.size() + discarded() + extras();
    }

    /** Returns the number of cold starts and rejections. */
    public int attempts() {
        return coldStarts() + rejections();
    }

    /** Returns the number of samples of both arms whose init the platform had begun before the call needed it. */
    public int proactive() {
        return (int) Stream.concat(starts.stream(), baselineStarts.stream())
                .filter(Start::proactive)
                .count();
    }

    /** Returns the baseline's samples that were read, in order. */
    public List<Start> baselineStarts() {
        return Collections.unmodifiableList(baselineStarts);
    }

    /** Returns the candidate's samples that were read, in order. */
    public List<Start> starts() {
        return Collections.unmodifiableList(starts);
    }

    /** Returns how the series ended; empty when it has not ended, or when the results file is truncated. */
    public Optional<Ending> ending() {
        return ending;
    }

    /** Returns details of the end; empty if there are none. */
    public String endDetail() {
        return endDetail;
    }

    /** Returns the results of all checks: those of the package, then those of the starts. */
    public List<CheckResult> results() {
        List<CheckResult> results = new ArrayList<>(facts.map(read -> PackageGate.results(plan.packageChecks(), read))
                .orElseGet(() -> PackageGate.notMeasured(plan.packageChecks())));
        MissedValues missed = new MissedValues(starts, baselineStarts);
        FailedStarts failed = new FailedStarts(failures, baselineFailures, starts);
        gate.results(seriesEnd())
                .forEach(result -> results.add(compilers.told(missed.told(failed.told(withCause(result))))));
        identical.ifPresent(sha256 ->
                plan.regressionChecks().forEach(check -> results.add(CheckResult.ofIdentical(check, sha256))));
        return results;
    }

    /** Adds the cause to a result that could not be measured, so the cause appears wherever the result is shown. */
    private CheckResult withCause(CheckResult result) {
        if (result.why() != VerdictReason.COULD_NOT_MEASURE || endDetail.isEmpty()) {
            return result;
        }
        String cause = endDetail.lines().findFirst().orElse("");
        return result.explainedBy(result.explanation() + "; " + cause);
    }

    private Ending seriesEnd() {
        // A complete run may lack samples if the file and its checks were changed later.
        return ending.filter(end -> end != Ending.COMPLETE).orElse(Ending.INTERRUPTED);
    }
}
