package io.coldgate.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.FakeLambda.Answer;
import io.coldgate.sample.Ending;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deployments, the order of starts, and when a series has enough. */
class MeasuringRunTest extends MeasuringFixture {
    private List<String> lines() {
        try {
            return Files.readAllLines(results());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
