package io.coldgate.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.report.Judgements;
import io.coldgate.sample.Metric;
import io.coldgate.sample.Start;
import io.coldgate.unit.ShellWord;
import io.coldgate.unit.ValueUnit;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlotPartsTest {
    @ParameterizedTest
    @CsvSource({
        "1e6, 4.9e6, 0 1 2 3 4 5, ms",
        "2.1e6, 4.9e6, 2 3 4 5, ms",
        "90e6, 110e6, 90 95 100 105 110, ms",
        "100, 900, 0 200 400 600 800, ns",
        "1.5e9, 3e9, 1.5 2.0 2.5 3.0, s",
    })
    void ticksAreRoundNumbersOfTheUnit(double from, double to, String ticks, String unit) {
        Axis axis = Axis.of(from, to, ValueUnit.TIME);

        assertThat(axis.unitName()).isEqualTo(unit);
        assertThat(axis.ticks().stream().map(axis::label)).containsExactly(ticks.split(" "));
        assertThat(axis.holds(from) && axis.holds(to)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "5e6, 5e6", "1e-3, 1e-3", "0, 9e15"})
    void anAxisOfOneValueOrOfExtremesIsStillAnAxis(double from, double to) {
        Axis axis = Axis.of(from, to, ValueUnit.TIME);

        assertThat(axis.to()).isGreaterThan(axis.from());
        assertThat(axis.ticks()).hasSizeBetween(2, 12);
        assertThat(axis.at(from)).isBetween(0.0, 1.0);
    }

    @Test
    void anAxisOfChangesReachesBelowZero() {
        Axis axis = Axis.of(-12, 30, ValueUnit.other(""));

        assertThat(axis.from()).isLessThanOrEqualTo(-12);
        assertThat(axis.ticks()).contains(0.0, -10.0, 20.0);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0 1",
        "1, 1, 1",
        "0, 3, 0 1 2 3",
        "0, 11, 0 2 4 6 8 10",
        "0, 14, 0 5 10",
        "0, 12000, '0 2,500 5,000 7,500 10,000'",
    })
    void ticksOfCountsAreWholeNumbers(double from, double to, String ticks) {
        Axis axis = Axis.of(from, to, ValueUnit.COUNT);

        assertThat(axis.unitName()).isEmpty();
        assertThat(axis.ticks().stream().map(axis::label)).containsExactly(ticks.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5", "3.2, 3.6", "0.51, 0.52", "41.5, 41.5", "7, 7", "1e-3, 1e-3", "12.34, 12.36"})
    void anAxisOfPartsOfACountHasNumbersToo(double from, double to) {
        Axis axis = Axis.of(from, to, ValueUnit.COUNT);

        assertThat(axis.ticks()).isNotEmpty();
        assertThat(axis.ticks().stream().map(axis::label)).doesNotHaveDuplicates();
        assertThat(axis.ticks()).allMatch(tick -> axis.at(tick) >= 0 && axis.at(tick) <= 1);
    }

    @Test
    void sizesAreCutInTheirOwnUnit() {
        Axis axis = Axis.of(10 << 20, 30 << 20, ValueUnit.SIZE);

        assertThat(axis.unitName()).isEqualTo("MB");
        assertThat(axis.ticks()).contains(10.0 * (1 << 20));
    }

    @Test
    void manySamplesAreThinnedToTheSameFew() {
        assertThat(Points.of(3)).containsExactly(0, 1, 2);
        assertThat(Points.of(0)).isEmpty();
        int[] some = Points.of(100_000);
        assertThat(some).hasSize(Points.MOST).startsWith(0).endsWith(99_999).isEqualTo(Points.of(100_000));
        assertThat(Arrays.stream(some).distinct().count()).isEqualTo(Points.MOST);
        assertThat(Points.count(1, "cold start")).isEqualTo("1 cold start");
        assertThat(Points.count(1234, "cold start")).isEqualTo("1,234 cold starts, 400 of them drawn");
    }

    @Test
    void theMediansOfTheWholeSeriesCoverEveryStart() {
        double[] values = new double[103];
        Arrays.setAll(values, i -> i);

        assertThat(Drift.medians(values)).hasSize(Drift.PARTS).isSorted();
        assertThat(Drift.from(0, 103)).isZero();
        assertThat(Drift.from(Drift.PARTS, 103)).isEqualTo(103);
        assertThat(Drift.medians(new double[] {3, 1, 2})).containsExactly(2);
        assertThat(Drift.medians(new double[0])).isEmpty();
        assertThat(Drift.medians(new double[] {1, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY}))
                .containsExactly(Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "a/b-1.yaml, a/b-1.yaml",
                "two words, 'two words'",
                "it's, 'it'\\''s'",
                "$(id), '$(id)'",
                "\"\", ''"
            })
    void wordsAreQuotedForAShell(String word, String quoted) {
        assertThat(ShellWord.of(word)).isEqualTo(quoted);
    }

    @Test
    void farOutliersDoNotSqueezeTheRest(@TempDir Path folder) {
        MetricView view = MetricView.of(
                        Pages.large(folder, 1, 500)
                                .build()
                                .allSeries()
                                .iterator()
                                .next(),
                        Pages.large(folder, 1, 500).results())
                .get(0);

        double greatest = view.candidate().quantile(.999);
        assertThat(view.axis().to()).isLessThan(greatest / 2);
        assertThat(view.axis().holds(view.candidate().quantile(.95))).isTrue();
    }

    @Test
    void theShareOfALimitIsOfEveryKindOfCheckThatHasANumber(@TempDir Path folder) {
        List<ShareOfLimit> shares = Judgements.ofEverything(folder).results().stream()
                .filter(result -> result.check().function().equals("slow"))
                .flatMap(result -> ShareOfLimit.of(result, Optional.empty()).stream())
                .toList();

        assertThat(shares).hasSize(2);
        assertThat(shares.get(0).estimate()).isBetween(1.2, 1.3);
        assertThat(shares.get(0).low()).isLessThanOrEqualTo(shares.get(0).estimate());
        assertThat(shares.get(0).high()).isGreaterThanOrEqualTo(shares.get(0).estimate());
        assertThat(shares.get(1).low()).isNaN();
    }

    @Test
    void whereMoreIsBetterLessOfTheLimitIsUsed() {
        ShareOfLimit share = Pages.ofOtherTools().results().stream()
                .filter(result -> result.check().subject().startsWith("jmh"))
                .flatMap(result -> ShareOfLimit.of(result, Optional.empty()).stream())
                .findFirst()
                .orElseThrow();

        assertThat(share.estimate()).isBetween(1.01, 1.02);
        assertThat(share.low()).isLessThanOrEqualTo(share.estimate());
        assertThat(share.high()).isGreaterThanOrEqualTo(share.estimate());
    }

    @Test
    void markupRefusesTagsThatDoNotMatch() {
        Markup markup = new Markup().open("p").open("b");

        assertThatThrownBy(() -> markup.close("p")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Markup().open("p").toString()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Markup().style("a{}</style>")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Start start(int n, long at) {
        return Start.builder()
                .function("f")
                .number(n)
                .atMillis(at)
                .values(Map.of(Metric.INIT_DURATION, 1e6 * n))
                .proof("p")
                .environment("e")
                .build();
    }

    @Test
    void bothArmsHaveOneAxisOfTime() {
        List<Start> candidate = List.of(start(1, 10), start(2, 40), start(3, 50), start(4, 60));
        List<Start> baseline = List.of(start(1, 20), start(2, 30));

        List<ArmValues> arms = ArmValues.of(candidate, baseline, Metric.INIT_DURATION);

        assertThat(arms.get(0).places()).containsExactly(.5 / 6, 3.5 / 6, 4.5 / 6, 5.5 / 6);
        assertThat(arms.get(1).places()).containsExactly(1.5 / 6, 2.5 / 6);
        assertThat(ArmValues.of(candidate, List.of(), Metric.INIT_DURATION)).hasSize(1);
    }

    @Test
    void startsOfOneMillisecondStandInTheirArmsOrder() {
        List<ArmValues> arms =
                ArmValues.of(List.of(start(1, 10), start(2, 10)), List.of(start(1, 10)), Metric.INIT_DURATION);

        assertThat(arms.get(0).places()).containsExactly(.5 / 3, 1.5 / 3);
        assertThat(arms.get(1).places()).containsExactly(.5 / 3);
    }
}
