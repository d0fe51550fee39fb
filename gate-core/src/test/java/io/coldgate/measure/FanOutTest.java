package io.coldgate.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.FakeLambda.Answer;
import io.coldgate.fixture.Plans;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.sample.Arm;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Rejection;
import io.coldgate.sample.ResultsReader;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import io.coldgate.verdict.Verdict;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts and rounds that overlap, and copies that take turns. */
class FanOutTest extends FanOutFixture {
    private static final String ROUNDS = """
            hello:
              package: hello.zip
              sampling: { max: 40, discard: 0, fan-out: 5 }
              baseline: { environment: { GOGC: "400" } }
              regression: { init_duration: { p50: +10% } }
            """;

    private static final String NAME = "coldgate-hello-cafe0000";

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
                .sorted(Comparator.comparingInt(ResultsRecord.Sampled::launch))
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
                .sorted(Comparator.comparingInt(ResultsRecord.Sampled::launch))
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
