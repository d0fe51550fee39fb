package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.fixture.BashFunction;
import io.coldgate.fixture.ForkedCli;
import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Signals;
import io.coldgate.sample.Ending;
import io.coldgate.sample.ResultsReader;
import io.coldgate.sample.ResultsRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as a process of its own, over a real function on the embedded Lambda: a runtime in Bash. */
@Tag("process")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MainTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void aFunction() throws IOException {
        assumeThat(Path.of("/bin/bash")).exists();
        Files.writeString(folder.resolve("bootstrap"), BashFunction.PLAIN);
    }

    private Process check(String budget, String... more) throws IOException {
        Plans.write(
                folder,
                "hello: { package: bootstrap, sampling: { max: 5000 }, budgets: { init_duration: " + budget + " } }");
        return main("check", more);
    }

    private Process main(String command, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(more));
        return new ProcessBuilder(ForkedCli.command(List.of(), arguments))
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("stdout").toFile())
                .start();
    }

    private static String rest(Process process) throws Exception {
        String text = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    private List<ResultsRecord> records() throws Exception {
        return records("coldgate-out");
    }

    private List<ResultsRecord> records(String output) throws Exception {
        List<ResultsRecord> records = new ArrayList<>();
        new ResultsReader("r").read(folder.resolve(output).resolve("results.jsonl"), records::add);
        return records;
    }

    @ParameterizedTest
    @CsvSource({"60s, 0, PASS", "1us, 1, FAIL"})
    void coldStartsARealFunctionAndJudgesIt(String limit, int exitCode, String verdict) throws Exception {
        Process check = check("{ p50: " + limit + " }", "--seed", "7", "--explain", "never");
        String err = rest(check);

        assertThat(check.exitValue()).as(err).isEqualTo(exitCode);
        String table = Files.readString(folder.resolve("stdout"));
        assertThat(table).contains(verdict + ": 1 check").contains("seed 7");
        Process judge = main("judge", "coldgate-out");
        assertThat(rest(judge)).isEmpty();
        assertThat(judge.exitValue()).isEqualTo(exitCode);
        assertThat(Files.readString(folder.resolve("stdout"))).isEqualTo(GateFolder.withoutPage(table));
    }

    /** Reads the progress until some samples are there. */
    private static void awaitSamples(Process check) throws IOException {
        BufferedReader err = check.errorReader(StandardCharsets.UTF_8);
        StringBuilder seen = new StringBuilder();
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            seen.append(line).append('\n');
            if (line.startsWith("hello sample 5:")) {
                return;
            }
        }
        throw new AssertionError(seen);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "KILL, 137"})
    void aSignalInTheMiddleLeavesAFileToJudgeAndNoProcess(String signal, int exitCode) throws Exception {
        if (signal.equals("INT")) {
            Signals.assumeInterruptsArrive();
        }
        Process check = check("{ max: 60s }", "--verbose");
        awaitSamples(check);
        List<ProcessHandle> functions = check.descendants().toList();

        new ProcessBuilder("kill", "-" + signal, Long.toString(check.pid()))
                .start()
                .waitFor();
        String progress = check.errorReader(StandardCharsets.UTF_8).lines().collect(Collectors.joining("\n"));

        assertThat(check.waitFor()).as(progress).isEqualTo(exitCode);
        for (ProcessHandle function : functions) {
            function.onExit().get(1, TimeUnit.MINUTES);
        }
        List<ResultsRecord> records = records();
        assertThat(records.stream().filter(ResultsRecord.Sampled.class::isInstance))
                .hasSizeGreaterThanOrEqualTo(5);
        if (!signal.equals("KILL")) {
            assertThat(records.get(records.size() - 1))
                    .as(progress)
                    .isInstanceOfSatisfying(
                            ResultsRecord.End.class,
                            end -> assertThat(end.ending()).isEqualTo(Ending.INTERRUPTED));
            assertThat(folder.resolve("coldgate-out/report.json")).isNotEmptyFile();
        }
        Process judge = main("judge", "coldgate-out");
        String err = rest(judge);
        assertThat(err.lines()).as(err).hasSizeLessThanOrEqualTo(1);
        assertThat(Files.readString(folder.resolve("stdout"))).contains("NOT MEASURED: 1 check");
    }

    /**
     * The function's timeout is longer than the test's: were its end waited for, the gate would be ended without one.
     */
    @ParameterizedTest
    @CsvSource({"check, coldgate-out", "explain, coldgate-out/explain"})
    void sigtermEndsARunWhileAnInitHangs(String command, String output) throws Exception {
        Path started = folder.resolve("started");
        Files.writeString(folder.resolve("bootstrap"), "#!/bin/bash\n: > '" + started + "'\nexec sleep 100000\n");
        Plans.write(folder, "hello: { package: bootstrap, timeout: 15m, budgets: { init_duration: { p50: 1s } } }");
        Process run = main(command);
        awaitFile(started, run, "still running: " + command);
        List<ProcessHandle> functions = run.descendants().toList();

        // Process.destroy() would close the streams from which the progress is read.
        run.toHandle().destroy();
        String progress = rest(run);

        assertThat(run.exitValue()).as(progress).isEqualTo(143);
        for (ProcessHandle function : functions) {
            function.onExit().get(1, TimeUnit.MINUTES);
        }
        List<ResultsRecord> records = records(output);
        assertThat(records.get(records.size() - 1))
                .as(progress)
                .isInstanceOfSatisfying(
                        ResultsRecord.End.class, end -> assertThat(end.ending()).isEqualTo(Ending.INTERRUPTED));
    }

    /** Waits until another process has made the file, as long as the run is alive. */
    private static void awaitFile(Path file, Process run, String alive) throws InterruptedException {
        while (!Files.exists(file)) {
            assertThat(run.isAlive()).as(alive).isTrue();
            Thread.sleep(20);
        }
    }

    /** A terminal sends Ctrl-C to the build too, which usually ends first. */
    @ParameterizedTest
    @CsvSource({"exec sleep 100000", "trap 'exit 7' INT; sleep 100000"})
    void ctrlCDuringABuildIsNotBlamedOnTheBuild(String build) throws Exception {
        Signals.assumeInterruptsArrive();
        assumeThat(Path.of("/usr/bin/setsid")).exists();
        Path started = folder.resolve("started");
        Files.writeString(folder.resolve("make.sh"), "touch started; " + build + "\n");
        Plans.write(
                folder, "hello: { build: sh make.sh, package: bootstrap, budgets: { init_duration: { p50: 1s } } }");
        List<String> words = new ArrayList<>(List.of("/usr/bin/setsid"));
        words.addAll(ForkedCli.command("check"));
        Process check = new ProcessBuilder(words).directory(folder.toFile()).start();
        awaitFile(started, check, "still building");

        // The whole process group, which setsid began.
        new ProcessBuilder("kill", "-INT", "--", "-" + check.pid()).start().waitFor();
        String err = rest(check);

        assertThat(err).contains("interrupted; nothing was deployed").doesNotContain("the build ended");
        assertThat(check.exitValue()).isEqualTo(130);
    }

    @Test
    void aMistakeExitsWith2() throws Exception {
        Process process = main("chekc");

        assertThat(rest(process)).startsWith("coldgate: ");
        assertThat(process.exitValue()).isEqualTo(2);
    }
}
