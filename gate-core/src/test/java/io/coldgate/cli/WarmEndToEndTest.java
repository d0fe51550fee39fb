package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.BashFunction;
import io.coldgate.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Warm runs and warm-ups of a real function in shell, which says in a file what it was invoked with. */
@Tag("process")
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class WarmEndToEndTest {
    private static final String FUNCTION = BashFunction.of(":", """
            echo "$n $event" >> "$SEEN"
            [ $n != 1 ] || sleep 0.02
            if [ "$n" = "$FAIL_AT" ]; then
              answer=error body='{"errorType":"Boom","errorMessage":"no table"}'
            fi
            """, "[ \"$n\" != \"$EXIT_AT\" ] || exit 0");

    @TempDir
    Path folder;

    private GateFolder gate;

    @BeforeEach
    void writeTheFunction() throws Exception {
        gate = new GateFolder(folder);
        gate.script("shop", FUNCTION);
        Files.writeString(folder.resolve("warm-up.json"), "\"warm-up\"");
        Files.writeString(folder.resolve("event.json"), "\"user\"");
    }

    private void thresholds(String function) throws IOException {
        gate.thresholds("""
                version: 1
                functions:
                  shop:
                    package: shop
                    payload: event.json
                    sampling: { discard: 1, max: 12 }
                """ + function.indent(4));
    }

    private List<String> seen() throws IOException {
        return Files.readAllLines(folder.resolve("seen"));
    }

    private String environment(String more) {
        return "environment: { SEEN: \"" + folder.resolve("seen") + "\"" + more + " }\n";
    }

    private List<String> samples() throws IOException {
        return Files.readAllLines(gate.output().resolve("results.jsonl")).stream()
                .filter(line -> line.contains("\"type\":\"sample\""))
                .toList();
    }

    @Test
    void aStartsInvocationsHaveTheOnePayloadThatItWasDrawn() throws Exception {
        Files.writeString(folder.resolve("large.json"), "\"large\"");
        gate.thresholds("""
                version: 1
                functions:
                  shop:
                    package: shop
                    payloads: { small: event.json, large: { file: large.json, weight: 2 } }
                    sampling: { discard: 0 }
                    warm: { invocations: 1 }
                    budgets:
                      duration: { small: { p50: 30s }, large: { p50: 30s }, weighted: { p50: 30s } }
                      warm_duration: { large: { p50: 30s } }
                """ + environment("").indent(4));

        assertThat(gate.coldgate("check")).as(gate.text()).isZero();

        List<String> samples = samples();
        List<String> seen = seen();
        assertThat(seen).hasSize(2 * samples.size());
        for (int i = 0; i < samples.size(); i++) {
            boolean large = samples.get(i).contains("\"payload\":\"large\",\"share\":0.66");
            String event = large ? "\"large\"" : "\"user\"";
            assertThat(seen.subList(2 * i, 2 * i + 2)).containsExactly("1 " + event, "2 " + event);
        }
        assertThat(samples).anyMatch(sample -> sample.contains("\"payload\":\"small\""));
        assertThat(samples).anyMatch(sample -> sample.contains("\"payload\":\"large\""));
        assertThat(gate.out()).contains("duration[small]", "duration[large]", "warm_duration[large]");
    }

    @Test
    void anEnvironmentIsInvokedAgainAfterItsColdStartAndJudgedByItsMedian() throws Exception {
        thresholds(environment("") + """
                warm: { invocations: 3 }
                budgets: { warm_duration: { max: 60s }, warm_latency: { max: 60s }, duration: { p50: 60s } }
                """);

        assertThat(gate.coldgate("check")).as(gate.text()).isZero();
        assertThat(gate.takeOut())
                .containsPattern("PASS +shop +duration +p50 ")
                .containsPattern("PASS +shop +warm_duration +max ")
                .containsPattern("PASS +shop +warm_latency +max ");
        assertThat(samples()).isNotEmpty().allMatch(line -> line.contains("\"warm_duration\":"));
        // The discarded start has no warm run.
        assertThat(seen().stream().filter(line -> line.startsWith("4 ")).count())
                .isGreaterThanOrEqualTo(samples().size());
        assertThat(seen()).noneMatch(line -> line.startsWith("5 "));
        assertThat(gate.judge()).as(gate.text()).isZero();
        assertThat(gate.out()).containsPattern("PASS +shop +warm_duration +max ");
    }

    @Test
    void anInvocationThatFailsOrStartsAnewIsAFailedSampleOfTheWarmMetricsAlone() throws Exception {
        thresholds(environment(", FAIL_AT: \"3\"") + """
                warm: { invocations: 3 }
                budgets: { warm_duration: { p50: 60s }, init_duration: { p50: 60s } }
                """);
        assertThat(gate.coldgate("check")).as(gate.text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(gate.out())
                .containsPattern("PASS +shop +init_duration ")
                .contains("starts without warm_duration: warm invocation 2 of 3: it failed: Boom");
        assertThat(samples()).allMatch(line -> line.contains("\"missed\":{\"warm_duration\":"));
        assertThat(gate.judge()).as(gate.text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);

        thresholds(environment(", EXIT_AT: \"2\"") + """
                warm: { invocations: 3 }
                budgets: { warm_duration: { p50: 60s }, init_duration: { p50: 60s } }
                """);
        assertThat(gate.coldgate("check")).as(gate.text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(gate.out()).containsPattern("PASS +shop +init_duration ");
        assertThat(samples()).allMatch(line -> line.contains("\"missed\":{\"warm_duration\":"));
    }

    @Test
    void theFirstUserAfterAWarmUpIsMeasuredBesideTheColdStartWithoutOne() throws Exception {
        thresholds(environment("") + """
                warm-up: { payload: warm-up.json, wait: 1ms }
                budgets: { first_user_duration: { p50: 60s }, cold_duration: { p50: 60s } }
                """);

        assertThat(gate.coldgate("check")).as(gate.text()).isZero();
        assertThat(gate.out()).containsPattern("PASS +shop +first_user_duration +p50 ");
        assertThat(seen()).contains("1 \"warm-up\"", "2 \"user\"", "1 \"user\"").doesNotContain("2 \"warm-up\"");
        assertThat(samples()).isNotEmpty().allMatch(line -> line.contains("\"first_user_duration\":"));
    }

    @Test
    void aFunctionWithoutTheseKeysIsInvokedOnceAStart() throws Exception {
        thresholds(environment("") + """
                budgets: { init_duration: { p50: 60s } }
                """);

        assertThat(gate.coldgate("check")).as(gate.text()).isZero();
        assertThat(seen()).hasSize(samples().size() + 1).allMatch(line -> line.equals("1 \"user\""));
    }

    @Test
    void aWarmRunIsComparedWithTheBaselinesInRounds() throws Exception {
        thresholds(environment("") + """
                warm: { invocations: 2 }
                baseline: { environment: { OTHER: "1" } }
                regression: { warm_duration: { p50: +900% } }
                """);

        assertThat(gate.coldgate("check")).as(gate.text()).isZero();
        assertThat(gate.out()).containsPattern("PASS +shop +warm_duration +p50 .* ≤ \\+900 % of baseline");
        assertThat(samples()).anyMatch(line -> line.contains("\"arm\":\"baseline\"") && line.contains("warm_duration"));
    }

    @Test
    void theForecastCountsEveryInvocation() throws Exception {
        thresholds("""
                warm: { invocations: 20 }
                warm-up: { payload: warm-up.json }
                budgets: { warm_duration: { p50: 60s }, first_user_duration: { p50: 60s } }
                """);

        assertThat(gate.coldgate("check", "--dry-run")).as(gate.text()).isZero();
        assertThat(gate.out())
                .contains("21 to 25 cold starts (1 discarded) after 21 to 25 updates,"
                        + " and 210 to 252 further invocations of them");
    }
}
