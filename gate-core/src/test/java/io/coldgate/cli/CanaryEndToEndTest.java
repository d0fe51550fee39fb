package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.canary.CanaryLimit;
import io.coldgate.canary.Risks;
import io.coldgate.canary.StepComparison;
import io.coldgate.logs.LoggedInvocation;
import io.coldgate.logs.Report;
import io.coldgate.sample.Metric;
import io.coldgate.stats.Defaults;
import io.coldgate.thresholds.read.Quantiles;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Canaries on a function that callers use, from the publication to the alias that is left. */
@Tag("process")
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CanaryEndToEndTest extends CanaryFixture {
    /** Decides the step anew by the lines that the canary kept. */
    private StepComparison.Decision decidedAnew() throws Exception {
        StepComparison comparison = new StepComparison(
                "1",
                "2",
                List.of(new CanaryLimit(
                        Metric.WARM_DURATION, Quantiles.named("p50").orElseThrow(), .25, true)),
                Risks.of(Defaults.FALSE_ALARM_BUILD, Defaults.MISSED, 1, 1));
        for (String line : Files.readAllLines(files().resolve("canary.jsonl"))) {
            JsonNode node = new ObjectMapper().readTree(line);
            if (node.path("line").asText().equals("invocation")) {
                comparison.add(new LoggedInvocation(
                        node.path("requestId").asText(),
                        Optional.of(node.path("version").asText()),
                        Instant.parse(node.path("at").asText()).toEpochMilli(),
                        new Report(
                                number(node, "duration"),
                                OptionalDouble.empty(),
                                number(node, "initDuration"),
                                OptionalDouble.empty(),
                                number(node, "maxMemory"),
                                Optional.empty(),
                                false)));
            }
        }
        return comparison.decision();
    }

    private static OptionalDouble number(JsonNode node, String name) {
        return node.has(name) ? OptionalDouble.of(node.path(name).asDouble()) : OptionalDouble.empty();
    }

    @Test
    void aSlowerCandidateIsRolledBackAndItsLinesAreKept() throws Exception {
        stage.callers();
        stage.update(Map.of("WAIT", "0.06"));

        int exit = canary("--steps", "25%,100%");

        JsonNode kept =
                new ObjectMapper().readTree(files().resolve("canary.json").toFile());
        assertThat(kept.path("ending").asText()).isEqualTo("rolled-back");
        assertThat(decidedAnew()).isEqualTo(StepComparison.Decision.FAIL);
        JsonNode step = kept.path("steps").path(0);
        List<String> lines = Files.readAllLines(files().resolve("canary.jsonl"));
        assertThat(lines.get(0)).contains("\"line\":\"step\"", "\"version\":\"2\"", "\"share\":0.25");
        assertThat(lines.get(lines.size() - 1)).contains("\"decision\":\"fail\"");
        assertThat(lines.stream()
                        .filter(line -> line.contains("\"line\":\"invocation\"") && line.contains("\"version\":\"2\"")))
                .hasSize(step.path("candidate").path("invocations").asInt());

        assertThat(exit).as(cli.text()).isEqualTo(1);
        assertThat(cli.out())
                .contains("ROLLED BACK: checkout:live points to version 1 alone; the candidate is over its limit at"
                        + " 25%: warm_duration p50 +25%")
                .containsPattern("FAIL +warm_duration p50 [^\\n]*\\n +\\d+ +≤ \\+25% ");
        assertThat(stage.leads()).isEqualTo("1");
    }

    @Test
    void anEqualCandidateIsPromotedAfterEveryStep() throws Exception {
        stage.callers();
        stage.update(Map.of("WAIT", "0.02", "OTHER", "1"));

        int exit = canary("--steps", "20%,50%,100%", "--json");

        assertThat(exit).as(cli.text()).isZero();
        JsonNode result = new ObjectMapper().readTree(cli.out());
        assertThat(result.path("ending").asText()).isEqualTo("promoted");
        assertThat(result.path("steps").findValuesAsText("decision")).containsExactly("pass", "pass");
        assertThat(result.path("steps")
                        .path(0)
                        .path("limits")
                        .path(0)
                        .path("pairs")
                        .asInt())
                .isGreaterThanOrEqualTo(10);
        assertThat(cli.err())
                .contains("20% of the invocations go to version 2")
                .contains("50% of the invocations go to version 2");
        assertThat(stage.leads()).isEqualTo("2");
    }

    @Test
    void aCrashingCandidateIsRolledBackAtTheFirstStep() {
        stage.callers();
        stage.update(Map.of("WAIT", "0.02", "CRASH", "1"));

        int exit = canary("--steps", "25%,50%,100%");

        assertThat(exit).as(cli.text()).isEqualTo(1);
        assertThat(cli.out()).contains("ROLLED BACK").contains("at 25%").doesNotContain("50% for version");
        assertThat(stage.leads()).isEqualTo("1");
    }

    @Test
    void aFunctionThatNobodyCallsIsHeldAndRolledBack() {
        stage.update(Map.of("WAIT", "0.03"));

        int exit = canary("--hold", "1s");

        assertThat(exit).as(cli.text()).isEqualTo(3);
        assertThat(cli.out())
                .contains("INCONCLUSIVE: checkout:live points to version 1 alone; the step at 5% was not decided within"
                        + " --hold: stable 0 (0 cold), candidate 0 (0 cold)")
                .contains("NOT MEASURED");
        assertThat(stage.leads()).isEqualTo("1");
    }

    @Test
    void twoVersionsAreComparedByTurns() {
        stage.callers();
        String slow = stage.publish(Map.of("WAIT", "0.06"));
        String equal = stage.publish(Map.of("WAIT", "0.02", "OTHER", "1"));

        int exit = canary("--ab", "25%,25%", "--candidate", slow + "," + equal, "--slot", "2s");

        assertThat(exit).as(cli.text()).isEqualTo(1);
        assertThat(cli.out())
                .containsPattern("25% for version 2: (?:[^\\n]*\\n){3}  FAIL ")
                .containsPattern("25% for version 3: (?:[^\\n]*\\n){3}  PASS ")
                .contains("COMPARED: checkout:live points to version 1 alone");
        assertThat(stage.leads()).isEqualTo("1");
    }

    @Test
    void aDryRunPublishesAndChangesNothing() {
        stage.update(Map.of("WAIT", "0.03"));

        assertThat(canary("--dry-run")).as(cli.text()).isZero();
        assertThat(cli.out()).isEqualTo("""
                        checkout:live points to version 1; it would be shifted to a new version, published from $LATEST, at 5%,25%,50%,100%
                        limits: warm_duration p50 +25%
                        each step is held for 30 minutes at most; nothing was changed
                        """);
        assertThat(stage.leads()).isEqualTo("1");
        assertThat(stage.lambda()
                        .listVersionsByFunction(r -> r.functionName(CanaryStage.NAME))
                        .versions())
                .hasSize(2);
    }

    /** Regression limits as {@code coldgate init} writes them. */
    private String[] withFileOfInit(String... more) throws IOException {
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  checkout:
                    package: bootstrap
                    budgets:
                      init_cpu: { p50: 5.2ms, p95: 7.5ms }
                    baseline: { ref: main }
                    regression:
                      init_cpu: { p50: +20% }
                      init_duration: { p50: +50% }
                """);
        return Stream.concat(
                        Stream.of(
                                "canary",
                                CanaryStage.NAME,
                                "--file",
                                folder.resolve("thresholds.yaml").toString(),
                                "--poll",
                                "200ms",
                                "--steps",
                                "50%,100%",
                                "--output",
                                files().toString()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    @Test
    void withAFileOfInitAnEqualCandidateIsPromotedAndASlowerOneRolledBack() throws Exception {
        String unseen = "init_cpu p50 +20% cannot be seen in REPORT lines; init_duration p50 +20% is compared instead";
        stage.callers();
        stage.update(Map.of("WAIT", "0.02", "OTHER", "1"));

        assertThat(cli.run(withFileOfInit())).as(cli.text()).isZero();
        assertThat(cli.err()).contains(unseen);
        assertThat(cli.out())
                .contains(unseen)
                .containsPattern("PASS +warm_duration p50 ")
                .containsPattern("NOT MEASURED +init_cpu p50\\n");
        assertThat(stage.leads()).isEqualTo("2");

        stage.update(Map.of("WAIT", "0.06"));
        assertThat(cli.runAnew(withFileOfInit("--json"))).as(cli.text()).isEqualTo(1);
        JsonNode result = new ObjectMapper().readTree(cli.out());
        assertThat(result.path("reason").asText()).endsWith("over its limit at 50%: warm_duration p50 +10%");
        assertThat(result.path("unseen").findValuesAsText("metric")).containsExactly("init_cpu");
        assertThat(result.path("unseen").findValuesAsText("instead")).containsExactly("init_duration");
        assertThat(stage.leads()).isEqualTo("2");
    }

    @Test
    void aDryRunSaysWhatOfTheFileCannotBeSeenAndThatAFunctionIsNotInIt() throws Exception {
        assertThat(cli.run(withFileOfInit("--dry-run"))).as(cli.text()).isZero();
        assertThat(cli.out())
                .contains("limits: warm_duration p50 +10%; guards: init_duration p50 +50%, init_duration p50 +20%,"
                        + " duration p50 +10%\ninit_cpu p50 +20% cannot be seen in REPORT lines; init_duration p50"
                        + " +20% is compared instead\n");
        String[] ofAnother = withFileOfInit("--dry-run");
        ofAnother[1] = "other";
        assertThat(cli.runAnew(ofAnother)).isEqualTo(2);
        assertThat(cli.err()).contains("thresholds.yaml has no function other: the default limits are used");
    }

    @Test
    void aVersionOrAnAliasThatIsNotThereIsTheUsersMistake() {
        for (String more : new String[] {"--quiet", "--dry-run"}) {
            assertThat(cli.runAnew(words("--candidate", "77", more))).isEqualTo(2);
            assertThat(cli.err())
                    .isEqualTo("coldgate: --candidate 77: checkout has no such version: name one that is published, or"
                            + " leave --candidate out to publish $LATEST\n");
            assertThat(cli.runAnew(words("--alias", "nope", more))).isEqualTo(2);
            assertThat(cli.err())
                    .startsWith("coldgate: checkout:nope: no such function, or it has no such alias: name another"
                            + " FUNCTION, --alias or --region (")
                    .contains("GetAlias checkout:nope: ", "Cannot find alias arn");
            assertThat(cli.out()).isEmpty();
        }
        assertThat(stage.leads()).isEqualTo("1");
    }

    @Test
    void whatCannotBeSplitIsRefused() {
        assertThat(canary()).isEqualTo(2);
        assertThat(cli.err()).contains("checkout:live already points to version 1, so there is");
        stage.publish(Map.of("WAIT", "0.03"));
        stage.lambda()
                .updateAlias(r -> r.functionName(CanaryStage.NAME)
                        .name("live")
                        .routingConfig(c -> c.additionalVersionWeights(Map.of("2", .1))));
        assertThat(cli.runAnew(words())).isEqualTo(2);
        assertThat(cli.err())
                .contains("checkout:live already points to two versions (1 and 2), and AWS allows no third");
    }
}
