package io.coldgate.run.bisect;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.bisect.CommitResult;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.RatioFigures;
import io.coldgate.gate.RegressionCheck;
import io.coldgate.sample.Metric;
import io.coldgate.stats.Contrast;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.thresholds.Tolerance;
import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.unit.Dimension;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ComparedSeriesTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-12);

    private static CommitResult look(Metric metric, double estimate, double low, double high) {
        RegressionCheck check = new RegressionCheck(
                "shop",
                metric,
                new BudgetRule.Quantile("p50", .5),
                new Tolerance.Share(.05),
                150,
                .01,
                .05,
                new Location("thresholds.yaml", 1, 1),
                OnInconclusive.WARN);
        RatioFigures figures = new RatioFigures(
                Contrast.RATIO, 12, estimate, 10, 15, low, high, 7, -7, OptionalDouble.empty(), Optional.empty());
        CheckResult result = new CheckResult(
                check,
                Verdict.FAIL,
                VerdictReason.EVIDENCE,
                "proven",
                "10.0 -> 15.0 ms, +50 %",
                Optional.empty(),
                Optional.of(figures),
                Optional.empty());
        return new ComparedSeries(result, false).look("aaaa");
    }

    @Test
    void tellsByHowMuchTheCommitIsSlower() {
        CommitResult slow = look(Metric.INIT_DURATION, 1.5, 1.4, 1.7);

        assertThat(slow.change()).isCloseTo(.5, CLOSE);
        assertThat(slow.atLeast()).isCloseTo(.4, CLOSE);
        assertThat(look(Metric.INIT_DURATION, 1.5, .9, 1.7).atLeast()).isCloseTo(-.1, CLOSE);
        assertThat(look(Metric.INIT_DURATION, 1.5, 0, 1.7).atLeast())
                .as("no end")
                .isNull();
        assertThat(look(Metric.INIT_DURATION, Double.POSITIVE_INFINITY, 20, 1.7).change())
                .as("more than nothing")
                .isNull();
    }

    @Test
    void tellsOfAMetricOfWhichMoreIsBetterByHowMuchTheCommitIsWorse() {
        Metric orders = Metric.own("orders", Dimension.TIME, true);

        assertThat(look(orders, .4, .25, .5).change()).isCloseTo(1.5, CLOSE);
        assertThat(look(orders, .4, .25, .5).atLeast()).as("half at most").isCloseTo(1, CLOSE);
        assertThat(look(orders, .4, .25, Double.POSITIVE_INFINITY).atLeast()).isNull();
    }
}
