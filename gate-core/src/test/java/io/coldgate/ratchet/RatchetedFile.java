package io.coldgate.ratchet;

import io.coldgate.fixture.Records;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.GatePlan;
import io.coldgate.sample.Ending;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.read.ReadResult;
import io.coldgate.thresholds.read.ThresholdsReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * A thresholds file of one function with a p50 and a p95, measured and ratcheted again and again as the commands do it.
 */
final class RatchetedFile {
    private static final double NANOS = 1e6;

    private String text;
    private GatePlan plan;

    /** A file with these limits, in milliseconds. */
    RatchetedFile(double p50, double p95) {
        this(String.format(Locale.ROOT, """
                version: 1
                functions:
                  hello: { package: hello.zip, budgets: { init_duration: { p50: %.3fms, p95: %.3fms } } }
                """, p50, p95));
    }

    private RatchetedFile(String text) {
        this.text = text;
        this.plan = read(text);
    }

    private static GatePlan read(String text) {
        ReadResult result = ThresholdsReader.readText(
                text, Path.of("thresholds.yaml").toAbsolutePath(), "thresholds.yaml", ReadOptions.none());
        return GatePlan.of(result.thresholds().orElseThrow(() -> new AssertionError(result.diagnostics())));
    }

    /** Measures until all is decided, as a check does. */
    List<CheckResult> measure(DoubleSupplier millis) {
        GateEvaluation build = new GateEvaluation(plan);
        build.accept(Records.run("hello"));
        for (int i = 1; !build.series("hello").gate().complete(); i++) {
            build.accept(Records.sample("hello", i, millis.getAsDouble() * NANOS));
        }
        build.accept(new ResultsRecord.SeriesEnded("hello", 1_700_000_001_000L, Ending.COMPLETE, ""));
        return build.results();
    }

    /** Writes the tighter limits that these runs leave into the file. */
    void ratchet(List<List<CheckResult>> runs) {
        RatchetPlan found = Ratchet.plan(runs, text, check -> Optional.empty());
        if (!found.tightened().isEmpty()) {
            text = found.after();
            plan = read(text);
        }
    }

    /** The limit on this quantile, in milliseconds. */
    double limit(double p) {
        return plan.functions().get(0).startChecks().stream()
                .filter(check -> check.budgetRule() instanceof BudgetRule.Quantile quantile && quantile.p() == p)
                .mapToDouble(check -> check.limit().value() / NANOS)
                .findFirst()
                .orElseThrow();
    }
}
