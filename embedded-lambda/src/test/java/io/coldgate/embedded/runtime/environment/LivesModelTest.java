package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.language.RuntimeUnavailableException;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InitializationType;
import io.coldgate.embedded.runtime.spec.LogFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jetbrains.lincheck.util.LoggingLevel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/**
 * Lincheck runs what is done with environments in two threads and switches between them at every access to what they
 * share. The processes are flags. Whatever the order: none is ended twice, each that runs is known to its owner, and
 * none outlives its retired revision.
 */
@DisabledForJreRange(
        min = JRE.JAVA_18,
        disabledReason = "explored on the oldest JDK: the interleavings are the code's own")
@Tag("slow")
class LivesModelTest {
    private static final int SCENARIOS = Integer.getInteger("coldgate.lincheck.scenarios", 6);
    private static final int INTERLEAVINGS = Integer.getInteger("coldgate.lincheck.interleavings", 50);
    /** One counts as hung after ten seconds otherwise, and the first one instruments hundreds of classes. */
    private static final long INVOCATION_LIMIT_MILLIS = 300_000;

    private static final EnvironmentSpec SPEC = EnvironmentSpec.builder()
            .functionName("f")
            .version("1")
            .revision("a-revision")
            .code(new StoredCode("sha", 1, 1))
            .layers(List.of())
            .runtime("provided.al2023")
            .handler("handler")
            .architecture("x86_64")
            .environment(Map.of())
            .memoryMegabytes(256)
            .timeoutSeconds(3)
            .logFormat(LogFormat.TEXT)
            .logGroup("/aws/lambda/f")
            .region("eu-central-1")
            .account("000000000000")
            .initialization(InitializationType.ON_DEMAND)
            .build();

    /** A process that is not one. */
    private static final class FakeProcess {
        private boolean ended;

        synchronized void end() {
            if (ended) {
                throw new IllegalStateException("ended twice");
            }
            ended = true;
        }

        synchronized boolean isEnded() {
            return ended;
        }
    }

    /** What Lincheck calls. */
    public static final class Operations implements Lives.Bodies<FakeProcess> {
        private final List<FakeProcess> made = new ArrayList<>();
        private final Lives<FakeProcess> lives = new Lives<>(10, this, () -> 0L);
        private volatile boolean retired;

        @Override
        public FakeProcess make(EnvironmentSpec spec) {
            var process = new FakeProcess();
            synchronized (made) {
                made.add(process);
            }
            return process;
        }

        @Override
        public InitOutcome initialise(FakeProcess process) {
            return process.isEnded() ? new InitOutcome.Failed("ended") : new InitOutcome.Initialised();
        }

        @Override
        public void end(FakeProcess process) {
            process.end();
        }

        /** Makes one that waits. */
        @Operation
        public void prepare() throws RuntimeUnavailableException, IOException {
            lives.prepare(SPEC);
        }

        /** Starts one that waits. */
        @Operation
        public void initialiseAhead() throws IOException, InterruptedException {
            lives.initialise(SPEC);
        }

        /** Runs an init for a snapshot. */
        @Operation
        public void rehearse() throws RuntimeUnavailableException, IOException, InterruptedException {
            lives.rehearse(SPEC);
        }

        /** Starts a provisioned one. */
        @Operation
        public void provision() throws RuntimeUnavailableException, IOException, InterruptedException {
            lives.provision(SPEC, 1);
        }

        /** Wants none that is provisioned. */
        @Operation
        public void unprovision() throws RuntimeUnavailableException, IOException, InterruptedException {
            lives.provision(SPEC, 0);
        }

        /** Invokes. */
        @Operation
        public void use() throws RuntimeUnavailableException, IOException, InterruptedException {
            lives.use(SPEC, process -> process);
        }

        /** Ends what is idle. */
        @Operation
        public void reap() {
            lives.reap(0);
        }

        /** Ends the version. */
        @Operation
        public void retire() {
            lives.retire(SPEC.revision());
            retired = true;
        }

        /** Called when both threads are through. */
        @Validate
        public void nothingIsLost() {
            int running = 0;
            for (FakeProcess process : made) {
                running += process.isEnded() ? 0 : 1;
            }
            if (running != lives.count()) {
                throw new IllegalStateException(running + " run, of which the owner knows " + lives.count());
            }
            if (retired && running > 0) {
                throw new IllegalStateException(running + " outlive their revision");
            }
        }
    }

    @Test
    void noneIsLostAndNoneOutlivesItsRevision() {
        new ModelCheckingOptions()
                .threads(2)
                .actorsBefore(1)
                .actorsPerThread(2)
                .actorsAfter(0)
                .iterations(SCENARIOS)
                .invocationsPerIteration(INTERLEAVINGS)
                .invocationTimeout$lincheck(INVOCATION_LIMIT_MILLIS)
                .logLevel(LoggingLevel.ERROR)
                .check(Operations.class);
    }
}
