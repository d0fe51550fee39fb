package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.cli.terminal.Terminal;
import io.coldgate.fixture.ForkedCli;
import io.coldgate.run.ExitCode;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No error of the JVM ends with 1, which says that a check failed. */
class CrashTest {
    @TempDir
    private Path folder;

    static List<Arguments> errors() {
        return List.of(
                Arguments.of(new OutOfMemoryError("Java heap space"), "out of memory (Java heap space)", 1L),
                Arguments.of(new StackOverflowError(), "nested too deeply", 1L),
                Arguments.of(new NoClassDefFoundError("io/x"), "a class is missing or of another version", 1L),
                Arguments.of(new UnsatisfiedLinkError("x"), "a class is missing or of another version", 1L),
                Arguments.of(
                        new AssertionError("x\ny"), "internal error, please report it: AssertionError: x\\ny", null));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void anErrorIsASentenceAndExitCode4(Error error, String words, Long lines) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) {
                throw error;
            }
        };
        Terminal terminal = new Terminal(
                new PrintStream(broken, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                false);

        assertThat(Cli.run(terminal, "replay", "--help")).isEqualTo(ExitCode.COULD_NOT_MEASURE);

        String said = err.toString(StandardCharsets.UTF_8);
        assertThat(said).startsWith("coldgate: " + words);
        if (lines != null) {
            assertThat(said.lines().count()).isEqualTo(lines);
        }
    }

    @Test
    @Tag("process")
    void aHeapThatIsTooSmallIsExitCode4() throws Exception {
        // One value of a results file that no small heap holds.
        Path results = folder.resolve("results.jsonl");
        Files.writeString(
                folder.resolve("thresholds.yaml"),
                "version: 1\nresults:\n  - { gatling: one.jsonl, budgets: { checkout: { p95: 250ms } } }\n");
        writeLarge(results);
        Process judge = new ProcessBuilder(ForkedCli.command(List.of("-Xmx12m"), List.of("judge", "results.jsonl")))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(judge.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(judge.waitFor()).as(said).isEqualTo(4);
        assertThat(said).contains("coldgate: out of memory");
    }

    private static void writeLarge(Path file) throws IOException {
        String source = "\"tool\":\"gatling\",\"path\":\"one.jsonl\"";
        int values = 4_000_000;
        StringBuilder chunk =
                new StringBuilder("{\"type\":\"imported_values\"," + source + ",\"series\":0,\"values\":[");
        for (int i = 0; i < 8000; i++) {
            chunk.append(i == 0 ? "" : ",").append("1000000");
        }
        chunk.append("]}\n");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"type\":\"run\",\"schemaVersion\":1,\"coldgate\":\"0.1.0\",\"at\":1,\"platform\":\"none\","
                    + "\"seed\":1,\"thresholds\":{\"file\":\"t.yaml\",\"sha256\":\"00\"},\"functions\":[],"
                    + "\"fingerprint\":{}}\n");
            out.write("{\"type\":\"imported\"," + source + ",\"facts\":{},\"notes\":[]}\n");
            out.write(
                    "{\"type\":\"imported_series\"," + source + ",\"series\":0,\"name\":\"checkout\",\"variant\":\"\","
                            + "\"metric\":\"response_time\",\"primary\":true,\"kind\":\"time\",\"unit\":\"ns\","
                            + "\"better\":\"lower\",\"count\":" + values + ",\"clusters\":[]}\n");
            for (int i = 0; i < values / 8000; i++) {
                out.append(chunk);
            }
        }
    }
}
