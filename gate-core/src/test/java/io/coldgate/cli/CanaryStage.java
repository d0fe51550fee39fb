package io.coldgate.cli;

import io.coldgate.embedded.Settings;
import io.coldgate.embedded.model.CallObserver;
import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.fixture.BashFunction;
import io.coldgate.fixture.ForkedCli;
import io.coldgate.fixture.Functions;
import io.coldgate.fixture.HandMadeZip;
import io.coldgate.fixture.SettledFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** A deployed function with the alias {@code live}, and callers who use it without end. */
final class CanaryStage implements AutoCloseable {
    static final String NAME = "checkout";

    private static final int CALLERS = 4;

    /** Waits as long as {@code WAIT} says, and ends before it answers where {@code CRASH} is set. */
    private static final String FUNCTION = BashFunction.of(":", "[ -z \"$CRASH\" ] || exit 1; sleep \"$WAIT\"");

    private final AwsStage aws;
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private final AtomicInteger updates = new AtomicInteger();
    private final Semaphore carriedOut = new Semaphore(0);
    private volatile IntConsumer atUpdate = number -> {};
    private volatile Runnable atPoll = () -> {};
    private volatile boolean closing;

    CanaryStage(Path folder, ModelSettings model) throws IOException {
        ModelSettings watched = model.toBuilder()
                .observer(new CallObserver() {
                    @Override
                    public void arrived(String operation, String resource) {
                        if (operation.equals("UpdateAlias")) {
                            atUpdate.accept(updates.incrementAndGet());
                        } else if (operation.equals("CloudWatchLogs")) {
                            atPoll.run();
                        }
                    }

                    @Override
                    public void carriedOut(String operation, String resource) {
                        if (operation.equals("UpdateAlias")) {
                            carriedOut.release();
                        }
                    }
                })
                .build();
        aws = new AwsStage(
                folder,
                Settings.defaults().toBuilder()
                        .updateDelay(Duration.ofMillis(1))
                        .model(watched)
                        .build());
        byte[] zip = new HandMadeZip().file("bootstrap", 0755, FUNCTION).bytes();
        lambda().createFunction(r -> r.functionName(NAME)
                .runtime(Runtime.PROVIDED_AL2023)
                .handler("bootstrap")
                .role(AwsStage.ROLE)
                .architecturesWithStrings(Functions.ARCHITECTURE)
                .timeout(10)
                .environment(e -> e.variables(Map.of("WAIT", "0.02")))
                .code(c -> c.zipFile(SdkBytes.fromByteArray(zip))));
        settled();
        String version = lambda().publishVersion(r -> r.functionName(NAME)).version();
        lambda().createAlias(r -> r.functionName(NAME).name("live").functionVersion(version));
    }

    /** Does something when an update of the alias arrives, given its number from 1 on, before it is answered. */
    void atUpdate(IntConsumer action) {
        atUpdate = action;
    }

    /** Waits until so many updates of the alias were carried out, whether or not anybody heard the answers. */
    boolean awaitUpdates(int number) throws InterruptedException {
        return carriedOut.tryAcquire(number, 1, TimeUnit.MINUTES);
    }

    /** Does something whenever the log is asked for, before it is answered. */
    void atPoll(Runnable action) {
        atPoll = action;
    }

    LambdaClient lambda() {
        return aws.lambda();
    }

    AwsStage aws() {
        return aws;
    }

    private void settled() {
        SettledFunction.await(lambda(), NAME);
    }

    /** Makes {@code $LATEST} another function. */
    void update(Map<String, String> variables) {
        lambda().updateFunctionConfiguration(r -> r.functionName(NAME).environment(e -> e.variables(variables)));
        settled();
    }

    /** Callers use the alias from now on, one call after the other. */
    void callers() {
        for (int i = 0; i < CALLERS; i++) {
            callers.execute(() -> {
                while (!closing) {
                    try {
                        var unused = lambda().invoke(r -> r.functionName(NAME).qualifier("live"));
                    } catch (SdkException | IllegalStateException e) {
                        // A candidate that crashes, or a client that was closed when the callers end.
                        continue;
                    }
                }
            });
        }
    }

    /** Publishes {@code $LATEST} with these variables. */
    String publish(Map<String, String> variables) {
        update(variables);
        return lambda().publishVersion(r -> r.functionName(NAME)).version();
    }

    /** Starts a command in a process of its own. */
    Process start(String... words) throws IOException {
        List<String> command = ForkedCli.command(aws.options(), List.of(words));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** The same, where no file may have more than so many blocks of 512 or 1,024 bytes, as the shell counts them. */
    Process startWithLargestFile(int blocks, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"));
        command.addAll(ForkedCli.command(aws.options(), List.of(words)));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    GetAliasResponse alias() {
        return lambda().getAlias(r -> r.functionName(NAME).name("live"));
    }

    /** Returns where the alias leads: {@code 1}, or {@code 1 {2=0.2}}. */
    String leads() {
        GetAliasResponse alias = alias();
        return alias.functionVersion()
                + (alias.routingConfig() == null
                        ? ""
                        : " " + alias.routingConfig().additionalVersionWeights());
    }

    @Override
    public void close() {
        closing = true;
        callers.shutdownNow();
        aws.close();
    }
}
