package io.coldgate.embedded.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Test;

/**
 * Explores interleavings of what is done with environments, with processes that are flags. Whatever the order: none is
 * ended twice, none serves two at a time or after its end, and none outlives its retired revision or the server.
 */
class LivesModelTest {
    /** Enough that every pair of switches in these short scenarios is tried, and seconds on a slow machine. */
    private static final int INVOCATIONS = 1_000;

    private static final EnvironmentSpec SPEC = spec();

    private static EnvironmentSpec spec() {
        return Functions.spec(new StoredCode("sha", 1, 1), Map.of(), 3);
    }

    /** A process that is not one. */
    private static final class FakeProcess {
        private boolean ended;
        private boolean serving;

        synchronized void begin() {
            check(!serving, "two at a time");
            serving = true;
        }

        synchronized void finish() {
            serving = false;
        }

        synchronized void end() {
            check(!ended, "ended twice");
            ended = true;
        }

        synchronized boolean isEnded() {
            return ended;
        }
    }

    /** Makes them, and knows all that were made. */
    private static final class FakeBodies implements Lives.Bodies<FakeProcess> {
        private final List<FakeProcess> made = new ArrayList<>();

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

        int running() {
            int running = 0;
            synchronized (made) {
                for (FakeProcess process : made) {
                    running += process.isEnded() ? 0 : 1;
                }
            }
            return running;
        }
    }

    private interface Step {
        void run(Lives<FakeProcess> lives) throws Exception;
    }

    private static void check(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException(what);
        }
    }

    private static void use(Lives<FakeProcess> lives) throws Exception {
        lives.use(SPEC, process -> {
            process.begin();
            process.finish();
            return process;
        });
    }

    /** Runs the steps at the same time, in every order, each time from the same beginning; then the last step and the check. */
    private static void explore(Step first, Step[] together, Step last, int running) {
        Lincheck.runConcurrentTest(INVOCATIONS, () -> {
            var bodies = new FakeBodies();
            var lives = new Lives<>(10, bodies, () -> 0L);
            run(first, lives);
            var threads = new Thread[together.length];
            for (int i = 0; i < threads.length; i++) {
                Step step = together[i];
                threads[i] = new Thread(() -> run(step, lives));
                threads[i].start();
            }
            for (Thread thread : threads) {
                join(thread);
            }
            run(last, lives);
            check(bodies.running() == running, "more or fewer run than should");
            check(lives.count() == running, "more or fewer are counted than run");
        });
    }

    private static Step[] together(Step... steps) {
        return steps;
    }

    private static void run(Step step, Lives<FakeProcess> lives) {
        try {
            step.run(lives);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void nothing(Lives<FakeProcess> lives) {
        check(lives != null, "no lives");
    }

    @Test
    void aProvisionedStartUnderWayDiesWithItsRevision() {
        explore(
                LivesModelTest::nothing,
                together(lives -> lives.provision(SPEC, 1), lives -> lives.retire(SPEC.revision())),
                LivesModelTest::nothing,
                0);
    }

    @Test
    void aLookForIdleOnesForgetsNoneThatIsBeingStarted() {
        explore(
                LivesModelTest::nothing,
                together(lives -> lives.provision(SPEC, 1), lives -> lives.reap(0)),
                lives -> check(lives.provision(SPEC, 1) == 1, "the one that is there is not found again"),
                1);
    }

    @Test
    void nothingOutlivesARevisionHoweverItWasBegun() {
        explore(
                lives -> lives.prepare(SPEC),
                together(
                        LivesModelTest::use,
                        lives -> lives.retire(SPEC.revision()),
                        lives -> lives.initialise(SPEC)),
                LivesModelTest::nothing,
                0);
    }

    @Test
    void aRehearsalIsNeverUsedAndNeverStays() {
        explore(
                LivesModelTest::nothing,
                together(lives -> lives.rehearse(SPEC), LivesModelTest::use),
                LivesModelTest::nothing,
                1);
    }

    @Test
    void aRetiredRevisionIsNotPreparedAgain() {
        explore(
                LivesModelTest::nothing,
                together(lives -> lives.prepare(SPEC), lives -> lives.retire(SPEC.revision())),
                lives -> lives.prepare(SPEC),
                0);
    }

    @Test
    void fewerWantedMeansFewerWhenAllStartsAreOver() {
        explore(
                LivesModelTest::nothing,
                together(lives -> lives.provision(SPEC, 1), lives -> lives.provision(SPEC, 0)),
                lives -> lives.provision(SPEC, 0),
                0);
    }

    @Test
    void twoThatProvisionTheSameEndWithWhatIsWanted() {
        explore(
                LivesModelTest::nothing,
                together(lives -> lives.provision(SPEC, 1), lives -> lives.provision(SPEC, 1)),
                LivesModelTest::nothing,
                1);
    }

    @Test
    void nothingOutlivesTheServer() {
        explore(
                lives -> lives.prepare(SPEC),
                together(
                        lives -> {
                            try {
                                use(lives);
                            } catch (IOException e) {
                                check("the server is closed".equals(e.getMessage()), "another failure");
                            }
                        },
                        lives -> {
                            for (FakeProcess process : lives.close()) {
                                process.end();
                            }
                        }),
                LivesModelTest::nothing,
                0);
    }

    /** The checker itself: an owner that looks and then acts is found out. */
    @Test
    void anOwnerThatIsNotAtomicIsFoundOut() {
        assertThatThrownBy(() -> Lincheck.runConcurrentTest(INVOCATIONS, () -> {
                    var bodies = new FakeBodies();
                    var retired = new boolean[1];
                    var starter = new Thread(() -> {
                        if (!retired[0]) {
                            bodies.make(SPEC);
                        }
                    });
                    var retirer = new Thread(() -> {
                        retired[0] = true;
                        for (FakeProcess process : List.copyOf(bodies.made)) {
                            process.end();
                        }
                    });
                    starter.start();
                    retirer.start();
                    join(starter);
                    join(retirer);
                    check(bodies.running() == 0, "one outlives its revision");
                }))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContaining("one outlives its revision");
    }
}
