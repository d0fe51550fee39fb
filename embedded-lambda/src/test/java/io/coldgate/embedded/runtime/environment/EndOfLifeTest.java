package io.coldgate.embedded.runtime.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InitializationType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real processes whose version or server ends while their init is under way. */
@Tag("process")
class EndOfLifeTest extends EnvironmentsFixture {
    private final AtomicLong clock = new AtomicLong();

    private interface Call<T> {
        T run() throws Exception;
    }

    @Override
    public EnvironmentSettings settings() {
        return super.settings().toBuilder().clock(clock::get).build();
    }

    private static <T> CompletableFuture<T> beside(Call<T> call) {
        // The common pool has one thread on two cores (JDK 25), and two calls are to wait at once.
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return call.run();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task, "beside").start());
    }

    /** The functions' processes that run now. */
    private List<ProcessHandle> running() {
        String below = environments.workFolder().toString();
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").startsWith(below))
                .toList();
    }

    private long awaitOne() {
        assertThat(soon(() -> running().size() == 1)).isTrue();
        return running().get(0).pid();
    }

    @Test
    void aProvisionedStartSurvivesHousekeepingAndServes() throws Exception {
        EnvironmentSpec spec = fault("sleep:1000", 20);
        var provisioned = beside(() -> environments.provision(spec.with(InitializationType.PROVISIONED), 1));
        long pid = awaitOne();
        clock.addAndGet(settings().idleLimit().multipliedBy(2).toNanos());
        environments.reap();
        assertThat(provisioned.join()).isEqualTo(1);
        assertThat(invoke(spec, "{}").measurements().pid())
                .as("it is the one that serves")
                .isEqualTo(pid);
        environments.retire(spec.revision());
        assertThat(soon(() -> !alive(pid))).isTrue();
    }

    @Test
    void aProvisionedStartEndsWithItsVersionEvenWhileItsInitHangs() {
        EnvironmentSpec spec = fault("hang", 20);
        var provisioned = beside(() -> environments.provision(spec.with(InitializationType.PROVISIONED), 1));
        long pid = awaitOne();
        environments.reap();
        environments.retire(spec.revision());
        assertThat(soon(() -> !alive(pid))).isTrue();
        assertThat(provisioned.join()).isZero();
        assertThat(environments.count()).isZero();
    }

    @Test
    void anInitForASnapshotEndsWithItsVersion() {
        EnvironmentSpec spec = fault("hang", 20).with(InitializationType.SNAP_START);
        var rehearsed = beside(() -> environments.rehearse(spec));
        long pid = awaitOne();
        environments.retire(spec.revision());
        assertThat(soon(() -> !alive(pid))).isTrue();
        assertThat(rehearsed.join()).isInstanceOf(InitOutcome.Failed.class);
        assertThat(environments.count()).isZero();
    }

    @Test
    void anInitAheadOfItsInvocationEndsWithItsRevision() throws Exception {
        EnvironmentSpec spec = fault("hang", 20);
        environments.prepare(spec);
        var initialised = beside(() -> environments.initialise(spec));
        long pid = awaitOne();
        environments.retire(spec.revision());
        assertThat(soon(() -> !alive(pid))).isTrue();
        assertThat(initialised.join()).isFalse();
        environments.prepare(spec);
        assertThat(environments.count()).as("nothing is prepared for it again").isZero();
    }

    @Test
    void nothingUnderWayOutlivesTheServer() {
        EnvironmentSpec one = fault("hang", 20).with(InitializationType.PROVISIONED);
        EnvironmentSpec two = fault("hang", 20);
        var provisioned = beside(() -> environments.provision(one, 1));
        var invoked = beside(() -> invoke(two, "{}"));
        assertThat(soon(() -> running().size() == 2)).isTrue();
        List<ProcessHandle> all = running();
        environments.retire(two.revision());
        environments.close();
        for (ProcessHandle process : all) {
            assertThat(soon(() -> !alive(process.pid()))).isTrue();
        }
        assertThat(provisioned.join()).isZero();
        assertThat(invoked).isNotNull();
        assertThat(soon(invoked::isDone)).isTrue();
        assertThat(environments.count()).isZero();
    }

    @Test
    void aFailedInitSaysWhyInTheFunctionsOwnWords() throws Exception {
        assertThat(environments.rehearse(fault("exit:3", 5)))
                .isEqualTo(new InitOutcome.Failed("Runtime exited with error: exit status 3: leaving"));
        assertThat(environments.rehearse(fault("init-error", 5)))
                .isInstanceOfSatisfying(
                        InitOutcome.Failed.class,
                        failed -> assertThat(failed.reason()).contains("no config"));
        assertThat(environments.count()).isZero();
    }
}
