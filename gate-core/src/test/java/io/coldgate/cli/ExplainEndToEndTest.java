package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.run.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real Go functions with one planted cost each, explained: the cost is found where it was planted, and the advice is
 * about it and nothing else. Shares and counts only; how long anything takes is the machine's.
 */
@Tag("process")
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ExplainEndToEndTest {
    private static final Path ROOT =
            Path.of(System.getProperty("coldgate.root", "..")).toAbsolutePath();
    private static final String PLANTED = "gate-core/src/test/go/planted/";

    /** Functions that are explained in one run. */
    private static final List<String> ALONE =
            List.of("burn", "sleep", "work", "files", "logs", "heap", "resolve", "connect", "patterns", "lighter");

    /** The machine's doing, not the function's. */
    private static final Set<String> OF_THE_MACHINE = Set.of("busy-host", "reads-code");

    @TempDir
    static Path folder;

    private static ServerSocket server;
    private static final Map<String, JsonNode> EXPLAINED = new HashMap<>();

    @BeforeAll
    static void explainAll() throws Exception {
        assumeThat(run("sh", "-c", ". ci/find-go && find_go 18"))
                .as("skipped: no Go of 1.18 or later: ci/setup installs one")
                .isZero();
        List<String> programs = new ArrayList<>(ALONE);
        programs.add("heavier");
        List<String> build = new ArrayList<>(List.of("ci/build-function"));
        programs.forEach(name -> build.add(PLANTED + name));
        assertThat(run(build.toArray(String[]::new))).as("ci/build-function").isZero();
        server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        Thread accepting = new Thread(ExplainEndToEndTest::accept, "planted server");
        accepting.setDaemon(true);
        accepting.start();
        explain(ALONE, "");
        explain(List.of("heavier"), """
                    baseline: { package: lighter.zip }
                    regression: { init_duration: { p50: +1000% } }
                """, "--against");
    }

    @AfterAll
    static void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Keeps every connection until its other side ends it. */
    private static void accept() {
        List<Socket> kept = new ArrayList<>();
        try {
            while (true) {
                kept.add(server.accept());
                if (kept.size() > 5_000) {
                    kept.remove(0).close();
                }
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static void explain(List<String> functions, String more, String... options) throws IOException {
        StringBuilder text = new StringBuilder("version: 1\nfunctions:\n");
        for (String name : functions) {
            text.append("""
                      %s:
                        package: %s.zip
                        environment: { PLANTED_SERVER: "127.0.0.1:%d" }
                    """.formatted(name, name, server.getLocalPort()));
            text.append(more.isEmpty() ? "    budgets: { init_duration: { p50: 60s } }\n" : more);
        }
        for (String name :
                Stream.concat(functions.stream(), Stream.of("lighter")).toList()) {
            Path zip = folder.resolve(name + ".zip");
            Files.deleteIfExists(zip);
            Files.copy(ROOT.resolve(PLANTED + name + "/function.zip"), zip);
        }
        GateFolder gate = new GateFolder(folder);
        gate.thresholds(text.toString());
        List<String> arguments = new ArrayList<>(List.of(
                "--json",
                "--starts",
                "60",
                "--no-handler",
                "--output",
                folder.resolve("out").toString()));
        arguments.addAll(Arrays.asList(options));
        int exit = gate.coldgate("explain", arguments.toArray(String[]::new));
        assertThat(exit).as(gate.text()).isEqualTo(ExitCode.PASS);
        for (JsonNode each : new ObjectMapper().readTree(gate.out()).path("explanations")) {
            if (each.path("arm").asText().equals("candidate")) {
                EXPLAINED.put(each.path("function").asText(), each);
            }
        }
    }

    private static JsonNode explained(String name) {
        assertThat(EXPLAINED).containsKey(name);
        return EXPLAINED.get(name);
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static Set<String> rules(JsonNode explained) {
        return each(explained.path("advice"))
                .map(advice -> advice.path("rule").asText())
                .filter(rule -> !OF_THE_MACHINE.contains(rule))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String largestPhase(JsonNode explained) {
        return each(explained.path("phases"))
                .max((one, other) -> Double.compare(
                        one.path("share").asDouble(), other.path("share").asDouble()))
                .map(phase -> phase.path("phase").asText())
                .orElse("");
    }

    private static JsonNode advice(JsonNode explained, String rule) {
        return each(explained.path("advice"))
                .filter(advice -> advice.path("rule").asText().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "burn, package_init, own-init, burn/main.go:8",
        "sleep, package_init, waits, sleep/main.go:11",
        "work, main, , ",
        "files, package_init, reads-files, files/main.go:",
        "logs, package_init, logs-in-init, logs/main.go:",
        "resolve, package_init, resolves-names-before-ready, resolve/main.go:13",
        "connect, package_init, connects-before-ready, connect/main.go:",
        "patterns, package_init, compiled-in-init, patterns/main.go:",
    })
    void aPlantedCostIsFoundAndAdvisedOnAndNothingElseIs(String name, String phase, String rule, String at) {
        JsonNode explained = explained(name);
        String all = explained.toPrettyString();
        assertThat(largestPhase(explained)).as(all).isEqualTo(phase);
        assertThat(explained.path("namedShare").asDouble()).as(all).isGreaterThan(.9);
        assertThat(rules(explained)).as(all).isEqualTo(rule == null ? Set.of() : Set.of(rule));
        if (rule != null) {
            assertThat(explained.path("packages").path(0).path("package").asText())
                    .as(all)
                    .isEqualTo("main");
            assertThat(advice(explained, rule).path("at").asText()).as(all).startsWith("coldgate.test/planted/" + at);
        }
    }

    @Test
    void aHeapThatGrowsInInitIsFoundByItsCollectionsAndByTryingWithout() {
        JsonNode explained = explained("heap");
        String all = explained.toPrettyString();
        JsonNode init = explained.path("packages").path(0);
        assertThat(init.path("package").asText()).as(all).isEqualTo("main");
        assertThat(init.path("allocs").asLong()).as(all).isBetween(499_000L, 502_000L);
        assertThat(init.path("bytes").asLong()).as(all).isGreaterThan(30_000_000L);
        assertThat(explained.path("starts").path("tried").asInt())
                .as("starts without collections; %s", all)
                .isGreaterThanOrEqualTo(5);
        // Whether they were faster depends on whether another core was idle for the collector: the advice needs a
        // proof.
        assertThat(rules(explained)).as(all).contains("own-init").isSubsetOf("gc-before-ready", "own-init");
        assertThat(advice(explained, "own-init").path("at").asText()).startsWith("coldgate.test/planted/heap/main.go:");
    }

    @Test
    void aFunctionThatDoesNothingGetsNoAdvice() {
        assertThat(rules(explained("lighter")))
                .as(explained("lighter").toPrettyString())
                .isEmpty();
    }

    @Test
    void aNewDependencyIsNamedWithItsModule() {
        JsonNode explained = explained("heavier");
        String all = explained.toPrettyString();
        JsonNode slower = explained.path("slower");
        assertThat(slower.path(0).path("package").asText()).as(all).isEqualTo("coldgate.test/dep");
        assertThat(slower.path(0).path("kind").asText()).isEqualTo("cause");
        assertThat(slower.path(0).path("new").asBoolean()).isTrue();
        assertThat(each(slower).filter(each -> each.path("kind").asText().equals("cause")))
                .as(all)
                .hasSize(1);
        assertThat(rules(explained)).as(all).isEqualTo(Set.of("dependency-init"));
    }

    @Test
    void aProgramThatNeverWorksIsNotExplainedAndItsErrorIsShown() throws IOException {
        GateFolder gate = new GateFolder(folder);
        gate.script("never", "#!/bin/sh\necho 'panic: no table' >&2\necho '\tmain.go:5 +0x2d' >&2\nexit 2\n");
        gate.thresholds("""
                version: 1
                functions:
                  never:
                    package: never/bootstrap
                    baseline: { package: lighter.zip }
                    budgets: { init_duration: { p50: 1s } }
                    regression: { init_duration: { p50: +10% } }
                """);

        assertThat(gate.coldgate("explain", "--against", "--starts", "20"))
                .as(gate.text())
                .isEqualTo(ExitCode.COULD_NOT_MEASURE);

        assertThat(gate.out())
                .matches("never: cannot be explained: all \\d+ watched starts failed;"
                        + " the last one: exited: panic: no table\n");
    }

    @Test
    void ofABaselineThatNeverWorksNothingIsCompared() throws IOException {
        GateFolder gate = new GateFolder(folder);
        gate.script("never", "#!/bin/sh\necho 'panic: no table' >&2\nexit 2\n");
        gate.thresholds("""
                version: 1
                functions:
                  lighter:
                    package: lighter.zip
                    baseline: { package: never/bootstrap }
                    budgets: { init_duration: { p50: 1s } }
                    regression: { init_duration: { p50: +10% } }
                """);

        assertThat(gate.coldgate("explain", "--against", "--starts", "20"))
                .as(gate.text())
                .isZero();

        assertThat(gate.out())
                .contains("note: no comparison: no start of the baseline worked: exited: panic: no table")
                .doesNotContain(", baseline ", "No evidence");
    }

    @Test
    void aFailedCheckOnInitIsExplainedAtOnceAndJudgeRepeatsIt() throws IOException {
        GateFolder gate = new GateFolder(folder);
        String output = folder.resolve("checked").toString();
        gate.thresholds("""
                version: 1
                functions:
                  heavier:
                    package: heavier.zip
                    baseline: { package: lighter.zip }
                    budgets: { init_allocs: { p50: 1 }, init_bytes: { p50: 500MB } }
                    regression: { max_memory: { p50: +500% } }
                  lighter:
                    package: lighter.zip
                    budgets: { init_allocs: { p50: 1000000 } }
                """);

        assertThat(gate.coldgate("check", "--json", "--output", output))
                .as(gate.text())
                .isEqualTo(ExitCode.FAIL);
        JsonNode checked = new ObjectMapper().readTree(gate.out());
        assertThat(each(checked.path("checks"))
                        .map(check -> check.path("verdict").asText()))
                .containsExactly("FAIL", "PASS", "PASS", "PASS");
        assertThat(each(checked.path("explanations"))
                        .map(each -> each.path("function").asText() + " "
                                + each.path("arm").asText()))
                .as("only what failed is explained")
                .containsExactly("heavier candidate", "heavier baseline");

        assertThat(gate.coldgate("judge", "--json", output)).as(gate.text()).isEqualTo(ExitCode.FAIL);
        assertThat(new ObjectMapper().readTree(gate.out()).path("explanations"))
                .isEqualTo(checked.path("explanations"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"burn", "sleep", "patterns", "files", "logs", "resolve", "heavier"})
    void stopsAndTheRuntimesClocksSayTheSameOfTheInits(String name) {
        JsonNode explained = explained(name);
        double clocks = each(explained.path("packages"))
                .mapToDouble(each -> each.path("ns").asDouble())
                .sum();
        JsonNode init = each(explained.path("phases"))
                .filter(each -> each.path("phase").asText().equals("package_init"))
                .findFirst()
                .orElseThrow();
        // A busy host changes the time of either, but seldom what both agree on: that the inits are most of the start.
        assertThat(clocks / explained.path("initNs").asDouble())
                .as(explained.toPrettyString())
                .isGreaterThan(.3);
        assertThat(init.path("share").asDouble()).isGreaterThan(.3);
    }
}
