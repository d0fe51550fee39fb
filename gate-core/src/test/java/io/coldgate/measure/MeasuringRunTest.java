package io.coldgate.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.build.Candidate;
import io.coldgate.build.Progress;
import io.coldgate.deploy.CleanUpNote;
import io.coldgate.deploy.RunSettings;
import io.coldgate.fixture.FakeLambda;
import io.coldgate.fixture.FakeLambda.Answer;
import io.coldgate.fixture.FakePacing;
import io.coldgate.fixture.FakePlatform;
import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.GatePlan;
import io.coldgate.gate.SeriesTally;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Rejection;
import io.coldgate.sample.ResultsReader;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.ResultsWriter;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

class MeasuringRunTest {
    private static final String ONE = """
            hello:
              package: hello.zip
              environment: { GOGC: "200" }
              sampling: { max: 12, time-limit: 10m }
              budgets: { init_duration: { max: 20ms } }
            """;
    private static final String TWO = ONE + ONE.replace("hello", "other");
    private static final long MILLI = 1_000_000;

    @TempDir
    private Path folder;

    private final FakeLambda lambda = new FakeLambda();
    private final FakePacing pacing = new FakePacing();
    private final StopSignal interruption = new StopSignal();
    private final List<String> steps = new ArrayList<>();
    private Optional<Duration> timeLimit = Optional.empty();
    private long seed = 1;
    private GateEvaluation build;

    @AfterEach
    void noInterruptIsLeftToTheNextTest() {
        assertThat(Thread.interrupted()).isFalse();
    }

    private Path results() {
        return folder.resolve("results.jsonl");
    }

    private List<String> run(String functions) throws IOException {
        return run(functions, results());
    }

    private List<String> run(String functions, Path file) throws IOException {
        try (ResultsWriter writer = ResultsWriter.create(file)) {
            return run(functions, writer);
        }
    }

    private List<String> run(String functions, ResultsWriter writer) throws IOException {
        GatePlan plan = Plans.plan(folder, functions);
        build = new GateEvaluation(plan);
        List<Candidate> candidates = plan.functions().stream()
                .map(function -> new Candidate(
                        function,
                        new byte[] {1},
                        Records.facts(1000, Records.elf("bootstrap", true, true)),
                        "{\"event\":1}".getBytes(StandardCharsets.UTF_8)))
                .toList();
        MeasuringRun run = new MeasuringRun(
                new FakePlatform(lambda),
                new RunSettings(seed, timeLimit, "cafe0000"),
                build,
                writer,
                new Watcher(),
                interruption,
                pacing,
                Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC));
        return run.run(Records.run().header(), candidates).stream()
                .map(CleanUpNote::text)
                .toList();
    }

    private final class Watcher implements Progress {
        @Override
        public void step(String what) {
            steps.add(what);
        }

        @Override
        public void recorded(ResultsRecord entry, GateEvaluation build) {}

        @Override
        public void finished() {
            steps.add("finished");
        }
    }

    private List<ResultsRecord> records() {
        List<ResultsRecord> records = new ArrayList<>();
        try {
            new ResultsReader("r").read(results(), records::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return records;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(results());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SeriesTally tally(String function) {
        return build.series(function);
    }

    private CheckResult onlyResult(String function) {
        List<CheckResult> results = tally(function).results();
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    @Test
    void deploysDiscardsMeasuresAndRemoves() throws Exception {
        assertThat(run(ONE)).isEmpty();

        assertThat(tally("hello").discarded()).isEqualTo(3);
        assertThat(tally("hello").gate().samples()).isEqualTo(12);
        assertThat(lambda.count("Invoke")).isEqualTo(15);
        assertThat(lambda.count("UpdateFunctionConfiguration")).isEqualTo(15);
        assertThat(lambda.functions()).isEmpty();
        assertThat(onlyResult("hello").verdict()).isEqualTo(Verdict.PASS);
        assertThat(build.ending()).contains(Ending.COMPLETE);
        assertThat(steps).containsExactly("deploying hello", "finished");
    }

    @Test
    void deploysUnderItsOwnNameAndTags() throws Exception {
        run(ONE);

        assertThat(lambda.created().get(0).functionName()).isEqualTo("coldgate-hello-cafe0000");
        assertThat(lambda.created().get(0).tags())
                .containsEntry("coldgate", "candidate")
                .containsEntry("coldgate:run", "cafe0000")
                .containsEntry("coldgate:function", "hello")
                .containsKey("coldgate:created");
        assertThat(lambda.created().get(0).role()).isEqualTo("arn:aws:iam::000000000000:role/test");
    }

    @Test
    void everyStartHasAFreshNonceBesideTheUsersVariablesAndThePayload() throws Exception {
        List<String> nonces = new ArrayList<>();
        lambda.answering(call -> {
            assertThat(call.variables()).containsEntry("GOGC", "200").hasSize(2);
            assertThat(call.payload()).isEqualTo("{\"event\":1}");
            nonces.add(call.variables().get("COLDGATE_NONCE"));
            return Answer.cold(call, MILLI);
        });

        run(ONE);

        assertThat(nonces).hasSize(15).doesNotHaveDuplicates();
    }

    @Test
    void everyRecordIsOnDiskBeforeTheNextStart() throws Exception {
        int before = 3; // run, artifact, deployed
        lambda.answering(call -> {
            assertThat(lines()).hasSize(before + call.number() - 1);
            return Answer.cold(call, MILLI);
        });

        run(ONE);

        // And the ends of the series and of the run.
        assertThat(lines()).hasSize(before + 15 + 2);
    }

    @Test
    void theDiscardedOnesDecideNothing() throws Exception {
        lambda.answering(call -> Answer.cold(call, call.number() <= 3 ? 500 * MILLI : MILLI));

        run(ONE);

        assertThat(onlyResult("hello").verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aFunctionThatNeverStartsCouldNotBeMeasured() throws Exception {
        lambda.answering(call -> Answer.failed(call, "Runtime.ExitError", "exit status 1", "panic: no table\n"));

        run(ONE);

        assertThat(lambda.count("Invoke")).isEqualTo(3);
        assertThat(tally("hello").ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(tally("hello").endDetail())
                .isEqualTo(
                        "3 of 3 starts failed: Runtime.ExitError: exit status 1: panic: no table; mend its init, or give"
                                + " it what it needs (environment), and run again");
        assertThat(tally("hello").whyFailed().orElseThrow().typical().output()).containsExactly("panic: no table");
        assertThat(onlyResult("hello").verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(onlyResult("hello").explanation())
                .isEqualTo("3 of 3 starts failed: Runtime.ExitError: exit status 1: panic: no table");
        assertThat(onlyResult("hello").why()).isEqualTo(VerdictReason.COULD_NOT_MEASURE);
        assertThat(build.ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(lambda.functions()).isEmpty();
    }

    @Test
    void tenFailuresAndNothingElseEndASeriesWithoutFirstStarts() throws Exception {
        lambda.answering(call -> Answer.failed(call, "Runtime.ExitError", "exit status 1", "panic: no table\n"));

        run(ONE.replace("max: 12,", "max: 12, discard: 0,").replace("max: 20ms", "p50: 20ms"));

        assertThat(lambda.count("Invoke")).isEqualTo(10);
        assertThat(tally("hello").ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(onlyResult("hello").verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(onlyResult("hello").explanation())
                .isEqualTo("10 of 10 starts failed: Runtime.ExitError: exit status 1: panic: no table");
    }

    @Test
    void oneGoodFirstStartIsEnoughToGoOn() throws Exception {
        lambda.answering(call -> call.number() == 1
                ? Answer.cold(call, MILLI)
                : Answer.failed(call, "Runtime.ExitError", "exit status 1", ""));

        run(ONE.replace("max: 20ms", "p50: 20ms"));

        assertThat(tally("hello").ending()).contains(Ending.COMPLETE);
    }

    @Test
    void aLaterFailureExceedsEveryBudget() throws Exception {
        lambda.answering(call ->
                call.number() == 9 ? Answer.failed(call, "Sandbox.Timedout", "3 s", "") : Answer.cold(call, MILLI));

        run(ONE);

        assertThat(tally("hello").failures()).isEqualTo(1);
        assertThat(onlyResult("hello").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(onlyResult("hello").measured()).isEqualTo("failed start");
    }

    @Test
    void warmAndThrottledAndFailedCallsAreRepeatedAndNeverSamples() throws Exception {
        lambda.answering(call -> call.number() == 7 ? Answer.warm() : Answer.cold(call, MILLI))
                .before(call -> {
                    if (call.startsWith("Invoke") && lambda.count("Invoke") == 15) {
                        throw FakeLambda.error(429, "TooManyRequestsException", "Rate exceeded");
                    }
                    if (call.startsWith("Invoke") && lambda.count("Invoke") == 22) {
                        throw SdkClientException.create("connection reset");
                    }
                });

        run(ONE.replace("max: 12", "max: 30"));

        assertThat(tally("hello").rejections(Rejection.WARM)).isEqualTo(1);
        assertThat(tally("hello").rejections(Rejection.THROTTLED)).isEqualTo(1);
        assertThat(tally("hello").rejections(Rejection.CALL_FAILED)).isEqualTo(1);
        assertThat(tally("hello").gate().samples()).isEqualTo(30);
        assertThat(tally("hello").discarded()).isEqualTo(3);
        assertThat(build.ending()).contains(Ending.COMPLETE);
        assertThat(pacing.pauses().stream().filter(Duration.ofMillis(200)::equals))
                .hasSize(3);
    }

    @Test
    void moreThanAFifthOfTheAttemptsWarmAndNothingWasMeasured() throws Exception {
        lambda.answering(call -> call.number() % 4 == 0 ? Answer.warm() : Answer.cold(call, MILLI));

        run(ONE.replace("max: 12", "max: 100"));

        assertThat(tally("hello").ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(tally("hello").attempts()).isBetween(10, 14);
        assertThat(tally("hello").endDetail())
                .contains("attempts gave no cold start; the last one: the environment had served before");
        assertThat(lambda.functions()).isEmpty();
    }

    @Test
    void aFewWarmOnesAmongTheFirstNineSayNothing() throws Exception {
        lambda.answering(call -> call.number() <= 3 ? Answer.warm() : Answer.cold(call, MILLI));

        run(ONE);

        // Three of ten are too many: the tenth attempt is the first that is judged.
        assertThat(tally("hello").ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(tally("hello").attempts()).isEqualTo(10);
    }

    @Test
    void exactlyAFifthIsTolerated() throws Exception {
        lambda.answering(call -> call.number() % 5 == 0 ? Answer.warm() : Answer.cold(call, MILLI));

        run(ONE);

        assertThat(build.ending()).contains(Ending.COMPLETE);
    }

    @Test
    void aMetricThatThePlatformDidNotReportIsNoSample() throws Exception {
        run(ONE.replace("init_duration", "duration"));

        assertThat(tally("hello").gate().samples()).isZero();
        assertThat(tally("hello").ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(tally("hello").endDetail()).contains("the platform reported no duration");
    }

    @Test
    void whatThePlatformRefusesEndsThatFunctionOnly() throws Exception {
        lambda.failing("CreateFunction", FakeLambda.error(400, "InvalidParameterValueException", "bad role"));

        assertThat(run(TWO)).isEmpty();

        assertThat(tally("hello").endDetail()).contains("deployment failed").contains("bad role");
        assertThat(tally("other").ending()).contains(Ending.COMPLETE);
        assertThat(build.ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(build.endDetail()).startsWith("hello: deployment failed");
    }

    @Test
    void aFunctionThatSomebodyDeletedEndsThatFunctionOnly() throws Exception {
        lambda.answering(call -> {
            if (call.number() == 8) {
                lambda.functions().remove("coldgate-hello-cafe0000");
            }
            return Answer.cold(call, MILLI);
        });

        assertThat(run(TWO)).isEmpty();

        assertThat(tally("hello").endDetail()).contains("ResourceNotFoundException");
        assertThat(tally("other").gate().samples()).isEqualTo(12);
    }

    private List<String> orderOf(long anySeed) throws Exception {
        seed = anySeed;
        lambda.calls().clear();
        run(TWO + ONE.replace("hello", "third"));
        return lambda.calls().stream().filter(call -> call.startsWith("Invoke")).toList();
    }

    @Test
    void functionsTakeTurnsInAnOrderThatTheSeedGives() throws Exception {
        List<String> order = orderOf(1);

        assertThat(orderOf(1)).isEqualTo(order);
        assertThat(orderOf(2)).isNotEqualTo(order);
        assertThat(order).hasSize(45);
        for (int round = 0; round < 15; round++) {
            assertThat(order.subList(3 * round, 3 * round + 3)).doesNotHaveDuplicates();
        }
        assertThat(order.subList(0, 9)).isNotEqualTo(order.subList(9, 18));
    }

    @Test
    void theTimeLimitEndsWhatIsOpen() throws Exception {
        timeLimit = Optional.of(Duration.ofSeconds(90));
        lambda.answering(call -> {
            pacing.advance(Duration.ofSeconds(10));
            return Answer.cold(call, MILLI);
        });

        run(ONE.replace("max: 20ms", "p50: 20ms"));

        assertThat(tally("hello").ending()).contains(Ending.TIME_LIMIT);
        assertThat(tally("hello").endDetail()).isEqualTo("the time limit of 1m30s came first");
        assertThat(lambda.count("Invoke")).isEqualTo(9);
        assertThat(onlyResult("hello").why()).isEqualTo(VerdictReason.TIME_LIMIT);
        assertThat(build.ending()).contains(Ending.TIME_LIMIT);
        assertThat(lambda.functions()).isEmpty();
    }

    @Test
    void theFilesOwnTimeLimitHoldsWithoutAnother() throws Exception {
        lambda.answering(call -> {
            pacing.advance(Duration.ofMinutes(3));
            return Answer.cold(call, MILLI);
        });

        run(ONE);

        assertThat(lambda.count("Invoke")).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Invoke", "UpdateFunctionConfiguration", "GetFunction"})
    void anInterruptionInTheMiddleLeavesAFileToJudgeAndNoFunction(String operation) throws Exception {
        lambda.before(call -> {
            if (call.startsWith(operation) && lambda.count(operation) == 15) {
                interruption.request();
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
        interruption.request();

        assertThat(run(TWO)).isEmpty();

        assertThat(lambda.calls()).isEmpty();
        assertThat(build.ending()).contains(Ending.INTERRUPTED);
    }

    @Test
    void anInterruptionDuringADeploymentRemovesItAgain() throws Exception {
        lambda.before(call -> {
            if (call.startsWith("CreateFunction coldgate-other")) {
                interruption.request();
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

    @Test
    void aFunctionWithChecksOfItsPackageOnlyIsNeverDeployed() throws Exception {
        run("""
            hello:
              package: hello.zip
              artifact: { zip: 10MB, stripped: true }
            """);

        assertThat(lambda.calls()).isEmpty();
        assertThat(build.results()).hasSize(2).allMatch(result -> result.verdict() == Verdict.PASS);
        assertThat(build.ending()).contains(Ending.COMPLETE);
    }

    @ParameterizedTest
    @CsvSource({"0, 12", "1, 13", "5, 17"})
    void asManyAreDiscardedAsTheFileSays(int discard, int invocations) throws Exception {
        run(ONE.replace("max: 12", "max: 12, discard: " + discard));

        assertThat(tally("hello").discarded()).isEqualTo(discard);
        assertThat(lambda.count("Invoke")).isEqualTo(invocations);
    }

    @Test
    void samplingStopsAtTheVerdict() throws Exception {
        lambda.answering(call -> Answer.cold(call, 900 * MILLI));

        run(ONE.replace("max: 20ms", "p50: 20ms").replace("max: 12", "max: 300"));

        assertThat(onlyResult("hello").verdict()).isEqualTo(Verdict.FAIL);
        assertThat(onlyResult("hello").why()).isEqualTo(VerdictReason.EVIDENCE);
        assertThat(tally("hello").gate().samples()).isLessThan(40);
    }
}
