package io.coldgate.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.sample.ResultsRecord;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainProgressTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long now;

    @TempDir
    private Path folder;

    private GateEvaluation build;
    private PlainProgress progress;
    private int starts;

    @BeforeEach
    void begin() {
        build = new GateEvaluation(
                Plans.plan(folder, "hello: { package: a.zip, budgets: { init_duration: { p50: 20ms } } }"));
        build.accept(Records.run("hello"));
        progress = new PlainProgress(new PrintStream(err, true, StandardCharsets.UTF_8), () -> now);
    }

    private void startAfter(Duration pause) {
        now += pause.toNanos();
        ResultsRecord.Sampled sample = Records.sample("hello", ++starts, 1e6);
        build.accept(sample);
        progress.recorded(sample, build);
    }

    private String printed() {
        return err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void aLongMeasurementSaysHowFarItIs() {
        progress.step("measuring hello");
        for (int i = 0; i < 7; i++) {
            startAfter(Duration.ofSeconds(10));
        }

        assertThat(printed()).isEqualTo("""
                measuring hello
                so far: 3 cold starts, 0 of 1 checks done  hello 3/100
                so far: 6 cold starts, 0 of 1 checks done  hello 6/100
                """);
    }

    @Test
    void aShortOneHasNoLineInBetween() {
        for (int i = 0; i < 20; i++) {
            startAfter(Duration.ofSeconds(1));
        }
        progress.step("explaining hello");
        startAfter(Duration.ofSeconds(20));

        assertThat(printed()).isEqualTo("explaining hello\n");
    }
}
