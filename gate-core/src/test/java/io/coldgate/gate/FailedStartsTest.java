package io.coldgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.sample.Arm;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Failure;
import io.coldgate.sample.Metric;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of starts that failed: all of them, and some. */
class FailedStartsTest {
    private static final double MILLI = 1e6;
    private static final String CRASH = "Runtime.ExitError: exit status 2: panic: STRIPE_KEY is not set";

    @TempDir
    Path folder;

    private GateEvaluation build(String budgets) {
        GateEvaluation build = new GateEvaluation(
                Plans.plan(folder, "hello: { package: a.zip, on-inconclusive: pass, " + budgets + " }"));
        build.accept(Records.run("hello"));
        return build;
    }

    private static Failure crash() {
        return new Failure(
                "Runtime.ExitError",
                "exit status 2",
                "panic: STRIPE_KEY is not set",
                List.of("panic: STRIPE_KEY is not set", "\tmain.go:3"),
                Map.of());
    }

    private static Failure badEvent(double initMillis) {
        return new Failure("ValueError", "bad event").afterInit(Map.of(Metric.INIT_DURATION, initMillis * MILLI));
    }

    private static Start failed(Arm arm, int round, int number, Failure failure) {
        return Start.builder()
                .function("hello")
                .arm(arm)
                .round(round)
                .number(number)
                .atMillis(number)
                .values(Map.of())
                .proof("new process")
                .environment(arm.key() + number)
                .failure(Optional.of(failure))
                .build();
    }

    private static void fail(GateEvaluation build, int from, int to, Failure failure) {
        for (int i = from; i <= to; i++) {
            build.accept(new ResultsRecord.Sampled(failed(Arm.CANDIDATE, 0, i, failure)));
        }
    }

    private static CheckResult only(GateEvaluation build) {
        assertThat(build.results()).hasSize(1);
        return build.results().get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "init_duration: { p50: 500ms }",
                "init_duration: { p95: 500ms }",
                "init_duration: { max: 500ms }",
                "init_cpu: { p50: 500ms }",
                "duration: { p50: 500ms }",
                "cold_duration: { p50: 500ms }",
                "max_memory: { max: 500MB }",
                "client_latency: { p50: 500ms }"
            })
    void whereNoStartWorkedNothingIsMeasuredAndTheReasonIsTheFunctions(String budget) {
        for (int starts : new int[] {1, 10, 60}) {
            GateEvaluation build = build("budgets: { " + budget + " }");
            fail(build, 1, starts, crash());
            build.accept(new ResultsRecord.SeriesEnded("hello", 1, Ending.COMPLETE, ""));

            assertThat(only(build).verdict()).isEqualTo(Verdict.NOT_MEASURED);
            assertThat(only(build).why()).isEqualTo(VerdictReason.COULD_NOT_MEASURE);
            assertThat(only(build).measured()).isEmpty();
            assertThat(only(build).explanation()).matches("(\\d+) of \\1 starts? failed: " + Pattern.quote(CRASH));
            assertThat(build.series("hello").whyFailed().orElseThrow().typical().output())
                    .containsExactly("panic: STRIPE_KEY is not set", "\tmain.go:3");
        }
    }

    @Test
    void failuresThatBeganAfterAGoodStartFailTheCheck() {
        GateEvaluation build = build("budgets: { init_duration: { p50: 500ms } }");
        build.accept(new ResultsRecord.Discarded(Records.start("hello", 1, MILLI)));
        fail(build, 1, 60, crash());

        assertThat(only(build).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(only(build).explanation())
                .matches("(\\d+) of \\1 starts failed: " + Pattern.quote(CRASH) + "; p50 > 500 ms proven");
    }

    @Test
    void aDiscardedStartThatFailedChangesNothingWhenTheOthersWork() {
        GateEvaluation build = build("budgets: { init_duration: { p50: 500ms } }");
        build.accept(new ResultsRecord.Discarded(failed(Arm.CANDIDATE, 0, 1, crash())));
        for (int i = 1; i <= 60; i++) {
            build.accept(Records.sample("hello", i, MILLI));
        }

        assertThat(only(build).verdict()).isEqualTo(Verdict.PASS);
        assertThat(build.series("hello").whyFailed()).isEmpty();
    }

    @Test
    void noPassIsTakenFromTheGoodInitsOfAFunctionWhoseInvocationsAllFail() {
        for (String rule : List.of("p50: 500ms", "max: 500ms")) {
            GateEvaluation build = build("budgets: { init_duration: { " + rule + " } }");
            fail(build, 1, 60, badEvent(5));
            build.accept(new ResultsRecord.SeriesEnded("hello", 1, Ending.COMPLETE, ""));

            assertThat(only(build).verdict()).isEqualTo(Verdict.NOT_MEASURED);
            assertThat(only(build).explanation())
                    .matches("(\\d+) of \\1 starts? failed after a good init: ValueError: bad event; the init itself:"
                            + " 5.00 ms");
        }
    }

    @Test
    void aFailOfTheInitStandsThoughTheInvocationsAllFail() {
        GateEvaluation build = build("budgets: { init_duration: { p50: 500ms } }");
        fail(build, 1, 60, badEvent(900));

        assertThat(only(build).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(only(build).measured()).isEqualTo("900 ms");
        assertThat(only(build).explanation())
                .startsWith("p50 > 500 ms proven; besides, ")
                .endsWith("starts failed after a good init: ValueError: bad event");
    }

    @Test
    void theDurationOfInvocationsThatAllFailedIsNotMeasured() {
        GateEvaluation build = build("budgets: { duration: { p50: 500ms } }");
        fail(build, 1, 60, badEvent(5));

        assertThat(only(build).verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(only(build).explanation()).endsWith("after a good init: ValueError: bad event");
    }

    @Test
    void theMostFrequentFailureIsTold() {
        GateEvaluation build = build("budgets: { init_duration: { p90: 500ms } }");
        fail(build, 1, 1, new Failure("Sandbox.Timedout", "Task timed out after 5.00 seconds"));
        fail(build, 2, 4, crash());
        build.accept(new ResultsRecord.SeriesEnded("hello", 1, Ending.TIME_LIMIT, ""));

        assertThat(only(build).explanation()).isEqualTo("4 of 4 starts failed: " + CRASH);
    }

    @Test
    void someFailuresAreToldWithWhateverIsNotAPass() {
        GateEvaluation build = build("budgets: { init_duration: { p50: 500ms } }");
        build.accept(Records.sample("hello", 1, MILLI));
        build.accept(Records.sample("hello", 2, MILLI));
        fail(build, 3, 3, crash());
        build.accept(new ResultsRecord.SeriesEnded("hello", 1, Ending.TIME_LIMIT, ""));

        assertThat(only(build).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(only(build).explanation())
                .startsWith("the time limit came")
                .endsWith("; 1 of 3 starts failed: " + CRASH);
    }

    @Test
    void aBaselineOfWhichNoStartWorkedDecidesNothing() {
        GateEvaluation build = build("baseline: { ref: main }, regression: { init_duration: { p50: +10% } }");
        for (int i = 1; i <= 40; i++) {
            build.accept(new ResultsRecord.Sampled(failed(Arm.BASELINE, i, i, crash())));
            Start good = Records.start("hello", i, MILLI);
            build.accept(new ResultsRecord.Sampled(Start.builder()
                    .function("hello")
                    .round(i)
                    .number(i)
                    .atMillis(i)
                    .values(good.values())
                    .proof("p")
                    .environment("c" + i)
                    .build()));
        }

        assertThat(only(build).verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(only(build).explanation()).matches("(\\d+) of \\1 starts of the baseline failed: .*STRIPE_KEY.*");
    }
}
