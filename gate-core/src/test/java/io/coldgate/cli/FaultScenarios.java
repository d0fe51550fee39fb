package io.coldgate.cli;

import io.coldgate.artifact.Packager;
import io.coldgate.embedded.model.Fault;
import io.coldgate.fixture.BashFunction;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** What is done to a gate, by the name that the fault has on its page. */
final class FaultScenarios {
    static final Map<String, Scenario> ALL = new LinkedHashMap<>();

    private FaultScenarios() {}

    /** Lets a fault happen to a run, and gives the run's exit code. */
    interface Scenario {
        int run(FaultStage stage) throws Exception;
    }

    static {
        ALL.put("kill -9 after the creation", stage -> stage.checkKilledAt("GetFunction", 1));
        ALL.put("kill -9 in an update", stage -> stage.checkKilledAt("UpdateFunctionConfiguration", 4));
        ALL.put("kill -9 in an invocation", stage -> stage.checkKilledAt("Invoke", 4));
        ALL.put("kill -9 in a fan-out", stage -> {
            stage.fanOut(4);
            return stage.checkKilledAt("Invoke", 11);
        });
        ALL.put("kill -9 in the clean-up", stage -> {
            stage.functions("hello", "other");
            return stage.checkKilledAt("DeleteFunction", 1);
        });
        ALL.put("half of the requests are throttled", stage -> {
            stage.faults().set(new Fault.Throttle(.5));
            int exit = stage.check();
            stage.requireStruck(Fault.Throttle.class, 5);
            return exit;
        });
        ALL.put("every second update meets another one", stage -> {
            stage.faults().set(new Fault.Conflict(2));
            int exit = stage.check();
            stage.requireStruck(Fault.Conflict.class, 5);
            return exit;
        });
        ALL.put("the function is deleted by somebody else", stage -> {
            stage.faults().set(new Fault.Deleted(4));
            return stage.check();
        });
        ALL.put("the role is not there yet", stage -> {
            stage.faults().set(new Fault.RoleDelay(Duration.ofMillis(50)));
            int exit = stage.check();
            stage.requireStruck(Fault.RoleDelay.class, 1);
            return exit;
        });
        ALL.put("the credentials expire", stage -> {
            stage.when("Invoke", 5, () -> stage.faults().set(new Fault.ExpiredCredentials(0)));
            return stage.check();
        });
        ALL.put("an action is denied", stage -> {
            stage.faults().set(new Fault.Denied(Set.of("lambda:UpdateFunctionConfiguration")));
            return stage.check();
        });
        ALL.put("the endpoint is gone for a while", stage -> {
            // Once between an update and its answer; the gate waits for up to a minute (RetryTest), this is shorter.
            stage.when("UpdateFunctionConfiguration", 4, () -> {
                if (stage.faults().struck(Fault.Unreachable.class) == 0) {
                    stage.faults().set(new Fault.Unreachable(Duration.ofMillis(500), 0));
                }
            });
            int exit = stage.check();
            stage.requireStruck(Fault.Unreachable.class, 1);
            return exit;
        });
        ALL.put("the disk is full from the start", stage -> {
            // A zip: what the gate packs itself is read from a file that it writes.
            Files.write(stage.gate.folder.resolve("hello.zip"), Packager.zip(stage.gate.folder.resolve("bootstrap")));
            stage.gate.thresholds(Files.readString(stage.gate.file()).replace("bootstrap", "hello.zip"));
            return stage.checkBehind(List.of("/bin/bash", "-c", "ulimit -f 0; exec \"$@\"", "bash"));
        });
        ALL.put(
                "the disk becomes full",
                stage -> stage.checkBehind(
                        // A limit on the size of files: the system refuses what is over it, as a full disk does.
                        List.of("/bin/bash", "-c", "ulimit -f 2; exec \"$@\"", "bash")));
        ALL.put("the clock jumps back and ahead", stage -> {
            int exit = stage.checkBy(new JumpingClock());
            stage.orphan("coldgate-hello-ahead", Instant.now().plus(Duration.ofDays(1)));
            return exit;
        });
        ALL.put("reports are lost from the log tail", stage -> {
            stage.when("Invoke", 3, () -> stage.faults().set(new Fault.LostReport(1)));
            stage.when("Invoke", 4, () -> stage.faults().clear(Fault.LostReport.class));
            int exit = stage.check();
            stage.requireStruck(Fault.LostReport.class, 1);
            return exit;
        });
        ALL.put("an environment outlives its update", stage -> {
            stage.when("UpdateFunctionConfiguration", 4, () -> stage.faults().set(new Fault.WarmReuse(1)));
            stage.when("UpdateFunctionConfiguration", 5, () -> stage.faults().clear(Fault.WarmReuse.class));
            int exit = stage.check();
            stage.requireStruck(Fault.WarmReuse.class, 1);
            return exit;
        });
        ALL.put("every init fails", stage -> {
            stage.bootstrap("echo 'panic: STRIPE_KEY is not set' >&2\nexit 2\n");
            return stage.check();
        });
        ALL.put("every invocation fails", stage -> {
            stage.bootstrap(BashFunction.of(
                    ":", "answer=error body='{\"errorType\":\"ValueError\",\"errorMessage\":\"bad event\"}'"));
            return stage.check();
        });
        ALL.put("the function begins to fail", stage -> {
            stage.bootstrap("echo >> " + stage.folder.resolve("starts") + "\n[ $(wc -l < "
                    + stage.folder.resolve("starts") + ") -le 4 ] || { echo 'panic: no table left' >&2; exit 2; }\n"
                    + BashFunction.PLAIN);
            return stage.check();
        });
    }

    /** A clock of the day that is set by an hour back and by a day ahead, time and again. */
    private static final class JumpingClock extends Clock {
        private final AtomicInteger readings = new AtomicInteger();

        @Override
        public Instant instant() {
            Duration jump = readings.incrementAndGet() % 2 == 0 ? Duration.ofHours(-1) : Duration.ofDays(1);
            return Instant.now().plus(jump);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
