package io.coldgate.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** Many callers at once get answers of one order of events. */
class ConcurrentCallsTest extends ApiTest {
    private static final int CALLERS = 8;

    private static int status(Runnable call) {
        try {
            call.run();
            return 200;
        } catch (LambdaException e) {
            return e.statusCode();
        }
    }

    private List<Integer> statuses(Runnable call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<Integer>> answers = IntStream.range(0, CALLERS)
                    .mapToObj(n -> threads.submit(() -> status(call)))
                    .toList();
            return answers.stream()
                    .map(answer -> {
                        try {
                            return answer.get();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void oneOfManyCreationsWins() throws Exception {
        holdPrepare();
        assertThat(statuses(() -> create(NAME, b -> {})))
                .containsOnlyOnce(200)
                .filteredOn(status -> status != 200)
                .containsOnly(409);
    }

    @Test
    void oneOfManyUpdatesWinsWhileItIsInProgress() throws Exception {
        createAndWait();
        holdPrepare();
        assertThat(statuses(() -> lambda.updateFunctionConfiguration(b -> b.functionName(NAME))))
                .containsOnlyOnce(200)
                .filteredOn(status -> status != 200)
                .containsOnly(409);
    }

    @Test
    void updatesInvocationsAndPublishingMix() throws Exception {
        createAndWait();
        for (int round = 0; round < 5; round++) {
            assertThat(statuses(() -> lambda.updateFunctionConfiguration(b -> b.functionName(NAME))))
                    .contains(200)
                    .isSubsetOf(200, 409);
            assertThat(statuses(() -> lambda.invoke(b -> b.functionName(NAME)))).containsOnly(200);
            assertThat(statuses(() -> lambda.publishVersion(b -> b.functionName(NAME))))
                    .isSubsetOf(200, 409);
        }
        settled(NAME);
        // Of $LATEST and the versions; every other one was retired.
        int versions = lambda.listVersionsByFunction(b -> b.functionName(NAME))
                .versions()
                .size();
        await(() -> Set.copyOf(environments.prepared).size()
                        - Set.copyOf(environments.retired).size()
                == versions);
    }
}
