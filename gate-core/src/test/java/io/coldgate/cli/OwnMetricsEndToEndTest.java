package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.BashFunction;
import io.coldgate.run.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Own metrics of a real function in shell, which reports in its log and in its response. */
@Tag("process")
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class OwnMetricsEndToEndTest {
    private static final String FUNCTION = BashFunction.of(":", """
            metric='{"Namespace":"x","Metrics":[{"Name":"gc_per_second","Unit":"Count"}]}'
            echo '{"_aws":{"CloudWatchMetrics":['"$metric"']},"gc_per_second":1.5}'
            echo "rate=${RATE:-500}/s"
            body='{"timing":{"ready":12.5}}'
            """);

    private static final String THRESHOLDS = """
            version: 1
            functions:
              shop:
                package: shop
                metrics:
                  - { name: gc_per_second, from: emf }
                  - { name: ready, from: json:/timing/ready, unit: ms }
                  - { name: rate, from: "log:/rate=([0-9]+)/", better: higher }
                budgets:
                  gc_per_second: { p50: 2 }
                  ready: { p50: 20ms, max: 20ms }
                  rate: { p50: 400 }
            """;

    @TempDir
    Path folder;

    private GateFolder gate;

    @BeforeEach
    void writeTheFunction() throws Exception {
        gate = new GateFolder(folder);
        gate.script("shop", FUNCTION);
    }

    @Test
    void valuesFromLogAndResponseAreDecidedAndCanBeJudgedAgain() throws Exception {
        gate.thresholds(THRESHOLDS);

        assertThat(gate.coldgate("check")).as(gate.text()).isZero();
        String first = gate.takeOut();
        assertThat(first)
                .containsPattern("PASS +shop +own\\[gc_per_second] +p50 +1\\.5\\d* .*≤ 2 ")
                .containsPattern("PASS +shop +own\\[ready] +p50 +12\\.5 ms .*≤ 20\\.0 ms ")
                .containsPattern("PASS +shop +own\\[rate] +p50 +500 .*≥ 400 ");
        assertThat(Files.readString(gate.output().resolve("results.jsonl")))
                .contains("\"own[gc_per_second]\":1.5,\"own[rate]\":500,\"own[ready]\":12500000");
        assertThat(gate.judge()).as(gate.text()).isZero();
        assertThat(GateFolder.withoutPage(first)).isEqualTo(gate.takeOut());
    }

    @Test
    void whereMoreIsBetterLessThanTheLimitFails() throws Exception {
        gate.thresholds(THRESHOLDS.replace("p50: 400", "p50: 501"));

        assertThat(gate.coldgate("check")).as(gate.text()).isEqualTo(ExitCode.FAIL);
        assertThat(gate.out())
                .containsPattern("FAIL +shop +own\\[rate] +p50 +500 .*≥ 501 ")
                .contains("p50 < 501 proven")
                .containsPattern("PASS +shop +own\\[ready] ");
    }

    @Test
    void aValueThatIsMissingIsAFailedSampleOfThatMetricAlone() throws Exception {
        gate.thresholds(THRESHOLDS.replace("/timing/ready", "/timing/never"));

        assertThat(gate.coldgate("check")).as(gate.text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(gate.out())
                .containsPattern("NOT MEASURED +shop +own\\[ready] ")
                .contains("starts without own[ready]: nothing in the response at /timing/never")
                .containsPattern("PASS +shop +own\\[rate] ");
    }

    @Test
    void aRateThatFellBelowItsBaselinesFailsAndOneThatRoseDoesNot() throws Exception {
        String compared = THRESHOLDS + """
                    environment: { RATE: "%s" }
                    baseline: { environment: { RATE: "500" } }
                    regression: { rate: { p50: -10%% } }
                """;
        gate.thresholds(compared.formatted("405").replace("p50: 400", "p50: 100"));
        assertThat(gate.coldgate("check")).as(gate.text()).isEqualTo(ExitCode.FAIL);
        assertThat(gate.takeOut())
                .containsPattern("FAIL +shop +own\\[rate] +p50 +500 -> 405, -19 % .*≥ -10 % of baseline");

        gate.thresholds(compared.formatted("900").replace("p50: 400", "p50: 100"));
        assertThat(gate.coldgate("check")).as(gate.text()).isZero();
        assertThat(gate.takeOut()).containsPattern("PASS +shop +own\\[rate] +p50 +500 -> 900, \\+80 % ");
    }
}
