package io.coldgate.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.lambda.CallException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that hang are remarked on, and keep nobody from stopping. */
@Timeout(120)
class LauncherTest {
    private final List<String> remarks = new ArrayList<>();
    private final CountDownLatch answer = new CountDownLatch(1);

    @Test
    void saysThatAStartHangsWhileItHangs() throws Exception {
        List<String> answers = new ArrayList<>();
        // The start answers when the remark is there: without the remark it would hang for ever.
        try (Launcher launcher = new Launcher(Duration.ofNanos(1), line -> {
            remarks.add(line);
            answer.countDown();
        })) {
            launcher.launch("checkout", List.<Callable<String>>of(this::answered), answers::add);
        }
        assertThat(remarks).hasSize(1);
        assertThat(remarks.get(0)).startsWith("checkout: a start has not answered within ");
        assertThat(answers).containsExactly("answered");
    }

    @Test
    void saysItOnceForEachFunction() throws Exception {
        try (Launcher launcher = new Launcher(Duration.ofNanos(1), line -> {
            remarks.add(line);
            answer.countDown();
        })) {
            launcher.launch("checkout", List.<Callable<String>>of(this::answered), ignored -> {});
            // Ends once the patience of a nanosecond is over: the launcher then waits without a limit.
            Thread waiting = Thread.currentThread();
            Callable<String> slow = () -> {
                while (waiting.getState() != Thread.State.WAITING) {
                    Thread.yield();
                }
                return "";
            };
            launcher.launch("checkout", List.of(slow), ignored -> {});
            launcher.launch("refunds", List.of(slow), ignored -> {});
        }
        assertThat(remarks)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("checkout: "),
                        second -> assertThat(second).startsWith("refunds: "));
    }

    @Test
    void saysNothingOfStartsThatAnswer() throws Exception {
        answer.countDown();
        try (Launcher launcher = new Launcher(Duration.ofHours(1), remarks::add)) {
            launcher.launch("checkout", List.<Callable<String>>of(this::answered, this::answered), ignored -> {});
        }
        assertThat(remarks).isEmpty();
    }

    @Test
    void aCallThatCannotBeInterruptedKeepsNobodyWaiting() {
        Thread me = Thread.currentThread();
        Callable<String> deaf = () -> {
            me.interrupt();
            while (true) {
                try {
                    return answered();
                } catch (InterruptedException e) {
                    // As one that reads from a socket.
                    continue;
                }
            }
        };
        try (Launcher launcher = new Launcher(Duration.ofHours(1), remarks::add)) {
            assertThatThrownBy(() -> launcher.launch("checkout", List.of(deaf), ignored -> {}))
                    .isInstanceOf(InterruptedException.class);
            assertThatThrownBy(() -> launcher.call(deaf)).isInstanceOf(InterruptedException.class);
        } finally {
            answer.countDown();
        }
    }

    @Test
    void handsOnWhatACallFailsWith() {
        try (Launcher launcher = new Launcher(Duration.ofHours(1), remarks::add)) {
            assertThatThrownBy(() -> launcher.call(() -> {
                        throw new CallException(CallException.Kind.REFUSED, "no");
                    }))
                    .isInstanceOf(CallException.class)
                    .hasMessage("no");
        }
    }

    private String answered() throws InterruptedException {
        answer.await();
        return "answered";
    }
}
