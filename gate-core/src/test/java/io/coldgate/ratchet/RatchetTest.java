package io.coldgate.ratchet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.coldgate.fixture.Golden;
import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.SeriesFigures;
import io.coldgate.report.RatchetJson;
import io.coldgate.report.RatchetText;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tighter limits in the text of a file. */
class RatchetTest {
    private static final double MS = 1e6;
    private static final BudgetRule P50 = new BudgetRule.Quantile("p50", 0.5);
    private static final BudgetRule P95 = new BudgetRule.Quantile("p95", 0.95);

    private static final String FILE = """
            # Team payments \u00b5
            version: 1
            defaults:
              budgets: { init_cpu: { p50: 900ms } } # shared
            functions:
              shop:   # flow, quotes, odd   spaces
                package: shop.zip
                budgets: {init_duration: {  p50: "200ms" , p95: '0.5 s'},}  # agreed
              cart:
                package: cart.zip
                budgets:
                  init_duration:
                    p50: 200ms    # kept: no room
                    max: 2s
            """;

    @Test
    void keepsCommentsFlowStyleAndQuotesByteForByte() {
        RatchetPlan plan = plan(FILE);

        assertThat(plan.after()).isEqualTo(FILE.replace("\"200ms\" , p95: '0.5 s'", "\"110ms\" , p95: '210 ms'"));
    }

    @Test
    void keepsAByteOrderMarkAndLineEndsOfWindows() {
        String windows = "\ufeff" + FILE.replace("\n", "\r\n");

        assertThat(plan(windows).after())
                .isEqualTo(windows.replace("\"200ms\" , p95: '0.5 s'", "\"110ms\" , p95: '210 ms'"));
    }

    @Test
    void saysWhatChangesOnWhatEvidenceAndWhatIsLeft() {
        Golden.assertSame(RatchetTest.class, "ratchet.txt", RatchetText.render(plan(FILE), "thresholds.yaml"));
    }

    @Test
    void programsReadTheSame() {
        Golden.assertSame(RatchetTest.class, "ratchet.json", RatchetJson.render(plan(FILE), "thresholds.yaml", false));
    }

    @Test
    void leavesABudgetWithoutRoom() {
        assertThat(plan(FILE).kept())
                .filteredOn(kept -> kept.check().function().equals("cart"))
                .extracting(KeptBudget::reason)
                .containsExactly(
                        "no room: with headroom for noise, it would not be 20 % tighter",
                        "it is not a limit on a quantile, so there is no interval to tighten it by");
    }

    @Test
    void hasItsHeadroomAboveTheUpperEndOfTheInterval() {
        RatchetPlan plan = one(result("shop", P50, 200, 8, 33, 80, 75, 127.9, Verdict.PASS), Optional.empty());

        assertThat(plan.tightened()).extracting(Tightening::newText).containsExactly("160ms");
    }

    @Test
    void leavesALimitThatWouldBeTighterByLessThanAFifth() {
        assertThat(one(result("shop", P50, 200, 8, 33, 80, 75, 128.1, Verdict.PASS), Optional.empty())
                        .tightened())
                .as("128.1 ms + 25 % is 170 ms, rounded up")
                .isEmpty();
    }

    @Test
    void leavesWhatDidNotPassWhatHasNoIntervalAndWhatTheCallerObjectsTo() {
        CheckResult open = result("shop", P50, 200, 8, 33, 80, 75, 85, Verdict.INCONCLUSIVE);
        CheckResult endless = result("shop", P50, 200, 8, 33, 80, 0, Double.POSITIVE_INFINITY, Verdict.PASS);
        CheckResult good = result("shop", P50, 200, 8, 33, 80, 75, 85, Verdict.PASS);

        assertThat(one(open, Optional.empty()).after()).isEqualTo(FILE);
        assertThat(one(endless, Optional.empty()).after()).isEqualTo(FILE);
        assertThat(one(good, Optional.of("measured elsewhere")).after()).isEqualTo(FILE);
        assertThat(one(good, Optional.empty()).after()).isNotEqualTo(FILE);
    }

    @Test
    void leavesALimitThatIsWrittenWithAnEscape() {
        String escaped = FILE.replace("\"200ms\"", "\"\\x3200ms\"");

        RatchetPlan plan = Ratchet.plan(
                List.of(List.of(result("shop", P50, 200, 8, 33, 80, 75, 85, Verdict.PASS))),
                escaped,
                check -> Optional.empty());

        assertThat(plan.after()).isEqualTo(escaped);
        assertThat(plan.kept())
                .extracting(KeptBudget::reason)
                .first()
                .asString()
                .startsWith("it is written with an escape");
    }

    @Test
    void ofSeveralRunsTheSlowestDecidesAndOneThatDidNotPassLeavesTheBudget() {
        CheckResult quick = result("shop", P50, 200, 8, 33, 60, 55, 70, Verdict.PASS);
        CheckResult slow = result("shop", P50, 200, 8, 33, 80, 75, 100, Verdict.PASS);
        CheckResult open = result("shop", P50, 200, 8, 33, 60, 55, 65, Verdict.INCONCLUSIVE);

        assertThat(runs(quick, slow, quick).tightened())
                .extracting(Tightening::newText, Tightening::runs)
                .containsExactly(tuple("130ms", 3));
        assertThat(RatchetText.render(runs(quick, slow, quick), "thresholds.yaml"))
                .contains("67 cold starts in the slowest of 3 runs; the upper end + 25 %, rounded up");
        for (RatchetPlan plan : List.of(runs(quick, open, slow), runs(open, quick))) {
            assertThat(plan.kept())
                    .extracting(KeptBudget::reason)
                    .containsExactly("its check did not pass: INCONCLUSIVE");
        }
    }

    private static RatchetPlan runs(CheckResult... results) {
        return Ratchet.plan(Stream.of(results).map(List::of).toList(), FILE, check -> Optional.empty());
    }

    private static RatchetPlan one(CheckResult result, Optional<String> objection) {
        return Ratchet.plan(List.of(List.of(result)), FILE, check -> objection);
    }

    private static RatchetPlan plan(String text) {
        return Ratchet.plan(
                List.of(List.of(
                        result("shop", P50, 200, 8, 33, 80.8, 76.1, 85, Verdict.PASS),
                        result("shop", P95, 500, 8, 48, 106, 98, 140, Verdict.PASS),
                        result("shop", P50, 900, 4, 26, 10, 9, 12, Verdict.PASS),
                        result("cart", P50, 200, 13, 9, 155, 150, 160, Verdict.PASS),
                        result("cart", new BudgetRule.Max(), 2000, 14, 9, 155, 150, 160, Verdict.PASS))),
                text,
                check -> Optional.empty());
    }

    private static CheckResult result(
            String function,
            BudgetRule rule,
            double limit,
            int line,
            int column,
            double estimate,
            double low,
            double high,
            Verdict verdict) {
        BudgetCheck check = new BudgetCheck(
                function,
                Metric.INIT_DURATION,
                rule,
                new Quantity(limit * MS, Dimension.TIME),
                200,
                0.01,
                0.05,
                new Location("thresholds.yaml", line, column),
                OnInconclusive.WARN);
        SeriesFigures figures =
                new SeriesFigures(67, 0, 0, estimate * MS, low * MS, high * MS, 0, 4, 1, OptionalDouble.empty());
        return new CheckResult(check, verdict, VerdictReason.EVIDENCE, "", "", Optional.of(figures));
    }
}
