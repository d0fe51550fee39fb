package io.coldgate.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.fixture.FakeLambda;
import io.coldgate.fixture.FakeLambda.Answer;
import io.coldgate.fixture.Plans;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.sample.Ending;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.ResultsWriter;
import io.coldgate.verdict.VerdictReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are interrupted or break in the middle: what is kept, removed and said. */
class MeasuringEndTest extends MeasuringFixture {
    @ParameterizedTest
    @ValueSource(strings = {"Invoke", "UpdateFunctionConfiguration", "GetFunction"})
    void anInterruptionInTheMiddleLeavesAFileToJudgeAndNoFunction(String operation) throws Exception {
        lambda.before(call -> {
            if (call.startsWith(operation) && lambda.count(operation) == 15) {
                stop.request();
            }
        });

        assertThat(run(TWO)).isEmpty();

        assertThat(lambda.functions()).isEmpty();
        List<ResultsRecord> records = records();
        assertThat(records.get(records.size() - 1))
                .isInstanceOfSatisfying(
                        ResultsRecord.End.class, end -> assertThat(end.ending()).isEqualTo(Ending.INTERRUPTED));
        GateEvaluation again = new GateEvaluation(Plans.plan(folder, TWO));
        records.forEach(again::accept);
        assertThat(again.results()).isEqualTo(build.results());
        assertThat(again.results()).allMatch(result -> result.why() == VerdictReason.INTERRUPTED);
        int starts = (int) lambda.count("Invoke");
        // The invocation in which the interruption comes is waited for only where it answers before the run looks.
        int waitedFor = operation.equals("Invoke") ? starts - 1 : starts;
        assertThat(tally("hello").attempts() + tally("other").attempts()).isBetween(waitedFor, starts);
    }

    @Test
    void anInterruptionBeforeTheFirstDeploymentDeploysNothing() throws Exception {
        stop.request();

        assertThat(run(TWO)).isEmpty();

        assertThat(lambda.calls()).isEmpty();
        assertThat(build.ending()).contains(Ending.INTERRUPTED);
    }

    @Test
    void anInterruptionDuringADeploymentRemovesItAgain() throws Exception {
        lambda.before(call -> {
            if (call.startsWith("CreateFunction coldgate-other")) {
                stop.request();
            }
        });

        run(TWO);

        assertThat(lambda.functions()).isEmpty();
        assertThat(lambda.count("Invoke")).isZero();
    }

    @Test
    void aResultsFileThatCannotBeWrittenStopsTheRunAndCleansUp() throws Exception {
        ResultsWriter writer = ResultsWriter.create(results());
        lambda.answering(call -> {
            if (call.number() == 5) {
                close(writer);
            }
            return Answer.cold(call, MILLI);
        });

        assertThatThrownBy(() -> run(TWO, writer)).isInstanceOf(IOException.class);

        assertThat(lambda.count("Invoke")).isEqualTo(5);
        assertThat(lambda.functions()).isEmpty();
        assertThat(steps).endsWith("finished");
    }

    private static void close(ResultsWriter writer) {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsLeftBehindThenIsToldWithTheError() throws Exception {
        ResultsWriter writer = ResultsWriter.create(results());
        lambda.failing("DeleteFunction", FakeLambda.error(403, "AccessDeniedException", "not allowed"))
                .answering(call -> {
                    close(writer);
                    return Answer.cold(call, MILLI);
                });

        assertThatThrownBy(() -> run(ONE, writer))
                .isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .satisfies(left ->
                                assertThat(left).hasMessageContaining("coldgate-hello-cafe0000 is still there")));
    }

    @Test
    void aFullDiskDeploysNothing() {
        Path full = Path.of("/dev/full");
        org.assertj.core.api.Assumptions.assumeThat(full).exists();

        assertThatThrownBy(() -> run(ONE, full)).isInstanceOf(IOException.class);

        assertThat(lambda.calls()).isEmpty();
    }

    @Test
    void aDefectInTheMiddleCleansUpToo() {
        lambda.answering(call -> {
            throw new IllegalStateException("a defect");
        });

        assertThatThrownBy(() -> run(TWO)).isInstanceOf(IllegalStateException.class);

        assertThat(lambda.functions()).isEmpty();
        assertThat(lambda.count("DeleteFunction")).isEqualTo(2);
    }

    @Test
    void aFunctionThatCannotBeRemovedIsReportedAndTheOthersAreRemoved() throws Exception {
        lambda.failing("DeleteFunction", FakeLambda.error(403, "AccessDeniedException", "not allowed"));

        List<String> left = run(TWO);

        assertThat(left)
                .containsExactly("coldgate-hello-cafe0000 is still there: DeleteFunction coldgate-hello-cafe0000:"
                        + " AccessDeniedException: not allowed");
        assertThat(lambda.functions()).containsOnlyKeys("coldgate-hello-cafe0000");
    }

    @Test
    void aCleanUpThatIsInterruptedNamesAllThatMayBeLeft() throws Exception {
        lambda.before(call -> {
            if (call.equals("DeleteFunction coldgate-hello-cafe0000")) {
                throw software.amazon.awssdk.core.exception.AbortedException.create("aborted");
            }
        });

        List<String> left = run(TWO);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(left).hasSize(2);
        assertThat(left.get(0)).startsWith("coldgate-hello-cafe0000 may still be there");
        assertThat(left.get(1)).startsWith("coldgate-other-cafe0000 may still be there");
    }
}
