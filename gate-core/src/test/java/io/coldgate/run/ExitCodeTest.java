package io.coldgate.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.report.Judgement;
import io.coldgate.sample.Ending;
import io.coldgate.sample.ResultsRecord;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
    @TempDir
    private Path folder;

    /** What became of a function's series. */
    enum Kind {
        PASS,
        FAIL,
        OPEN,
        /** The time limit came before the first sample. */
        NO_SAMPLE,
        /** The results file ends in the middle. */
        CUT_OFF,
        NOT_MEASURED,
        /** Decided before the platform failed. */
        FAIL_THEN_NOT_MEASURED
    }

    private void play(GateEvaluation build, String function, Kind kind) {
        boolean over = kind == Kind.FAIL || kind == Kind.FAIL_THEN_NOT_MEASURED;
        if (kind == Kind.NO_SAMPLE) {
            build.accept(new ResultsRecord.SeriesEnded(function, 1, Ending.TIME_LIMIT, ""));
            return;
        }
        if (kind == Kind.CUT_OFF) {
            build.accept(Records.sample(function, 1, 10e6));
            return;
        }
        int n = kind == Kind.OPEN || kind == Kind.NOT_MEASURED ? 1 : 100;
        for (int i = 1; i <= n; i++) {
            build.accept(Records.sample(function, i, over ? 30e6 : 10e6));
        }
        Ending ending = switch (kind) {
            case PASS, FAIL -> Ending.COMPLETE;
            case OPEN -> Ending.TIME_LIMIT;
            case NOT_MEASURED, FAIL_THEN_NOT_MEASURED -> Ending.COULD_NOT_MEASURE;
            case NO_SAMPLE, CUT_OFF -> throw new IllegalStateException("played above");
        };
        build.accept(new ResultsRecord.SeriesEnded(function, 1, ending, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "PASS, PASS, warn, 0",
        "PASS, OPEN, warn, 0",
        "PASS, OPEN, pass, 0",
        "PASS, OPEN, fail, 3",
        "FAIL, PASS, warn, 1",
        "FAIL, OPEN, fail, 1",
        "FAIL, NOT_MEASURED, fail, 1",
        "NOT_MEASURED, FAIL, pass, 1",
        "FAIL_THEN_NOT_MEASURED, PASS, warn, 1",
        "NOT_MEASURED, PASS, pass, 4",
        "NOT_MEASURED, PASS, warn, 4",
        "NOT_MEASURED, OPEN, fail, 4",
        "OPEN, NOT_MEASURED, fail, 4",
        "PASS, NO_SAMPLE, warn, 4",
        "PASS, CUT_OFF, warn, 4",
        "PASS, CUT_OFF, pass, 4",
        "FAIL, CUT_OFF, warn, 1"
    })
    void aProvenFailureComesFirstThenWhatCouldNotBeMeasuredThenWhatStayedOpen(
            Kind one, Kind two, String policy, int exitCode) {
        String function =
                ": { package: a.zip, on-inconclusive: " + policy + ", budgets: { init_duration: { p50: 20ms } } }\n";
        GateEvaluation build = new GateEvaluation(Plans.plan(folder, "one" + function + "two" + function));
        build.accept(Records.run("one", "two"));
        play(build, "one", one);
        play(build, "two", two);

        assertThat(ExitCode.of(Judgement.of(build))).isEqualTo(exitCode);
    }
}
