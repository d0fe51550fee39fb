package io.coldgate.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.build.BaselinePackage;
import io.coldgate.build.Candidate;
import io.coldgate.build.Event;
import io.coldgate.build.Progress;
import io.coldgate.deploy.CleanUpNote;
import io.coldgate.deploy.RunSettings;
import io.coldgate.fixture.FakeLambda;
import io.coldgate.fixture.FakeLambda.Answer;
import io.coldgate.fixture.FakePacing;
import io.coldgate.fixture.FakePlatform;
import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.GatePlan;
import io.coldgate.gate.SeriesTally;
import io.coldgate.sample.Arm;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Rejection;
import io.coldgate.sample.ResultsReader;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.ResultsWriter;
import io.coldgate.sample.Start;
import io.coldgate.thresholds.ConfigurationChange;
import io.coldgate.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FanOutTest {
    private static final String FIVE = """
            hello:
              package: hello.zip
              sampling: { max: 20, discard: 3, fan-out: 5 }
              budgets: { init_duration: { max: 20ms } }
            """;
    private static final String MEDIAN = FIVE.replace("max: 20ms", "p50: 20ms");
    private static final String ROUNDS = """
            hello:
              package: hello.zip
              sampling: { max: 40, discard: 0, fan-out: 5 }
              baseline: { environment: { GOGC: "400" } }
              regression: { init_duration: { p50: +10% } }
            """;
    private static final String NAME = "coldgate-hello-cafe0000";
    private static final long MILLI = 1_000_000;

    /** Long enough for any machine; only a broken gate waits for it. */
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    private final FakeLambda lambda = new FakeLambda();
    private final FakePacing pacing = new FakePacing();
    private final StopSignal interruption = new StopSignal();
    private final Map<String, CountDownLatch> together = new ConcurrentHashMap<>();
    private Consumer<ResultsRecord> watcher = entry -> {};
    private GateEvaluation build;

    @AfterEach
    void noInterruptIsLeftToTheNextTest() {
        assertThat(Thread.interrupted()).isFalse();
    }

    private Path results() {
        return folder.resolve("results.jsonl");
    }

    private List<String> run(String functions) throws Exception {
        GatePlan plan = Plans.plan(folder, functions);
        build = new GateEvaluation(plan);
        List<Candidate> candidates = plan.functions().stream()
                .map(function -> new Candidate(
                        function,
                        new byte[] {1},
                        Records.facts(1000, Records.elf("bootstrap", true, true)),
                        List.of(Event.only("{}".getBytes(StandardCharsets.UTF_8))),
                        function.spec()
                                .comparison()
                                .baseline()
                                .map(baseline -> new BaselinePackage(
                                        Optional.of(new io.coldgate.lambda.Code.Zip(new byte[] {2})),
                                        Optional.empty(),
                                        ConfigurationChange.builder()
                                                .environment(baseline.change().environment())
                                                .memoryMegabytes(java.util.OptionalInt.of(512))
                                                .build()))))
                .toList();
        try (ResultsWriter writer = ResultsWriter.create(results())) {
            return new MeasuringRun(
                            new FakePlatform(lambda),
                            new RunSettings(1, Optional.empty(), "cafe0000"),
                            build,
                            writer,
                            new Watcher(),
                            interruption,
                            pacing,
                            Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC))
                    .run(Records.run().header(), candidates).stream()
                            .map(CleanUpNote::text)
                            .toList();
        }
    }

    private final class Watcher implements Progress {
        @Override
        public void step(String what) {}

        @Override
        public void recorded(ResultsRecord entry, GateEvaluation build) {
            watcher.accept(entry);
        }

        @Override
        public void finished() {}
    }

    private List<ResultsRecord> records() throws Exception {
        List<ResultsRecord> records = new ArrayList<>();
        new ResultsReader("r").read(results(), records::add);
        return records;
    }

    private <T extends ResultsRecord> List<T> records(Class<T> type) throws Exception {
        return records().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private SeriesTally tally() {
        return build.series("hello");
    }

    /** What {@code judge} makes of the file. */
    private GateEvaluation judged(String functions) throws Exception {
        GateEvaluation again = new GateEvaluation(Plans.plan(folder, functions));
        records().forEach(again::accept);
        return again;
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the others never came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw software.amazon.awssdk.core.exception.AbortedException.create("interrupted");
        }
    }

    /** Answers when as many invocations with the same nonce have come. */
    private void awaitOthers(FakeLambda.Call call, int size) {
        String key = call.function() + Objects.requireNonNull(call.variables().get("COLDGATE_NONCE"));
        CountDownLatch all = together.computeIfAbsent(key, nonce -> new CountDownLatch(size));
        all.countDown();
        await(all);
    }

    private static boolean isFirst(FakeLambda.Call call) {
        return Objects.requireNonNull(call.variables().get("COLDGATE_NONCE")).endsWith("-1");
    }

    @Test
    void oneUpdateGivesAsManyStartsAsTheFileSaysAndTheyOverlap() throws Exception {
        lambda.answering(call -> {
            awaitOthers(call, isFirst(call) ? 3 : 5);
            return Answer.cold(call, MILLI);
        });

        assertThat(run(FIVE)).isEmpty();

        assertThat(lambda.count("UpdateFunctionConfiguration")).isEqualTo(1 + 4);
        assertThat(lambda.count("Invoke")).isEqualTo(3 + 20);
        assertThat(tally().discarded()).isEqualTo(3);
        assertThat(tally().gate().samples()).isEqualTo(20);
        assertThat(tally().extras()).isZero();
        assertThat(build.ending()).contains(Ending.COMPLETE);
        assertThat(lambda.functions()).isEmpty();
        assertThat(records(ResultsRecord.Sampled.class).stream()
                        .map(sampled -> sampled.start().environment()))
                .doesNotHaveDuplicates();
    }

    @Test
    void connectionsAreOpenedBeforeTheFirstStart() throws Exception {
        run(FIVE);

        assertThat(lambda.count("DryRun")).isEqualTo(5);
        int firstStart = lambda.calls().indexOf("Invoke " + NAME);
        assertThat(lambda.calls().lastIndexOf("DryRun " + NAME)).isLessThan(firstStart);
    }

    @Test
    void theLastFanOutIsNoWiderThanTheCapNeeds() throws Exception {
        run(FIVE.replace("max: 20,", "max: 12,"));

        assertThat(lambda.count("Invoke")).isEqualTo(3 + 12);
        assertThat(tally().extras()).isZero();
    }

    @Test
    void aStartIsOnDiskAsSoonAsItEndsAndReadInTheOrderOfLaunching() throws Exception {
        Semaphore recorded = new Semaphore(0);
        AtomicInteger inFanOut = new AtomicInteger();
        watcher = entry -> {
            if (entry instanceof ResultsRecord.Sampled) {
                recorded.release();
            }
        };
        lambda.answering(call -> {
            if (isFirst(call)) {
                return Answer.cold(call, MILLI);
            }
            awaitOthers(call, 5);
            if (inFanOut.getAndIncrement() % 5 == 0) {
                // This one answers when the four others are on disk.
                recorded.acquireUninterruptibly(4);
                int answer = call.number();
                return new Answer("{}", "", "", "cold slow-" + answer + " " + 7 * MILLI);
            }
            return Answer.cold(call, MILLI);
        });

        run(FIVE);

        List<ResultsRecord.Sampled> samples = records(ResultsRecord.Sampled.class);
        assertThat(samples.get(4).start().environment()).startsWith("slow-");
        List<String> inOrder = samples.stream()
                .sorted(java.util.Comparator.comparingInt(ResultsRecord.Sampled::launch))
                .map(sampled -> sampled.start().environment())
                .toList();
        assertThat(tally().starts().stream().map(Start::environment)).containsExactlyElementsOf(inOrder);
        assertThat(tally().starts().stream().map(Start::number)).isSorted();
        assertThat(judged(FIVE).series("hello").starts()).isEqualTo(tally().starts());
    }

    @Test
    void readingStopsAtTheVerdictAndWhatIsInFlightDecidesNothing() throws Exception {
        // Ten starts of the same speed decide a median; the eleventh to fourteenth are in flight.
        String seven = MEDIAN.replace("fan-out: 5", "fan-out: 7").replace("max: 20,", "max: 100,");
        lambda.answering(call -> {
            if (!isFirst(call)) {
                awaitOthers(call, 7);
            }
            return Answer.cold(call, MILLI);
        });

        run(seven);

        assertThat(build.results().get(0).verdict()).isEqualTo(Verdict.PASS);
        assertThat(tally().gate().samples()).isEqualTo(10);
        assertThat(records(ResultsRecord.Sampled.class)).hasSize(14);
        assertThat(tally().extras()).isEqualTo(4);
        assertThat(tally().coldStarts()).isEqualTo(17);
        GateEvaluation judged = judged(seven);
        assertThat(judged.results()).isEqualTo(build.results());
        assertThat(judged.series("hello").extras()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void whatAKilledGateLeavesIsReadUpToTheFirstStartThatNeverEnded(int gap) throws Exception {
        run(FIVE);
        List<ResultsRecord> records = records();
        // Killed in the second fan-out of samples: launches 4 to 8 are the first one's, this one of the second never
        // ended.
        int missing = 8 + gap;
        GateEvaluation killed = new GateEvaluation(Plans.plan(folder, FIVE));
        records.stream()
                .filter(entry -> !(entry instanceof ResultsRecord.Attempt attempt)
                        || attempt.launch() <= 13 && attempt.launch() != missing)
                .filter(entry -> !(entry instanceof ResultsRecord.SeriesEnded) && !(entry instanceof ResultsRecord.End))
                .forEach(killed::accept);

        assertThat(killed.series("hello").gate().samples()).isEqualTo(5 + gap - 1);
        assertThat(killed.series("hello").extras()).isEqualTo(5 - gap);
    }

    @Test
    void aStartServedByAnEnvironmentOfTheSameFanOutIsACollisionAndRepeated() throws Exception {
        Map<String, String> made = new ConcurrentHashMap<>();
        lambda.answering(call -> {
            String nonce = Objects.requireNonNull(call.variables().get("COLDGATE_NONCE"));
            @org.jspecify.annotations.Nullable String first = made.putIfAbsent(nonce, "env-" + call.number());
            boolean collides = first != null && !isFirst(call) && call.number() % 3 == 0;
            return collides ? Answer.warm(first) : Answer.cold(call, MILLI);
        });

        run(FIVE);

        assertThat(tally().rejections(Rejection.COLLISION)).isGreaterThan(4);
        assertThat(tally().rejections(Rejection.WARM)).isZero();
        assertThat(tally().rejections()).isGreaterThan(tally().attempts() / 5);
        assertThat(tally().gate().samples()).isEqualTo(20);
        assertThat(build.ending()).contains(Ending.COMPLETE);
        assertThat(pacing.pauses()).isEmpty();
        assertThat(records(ResultsRecord.Attempt.class).stream().map(ResultsRecord.Attempt::launch))
                .doesNotHaveDuplicates()
                .doesNotContain(0);
    }

    @Test
    void whereThePlatformDoesNotNameTheWarmEnvironmentItIsACollisionTooIfTheFanOutMadeOne() throws Exception {
        lambda.answering(call -> !isFirst(call) && call.number() % 5 == 0 ? Answer.warm() : Answer.cold(call, MILLI));

        run(FIVE);

        assertThat(tally().rejections(Rejection.COLLISION)).isPositive();
        assertThat(tally().rejections(Rejection.WARM)).isZero();
    }

    @Test
    void anEnvironmentThatNobodyOfThisFanOutMadeIsWarmAndNoCollision() throws Exception {
        lambda.answering(call -> call.number() % 3 == 0 ? Answer.warm("env-of-yesterday") : Answer.cold(call, MILLI));

        run(FIVE);

        assertThat(tally().rejections(Rejection.COLLISION)).isZero();
        assertThat(tally().ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(tally().endDetail()).contains("attempts gave no cold start");
    }

    @Test
    void aMajorityOfCollisionsMeansThatTheFanOutIsTooWide() throws Exception {
        Map<String, String> made = new ConcurrentHashMap<>();
        lambda.answering(call -> {
            String nonce = Objects.requireNonNull(call.variables().get("COLDGATE_NONCE"));
            @org.jspecify.annotations.Nullable String first = made.putIfAbsent(nonce, "env-" + call.number());
            return first == null ? Answer.cold(call, MILLI) : Answer.warm(first);
        });

        run(FIVE);

        assertThat(tally().ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(tally().endDetail())
                .contains("answers too soon for a fan-out of 5")
                .contains("set sampling.fan-out lower");
    }

    @Test
    void aThrottledStartOfAFanOutIsRepeated() throws Exception {
        AtomicInteger invokes = new AtomicInteger();
        lambda.before(call -> {
            if (call.startsWith("Invoke") && invokes.incrementAndGet() == 9) {
                throw FakeLambda.error(429, "TooManyRequestsException", "Rate exceeded");
            }
        });

        run(FIVE);

        assertThat(tally().rejections(Rejection.THROTTLED)).isEqualTo(1);
        assertThat(tally().gate().samples()).isEqualTo(20);
        assertThat(build.ending()).contains(Ending.COMPLETE);
        assertThat(pacing.pauses()).hasSize(1);
    }

    @Test
    void anAccountThatIsTooSmallForTheFanOutIsToldWhatToDo() throws Exception {
        lambda.answering(call -> {
            if (!isFirst(call) && call.number() % 2 == 0) {
                throw FakeLambda.error(429, "TooManyRequestsException", "Rate exceeded");
            }
            return Answer.cold(call, MILLI);
        });

        run(FIVE);

        assertThat(tally().endDetail())
                .contains("set sampling.fan-out lower than the concurrency that the account has left");
    }

    /** From the n-th on, until the gate has given one up; those after it work again. */
    private void updatesFailLongerThanIsWaitedFor(int nth) {
        AtomicInteger updates = new AtomicInteger();
        AtomicLong began = new AtomicLong();
        AtomicBoolean givenUp = new AtomicBoolean();
        lambda.before(call -> {
            if (!call.startsWith("UpdateFunctionConfiguration") || updates.incrementAndGet() < nth || givenUp.get()) {
                return;
            }
            began.compareAndSet(0, pacing.nanos());
            givenUp.set(pacing.nanos() - began.get() >= Duration.ofMinutes(1).toNanos());
            throw FakeLambda.error(500, "ServiceException", "try later");
        });
    }

    @Test
    void anUpdateThatFailsIsOneAttemptAndNotOneForEachStart() throws Exception {
        updatesFailLongerThanIsWaitedFor(3);

        run(FIVE);

        assertThat(tally().rejections(Rejection.CALL_FAILED)).isEqualTo(1);
        assertThat(tally().gate().samples()).isEqualTo(20);
    }

    @Test
    void whatEndedBesideARefusedStartIsKept() throws Exception {
        AtomicInteger invokes = new AtomicInteger();
        lambda.before(call -> {
            if (call.startsWith("Invoke") && invokes.incrementAndGet() == 6) {
                throw FakeLambda.error(403, "AccessDeniedException", "not allowed");
            }
        });

        run(FIVE);

        assertThat(tally().ending()).contains(Ending.COULD_NOT_MEASURE);
        assertThat(tally().endDetail()).contains("AccessDeniedException");
        assertThat(records(ResultsRecord.Sampled.class)).hasSize(4);
    }

    @Test
    void anInterruptionInTheMiddleOfAFanOutKeepsWhatHadEnded() throws Exception {
        CountDownLatch twoOnDisk = new CountDownLatch(2);
        CountDownLatch never = new CountDownLatch(1);
        watcher = entry -> {
            if (entry instanceof ResultsRecord.Sampled) {
                twoOnDisk.countDown();
            }
        };
        AtomicInteger inFanOut = new AtomicInteger();
        lambda.answering(call -> {
            if (isFirst(call)) {
                return Answer.cold(call, MILLI);
            }
            awaitOthers(call, 5);
            int place = inFanOut.getAndIncrement();
            if (place == 2) {
                await(twoOnDisk);
                interruption.request();
            }
            if (place >= 2) {
                await(never);
            }
            return Answer.cold(call, MILLI);
        });

        assertThat(run(MEDIAN)).isEmpty();

        assertThat(records(ResultsRecord.Sampled.class)).hasSize(2);
        assertThat(tally().gate().samples() + tally().extras()).isEqualTo(2);
        assertThat(build.ending()).contains(Ending.INTERRUPTED);
        assertThat(lambda.functions()).isEmpty();
        assertThat(judged(MEDIAN).results()).isEqualTo(build.results());
    }

    @Test
    void roundsAreLaunchedTogetherAndBothArmsAreUpdatedOnce() throws Exception {
        lambda.answering(call -> {
            awaitOthers(call, 5);
            return Answer.cold(call, MILLI);
        });

        run(ROUNDS);

        assertThat(build.results().get(0).verdict()).isEqualTo(Verdict.PASS);
        assertThat(lambda.count("UpdateFunctionConfiguration") % 2).isZero();
        assertThat(lambda.count("Invoke")).isEqualTo(5 * lambda.count("UpdateFunctionConfiguration"));
        assertThat(judged(ROUNDS).results()).isEqualTo(build.results());
        List<ResultsRecord.Sampled> inOrder = records(ResultsRecord.Sampled.class).stream()
                .sorted(java.util.Comparator.comparingInt(ResultsRecord.Sampled::launch))
                .toList();
        for (int i = 0; i < inOrder.size(); i += 2) {
            assertThat(inOrder.get(i).start().round())
                    .isEqualTo(inOrder.get(i + 1).start().round());
            assertThat(inOrder.get(i).start().arm())
                    .isNotEqualTo(inOrder.get(i + 1).start().arm());
        }
        assertThat(inOrder.stream()
                        .filter(sampled -> sampled.launch() % 2 == 1)
                        .map(sampled -> sampled.start().arm()))
                .as("the coin draws who is launched first")
                .contains(Arm.CANDIDATE, Arm.BASELINE);
    }

    @Test
    void aRoundWhoseOtherStartCollidedIsNotReadAndRepeatedWhole() throws Exception {
        AtomicInteger collisions = new AtomicInteger();
        // Counted by itself: in which order the arms arrive is chance.
        AtomicInteger ofBaseline = new AtomicInteger();
        lambda.answering(call -> {
            awaitOthers(call, 5);
            boolean collides = call.function().endsWith("-b") && ofBaseline.incrementAndGet() % 4 == 0;
            if (collides) {
                collisions.incrementAndGet();
            }
            return collides ? Answer.warm() : Answer.cold(call, MILLI);
        });

        run(ROUNDS);

        assertThat(collisions.get()).isPositive();
        assertThat(tally().rejections(Rejection.COLLISION)).isEqualTo(collisions.get());
        assertThat(tally().gate().rounds()).isGreaterThanOrEqualTo(10);
        assertThat(build.results().get(0).verdict()).isEqualTo(Verdict.PASS);
        assertThat(judged(ROUNDS).results()).isEqualTo(build.results());
    }

    @Test
    void copiesTakeTurnsAndAreUpdatedWhileOthersAreMeasured() throws Exception {
        String copies = FIVE.replace("fan-out: 5", "fan-out: 1, copies: 3").replace("max: 20,", "max: 9,");
        run(copies);

        assertThat(lambda.created().stream().map(created -> created.functionName()))
                .containsExactly(NAME, NAME + "-2", NAME + "-3");
        assertThat(records(ResultsRecord.Deployed.class)).hasSize(3);
        assertThat(tally().deployedAs()).isEqualTo(NAME);
        assertThat(tally().discarded()).as("the first three of each copy").isEqualTo(9);
        List<String> invoked = lambda.calls().stream()
                .filter(call -> call.startsWith("Invoke"))
                .skip(9)
                .toList();
        assertThat(invoked.subList(0, 3))
                .containsExactly("Invoke " + NAME, "Invoke " + NAME + "-2", "Invoke " + NAME + "-3");
        assertThat(invoked.subList(3, 6)).isEqualTo(invoked.subList(0, 3));
        List<String> lately = lambda.calls()
                .subList(
                        lambda.calls().lastIndexOf("Invoke " + NAME),
                        lambda.calls().lastIndexOf("Invoke " + NAME + "-2"));
        assertThat(lately)
                .containsExactly("Invoke " + NAME, "UpdateFunctionConfiguration " + NAME, "GetFunction " + NAME + "-2");
        assertThat(lambda.functions()).isEmpty();
    }

    @Test
    void copiesAndFanOutTogether() throws Exception {
        String both = FIVE.replace("fan-out: 5", "fan-out: 5, copies: 2");
        lambda.answering(call -> {
            awaitOthers(call, isFirst(call) ? 3 : 5);
            return Answer.cold(call, MILLI);
        });

        run(both);

        assertThat(tally().discarded()).isEqualTo(6);
        assertThat(tally().gate().samples()).isEqualTo(20);
        assertThat(judged(both).results()).isEqualTo(build.results());
    }

    @Test
    void anAheadUpdateThatFailedIsAskedForAgain() throws Exception {
        updatesFailLongerThanIsWaitedFor(12);

        run(FIVE.replace("fan-out: 5", "fan-out: 1, copies: 3").replace("max: 20,", "max: 9,"));

        assertThat(tally().gate().samples()).isEqualTo(9);
        assertThat(tally().rejections()).isZero();
        assertThat(build.ending()).contains(Ending.COMPLETE);
    }

    @Test
    void aDefectInOneOfThemStopsTheRunAndCleansUp() {
        lambda.answering(call -> {
            throw new IllegalStateException("a defect");
        });

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> run(FIVE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a defect");

        assertThat(lambda.functions()).isEmpty();
    }

    @Test
    void theFileIsRefusedWhenALaunchComesTwice() throws Exception {
        run(FIVE);
        List<String> lines = new ArrayList<>(Files.readAllLines(results()));
        String sample = lines.stream()
                .filter(line -> line.contains("\"sample\""))
                .findFirst()
                .orElseThrow();
        lines.add(lines.indexOf(sample) + 1, sample);
        Files.write(results(), lines);

        org.assertj.core.api.Assertions.assertThatThrownBy(() ->
                        new ResultsReader("r").read(results(), new GateEvaluation(Plans.plan(folder, FIVE))::accept))
                .hasMessageContaining("a second time");
    }
}
