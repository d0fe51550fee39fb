package io.coldgate.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.sample.Arm;
import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ResultsRecord;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The living line on a terminal. */
class ProgressLinesTest {
    private static final String CLEAR = "\r\u001b[2K";

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private GateEvaluation build;
    private TerminalListener listener;

    @BeforeEach
    void watch() {
        build = new GateEvaluation(
                Plans.plan(folder, "hello: { package: a.zip, budgets: { init_duration: { p50: 20ms } } }"));
        build.accept(Records.run("hello"));
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        listener = new TerminalListener(new Terminal(stream, stream, false, false, true), false, false);
    }

    /** Returns what stands in the last line of the terminal. */
    private String line() {
        String all = err.toString(StandardCharsets.UTF_8);
        String last = all.substring(all.lastIndexOf('\n') + 1);
        return last.substring(last.lastIndexOf(CLEAR) + CLEAR.length());
    }

    @Test
    void aStartThatIsWatchedLeavesTheStepThatNamesItsFunction() {
        listener.step("explaining hello");

        for (int i = 0; i < 3; i++) {
            listener.recorded(
                    new ResultsRecord.Explained(new ExplainedStart(
                            "hello",
                            Arm.CANDIDATE,
                            ExplainedStart.Kind.PLAIN,
                            ExplainedStart.End.NEXT,
                            new ExplainedStart.Times(1, 2, 3, 0, 0),
                            Optional.empty(),
                            List.of(),
                            0,
                            0,
                            Optional.empty(),
                            "")),
                    build);
        }

        assertThat(line()).isEqualTo("explaining hello …");
    }

    @Test
    void aColdStartChangesTheLine() {
        ResultsRecord.Sampled sample = Records.sample("hello", 1, 1e6);
        build.accept(sample);

        listener.recorded(sample, build);

        assertThat(line()).isEqualTo("1 cold start, 0 of 1 checks done  hello 1/100");
    }

    @Test
    void aRemarkHasALineOfItsOwn() {
        listener.step("building hello");
        listener.remark("coldgate: good to know");

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(CLEAR + "building hello …" + CLEAR + "coldgate: good to know" + System.lineSeparator());
    }
}
