package io.coldgate.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Error rates of one recorded series relative to another, on real cold starts whose clusters are drawn whole. */
class RecordedContrastReplayTest {
    /** A neighbour that takes a quarter of the host. */
    private static final double DISTURBANCE = .3;

    private static final int BUILDS = 400;

    @Test
    @Tag("slow")
    void exactlyAtTheLimitBothRisksHoldForRunsAndForBlocks() throws Exception {
        List<double[][]> days = RecordedRuns.days();
        assertThat(days).hasSizeGreaterThanOrEqualTo(10);
        for (RecordedRuns.Shape shape : List.of(RecordedRuns.Shape.DAY_IS_A_RUN, RecordedRuns.Shape.DAY_IS_A_BLOCK)) {
            for (int clusters : new int[] {5, 10, 20}) {
                RecordedRuns.Rates rates = RecordedRuns.rates(days, shape, clusters, .05, 200);
                assertThat(rates.fail()).as(shape + " " + clusters).isLessThanOrEqualTo(.01);
                assertThat(rates.pass()).as(shape + " " + clusters).isLessThanOrEqualTo(.05);
                rates = RecordedRuns.rates(days, shape, clusters, .05, DISTURBANCE, 200);
                assertThat(rates.fail())
                        .as(shape + " " + clusters + ", disturbed")
                        .isLessThanOrEqualTo(.01);
            }
        }
    }

    @Test
    @Tag("slow")
    void aFifthSlowerIsFoundAndNoChangePasses() throws Exception {
        List<double[][]> days = RecordedRuns.days();
        RecordedRuns.Shape blocks = RecordedRuns.Shape.DAY_IS_A_BLOCK;
        assertThat(RecordedRuns.rates(days, blocks, 20, .2, 50).fail()).isGreaterThan(.9);
        assertThat(RecordedRuns.rates(days, blocks, 20, 0, 50).fail()).isZero();
    }

    @Test
    @Tag("simulation")
    void itPrintsTheTableOfThePageAndOfADisturbedHost() throws Exception {
        List<double[][]> days = RecordedRuns.days();
        List<String> table = new ArrayList<>();
        for (RecordedRuns.Shape shape : RecordedRuns.Shape.values()) {
            int[] sizes = shape == RecordedRuns.Shape.DAY_IS_A_RUN ? new int[] {10, 20, 40} : new int[] {5, 10, 20};
            for (int clusters : sizes) {
                StringBuilder row = new StringBuilder("| " + words(shape) + " | " + clusters + " |");
                for (double change : new double[] {0, .05, .1, .2}) {
                    RecordedRuns.Rates rates = RecordedRuns.rates(days, shape, clusters, change, BUILDS);
                    row.append(String.format(Locale.ROOT, " %.2f / %.1f |", 100 * rates.fail(), 100 * rates.pass()));
                }
                RecordedRuns.Rates disturbed = RecordedRuns.rates(days, shape, clusters, .05, DISTURBANCE, BUILDS);
                row.append(
                        String.format(Locale.ROOT, " %.2f / %.1f |", 100 * disturbed.fail(), 100 * disturbed.pass()));
                table.add(row.toString());
            }
        }
        table.forEach(System.out::println);
        assertThat(table).hasSize(9).noneMatch(row -> row.contains("NaN"));
    }

    private static String words(RecordedRuns.Shape shape) {
        return switch (shape) {
            case DAY_IS_A_RUN -> "recorded: a day is a run";
            case DAY_IS_A_BLOCK -> "by turns: a day is a block, its starts are runs";
            case NO_CLUSTERS -> "not done: every start a run, days ignored";
        };
    }
}
