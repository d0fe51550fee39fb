package io.coldgate.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * Operations that come at the same moment over HTTP, round after round: what was answered with success is there, and
 * what was taken away is gone. {@link AtomicOperationsModelTest} goes through the interleavings one by one; this has
 * real ones.
 */
@Tag("slow")
@Timeout(300)
class AtomicOperationsTest extends ApiTest {
    private static final int ROUNDS = Integer.getInteger("coldgate.stress.rounds", 40);
    private static final int CALLERS = 16;

    private final long seed = Long.getLong("coldgate.stress.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);

    @BeforeEach
    void createFunction() {
        createAndWait();
    }

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    /** Makes all the calls at once, begun in an order that is drawn; returns the status of each, in the given order. */
    private List<Integer> atOnce(List<Runnable> calls) throws Exception {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, calls.size()).boxed().toList());
        Collections.shuffle(order, random);
        List<Future<Integer>> answers = new ArrayList<>(Collections.nCopies(calls.size(), null));
        for (int at : order) {
            answers.set(at, threads.submit(() -> {
                start.await(1, TimeUnit.MINUTES);
                return status(calls.get(at));
            }));
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get(1, TimeUnit.MINUTES));
        }
        return statuses;
    }

    private List<Integer> atOnce(Runnable... calls) throws Exception {
        return atOnce(List.of(calls));
    }

    private static int status(Runnable call) {
        try {
            call.run();
            return 200;
        } catch (LambdaException e) {
            return e.statusCode();
        }
    }

    private String round(int round) {
        return "round " + round + " of seed " + seed + " (-Dcoldgate.stress.seed)";
    }

    private void permit(String id) {
        lambda.addPermission(b -> b.functionName(NAME)
                .statementId(id)
                .action("lambda:InvokeFunction")
                .principal("s3.amazonaws.com"));
    }

    private boolean isThere(Runnable get) {
        try {
            get.run();
            return true;
        } catch (ResourceNotFoundException e) {
            return false;
        }
    }

    @Test
    void sixteenPermissionsAtOnceLeaveSixteenStatements() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String prefix = "r" + round + "-";
            List<Runnable> calls = IntStream.range(0, CALLERS)
                    .<Runnable>mapToObj(n -> () -> permit(prefix + n))
                    .toList();
            assertThat(atOnce(calls)).as(round(round)).containsOnly(200);
            String policy = lambda.getPolicy(b -> b.functionName(NAME)).policy();
            for (int n = 0; n < CALLERS; n++) {
                assertThat(policy).as(round(round)).contains("\"" + prefix + n + "\"");
            }
        }
    }

    @Test
    void everyTagThatWasAnsweredWith204IsThere() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<Runnable> calls = IntStream.range(0, CALLERS)
                    .<Runnable>mapToObj(n ->
                            () -> lambda.tagResource(b -> b.resource(ARN).tags(Map.of("key" + n, "v"))))
                    .toList();
            assertThat(atOnce(calls)).as(round(round)).containsOnly(200);
            assertThat(lambda.listTags(b -> b.resource(ARN)).tags())
                    .as(round(round))
                    .hasSize(CALLERS);
            lambda.untagResource(b -> b.resource(ARN)
                    .tagKeys(
                            IntStream.range(0, CALLERS).mapToObj(n -> "key" + n).toList()));
        }
    }

    @Test
    void oneRevisionOfAnAliasIsUpdatedOnce() throws Exception {
        lambda.publishVersion(b -> b.functionName(NAME));
        lambda.createAlias(b -> b.functionName(NAME).name("live").functionVersion("1"));
        for (int round = 0; round < ROUNDS; round++) {
            String revision =
                    lambda.getAlias(b -> b.functionName(NAME).name("live")).revisionId();
            List<Runnable> calls = IntStream.range(0, CALLERS)
                    .<Runnable>mapToObj(n -> () -> lambda.updateAlias(b -> b.functionName(NAME)
                            .name("live")
                            .description("by " + n)
                            .revisionId(revision)))
                    .toList();
            assertThat(atOnce(calls)).as(round(round)).containsOnlyOnce(200).isSubsetOf(200, 412);
        }
    }

    @Test
    void aDeletedAliasStaysDeleted() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            lambda.createAlias(b -> b.functionName(NAME).name("live").functionVersion("$LATEST"));
            Runnable update = () ->
                    lambda.updateAlias(b -> b.functionName(NAME).name("live").description("again"));
            atOnce(
                    update,
                    update,
                    update,
                    () -> lambda.deleteAlias(b -> b.functionName(NAME).name("live")),
                    update);
            assertThat(lambda.listAliases(b -> b.functionName(NAME)).aliases())
                    .as(round(round))
                    .isEmpty();
        }
    }

    @Test
    void noAliasPointsToADeletedVersion() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String description = "round " + round;
            lambda.updateFunctionConfiguration(b -> b.functionName(NAME).description(description));
            settled(NAME);
            String version = lambda.publishVersion(b -> b.functionName(NAME)).version();
            lambda.createAlias(b -> b.functionName(NAME).name("moved").functionVersion("$LATEST"));
            atOnce(
                    () -> lambda.createAlias(
                            b -> b.functionName(NAME).name("new").functionVersion(version)),
                    () -> lambda.deleteFunction(b -> b.functionName(NAME).qualifier(version)),
                    () -> lambda.updateAlias(
                            b -> b.functionName(NAME).name("moved").functionVersion(version)));
            for (var alias : lambda.listAliases(b -> b.functionName(NAME)).aliases()) {
                assertThat(isThere(() ->
                                lambda.getFunction(b -> b.functionName(NAME).qualifier(alias.functionVersion()))))
                        .as("%s: %s points to version %s", round(round), alias.name(), alias.functionVersion())
                        .isTrue();
                lambda.deleteAlias(b -> b.functionName(NAME).name(alias.name()));
            }
        }
    }

    @Test
    void twoChangesOfAnEventConfigurationAreBothThere() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            int retries = round % 3;
            int age = 100 + round;
            lambda.putFunctionEventInvokeConfig(b -> b.functionName(NAME).maximumRetryAttempts((retries + 1) % 3));
            assertThat(atOnce(
                            () -> lambda.updateFunctionEventInvokeConfig(
                                    b -> b.functionName(NAME).maximumRetryAttempts(retries)),
                            () -> lambda.updateFunctionEventInvokeConfig(
                                    b -> b.functionName(NAME).maximumEventAgeInSeconds(age))))
                    .containsOnly(200);
            var config = lambda.getFunctionEventInvokeConfig(b -> b.functionName(NAME));
            assertThat(List.of(config.maximumRetryAttempts(), config.maximumEventAgeInSeconds()))
                    .as(round(round))
                    .containsExactly(retries, age);
        }
    }

    @Test
    void reservedConcurrencyStaysWithinTheAccount() throws Exception {
        List<String> names =
                IntStream.range(0, 4).mapToObj(n -> "reserving" + n).toList();
        names.forEach(name -> create(name, b -> {}));
        for (int round = 0; round < ROUNDS; round++) {
            List<Runnable> calls = names.stream()
                    .<Runnable>map(name -> () -> lambda.putFunctionConcurrency(
                            b -> b.functionName(name).reservedConcurrentExecutions(450)))
                    .toList();
            List<Integer> statuses = atOnce(calls);
            // 1,000 less the 100 that stay unreserved are two times 450.
            assertThat(statuses)
                    .as(round(round))
                    .filteredOn(status -> status == 200)
                    .hasSize(2);
            assertThat(lambda.getAccountSettings(b -> {}).accountLimit().unreservedConcurrentExecutions())
                    .as(round(round))
                    .isEqualTo(100);
            names.forEach(name -> lambda.deleteFunctionConcurrency(b -> b.functionName(name)));
        }
    }

    @Test
    void aReservationGoesWithItsFunction() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            create("short", b -> {});
            atOnce(
                    () -> lambda.putFunctionConcurrency(
                            b -> b.functionName("short").reservedConcurrentExecutions(100)),
                    () -> lambda.deleteFunction(b -> b.functionName("short")));
            assertThat(lambda.getAccountSettings(b -> {}).accountLimit().unreservedConcurrentExecutions())
                    .as(round(round))
                    .isEqualTo(1_000);
        }
    }

    @Test
    void twoUpdatesOfAConfigurationAreBothThere() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            int memory = 128 + round;
            int timeout = 3 + round;
            byte[] zip = Zips.of("round " + round);
            atOnce(
                    () -> untilTaken(() -> lambda.updateFunctionConfiguration(
                            b -> b.functionName(NAME).memorySize(memory))),
                    () -> untilTaken(() -> lambda.updateFunctionConfiguration(
                            b -> b.functionName(NAME).timeout(timeout))),
                    () -> untilTaken(() ->
                            lambda.updateFunctionCode(b -> b.functionName(NAME).zipFile(SdkBytes.fromByteArray(zip)))));
            settled(NAME);
            var now = lambda.getFunctionConfiguration(b -> b.functionName(NAME));
            assertThat(List.of(now.memorySize(), now.timeout()))
                    .as(round(round))
                    .containsExactly(memory, timeout);
            assertThat(now.codeSha256()).as(round(round)).isEqualTo(FakeEnvironments.sha256(zip));
        }
    }

    private static void untilTaken(Runnable update) {
        await(() -> status(update) == 200);
    }

    @Test
    void oneRevisionOfAFunctionIsUpdatedOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            settled(NAME);
            String revision =
                    lambda.getFunctionConfiguration(b -> b.functionName(NAME)).revisionId();
            List<Runnable> calls = IntStream.range(0, 4)
                    .<Runnable>mapToObj(n -> () -> lambda.updateFunctionConfiguration(
                            b -> b.functionName(NAME).description("by " + n).revisionId(revision)))
                    .toList();
            assertThat(atOnce(calls)).as(round(round)).containsOnlyOnce(200).isSubsetOf(200, 409, 412);
        }
    }

    @Test
    void aUrlEndsWithItsFunction() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            create("served", b -> {});
            List<String> made = Collections.synchronizedList(new ArrayList<>());
            atOnce(
                    () -> made.add(lambda.createFunctionUrlConfig(
                                    b -> b.functionName("served").authType("NONE"))
                            .functionUrl()),
                    () -> lambda.deleteFunction(b -> b.functionName("served")));
            create("served", b -> {});
            settled("served");
            assertThat(isThere(() -> lambda.getFunctionUrlConfig(b -> b.functionName("served"))))
                    .as(round(round))
                    .isFalse();
            for (String url : made) {
                assertThat(statusAt(url)).as(round(round)).isIn(0, 403, 404);
            }
            lambda.deleteFunction(b -> b.functionName("served"));
        }
    }

    /** The status that the URL answers; 0 when nobody is there. */
    private int statusAt(String url) throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }
}
