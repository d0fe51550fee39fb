package io.coldgate.embedded.runtime.environment;

import static io.coldgate.embedded.runtime.environment.Functions.payload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.code.TestZip;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.LogFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("process")
class LifecycleTest extends EnvironmentsFixture {
    private final AtomicLong clock = new AtomicLong();

    @Override
    public EnvironmentSettings settings() {
        return super.settings().toBuilder()
                .clock(clock::get)
                .idleLimit(Duration.ofMinutes(5))
                .build();
    }

    @Test
    void preparesOneProcessThatTheFirstInvocationUses() throws Exception {
        EnvironmentSpec spec = spec();
        environments.prepare(spec);
        environments.prepare(spec);
        assertThat(environments.count()).isEqualTo(1);
        assertThat(payload(invoke(spec, "{\"do\":\"count\"}"))).isEqualTo("1");
        assertThat(environments.count()).isEqualTo(1);
    }

    @Test
    void endsIdleEnvironmentsWhenTheirRevisionIsRetired() throws Exception {
        EnvironmentSpec spec = spec();
        long pid = invoke(spec, "{}").measurements().pid();
        EnvironmentSpec prepared = spec();
        environments.prepare(prepared);
        environments.retire(spec.revision());
        environments.retire(prepared.revision());
        environments.retire("never-seen");
        assertThat(soon(() -> !alive(pid))).isTrue();
        assertThat(environments.count()).isZero();
        assertThat(soon(() -> isEmpty(environments.workFolder().resolve("environments"))))
                .isTrue();
    }

    @Test
    void letsABusyEnvironmentOfARetiredRevisionFinish() throws Exception {
        EnvironmentSpec spec = spec();
        Path file = folder.resolve("begun");
        var result = CompletableFuture.supplyAsync(() -> {
            try {
                return invoke(spec, "{\"do\":\"sleep\",\"size\":1500}");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(soon(() -> environments.count() == 1)).isTrue();
        environments.retire(spec.revision());
        assertThat(payload(result.join())).isEqualTo("\"slept\"");
        long pid = result.join().measurements().pid();
        assertThat(soon(() -> !alive(pid))).isTrue();
        assertThat(environments.count()).isZero();
        assertThat(file).doesNotExist();
    }

    @Test
    void reapsEnvironmentsThatWereIdleForTooLong() throws Exception {
        EnvironmentSpec old = spec();
        long oldPid = invoke(old, "{}").measurements().pid();
        clock.addAndGet(Duration.ofMinutes(4).toNanos());
        EnvironmentSpec young = spec();
        long youngPid = invoke(young, "{}").measurements().pid();
        clock.addAndGet(Duration.ofMinutes(1).toNanos());
        environments.reap();
        assertThat(soon(() -> !alive(oldPid))).isTrue();
        assertThat(alive(youngPid)).isTrue();
        assertThat(invoke(young, "{}").measurements().cold()).isFalse();
        assertThat(invoke(old, "{}").measurements().initNanos()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"group", "session", "bare"})
    void endsTheChildrenOfAnEndedEnvironment(String how) throws Exception {
        EnvironmentSpec spec = spec();
        long child = Long.parseLong(payload(invoke(spec, "{\"do\":\"fork\",\"text\":\"" + how + "\"}")));
        assertThat(alive(child)).isTrue();
        environments.retire(spec.revision());
        assertThat(soon(() -> !alive(child))).isTrue();
    }

    @Test
    void endsADaemonThatLeftGroupAndParents() throws Exception {
        Path pidFile = folder.resolve("daemon");
        StoredCode script =
                environments.store(new TestZip().file("bootstrap", 0755, """
                        #!/bin/sh
                        setsid sh -c 'setsid sleep 600 & echo $! >"$PIDFILE"' </dev/null >/dev/null 2>&1
                        exit 3
                        """).bytes());
        EnvironmentSpec spec = Functions.spec(script, Map.of("PIDFILE", pidFile.toString()), 5);
        invoke(spec, "{}");
        environments.retire(spec.revision());
        assertThat(soon(() -> exists(pidFile))).isTrue();
        long daemon = Long.parseLong(Files.readString(pidFile).strip());
        assertThat(soon(() -> !alive(daemon))).isTrue();
    }

    @Test
    void leavesNothingBehindWhenItCloses() throws Exception {
        EnvironmentSpec spec = spec();
        InvocationResult result = invoke(spec, "{\"do\":\"fork\",\"text\":\"session\"}");
        environments.prepare(spec());
        Path work = environments.workFolder();
        environments.close();
        assertThat(soon(() -> !alive(result.measurements().pid()))).isTrue();
        assertThat(soon(() -> !alive(Long.parseLong(payload(result))))).isTrue();
        assertThat(work).doesNotExist();
        assertThatThrownBy(() -> invoke(spec, "{}")).isInstanceOf(IOException.class);
        environments.close();
    }

    @Test
    void endsAnInvocationThatIsInterrupted() throws Exception {
        EnvironmentSpec spec = spec();
        invoke(spec, "{}");
        long pid = invoke(spec, "{}").measurements().pid();
        var failure = new CompletableFuture<Throwable>();
        var thread = new Thread(() -> {
            try {
                invoke(spec, "{\"do\":\"hang\"}");
            } catch (Exception e) {
                failure.complete(e);
            }
        });
        thread.start();
        thread.interrupt();
        assertThat(failure.join()).isInstanceOf(InterruptedException.class);
        assertThat(soon(() -> !alive(pid))).isTrue();
        assertThat(environments.count()).isZero();
    }

    @Test
    void asksARuntimeToEndWhenAnInternalExtensionWantsToKnow() throws Exception {
        Path file = folder.resolve("terminated");
        EnvironmentSpec spec = fault("sigterm:" + file, 20);
        InvocationResult result = invoke(spec, "{}");
        assertThat(result.functionError()).isNull();
        environments.retire(spec.revision());
        assertThat(soon(() -> exists(file))).isTrue();
        assertThat(soon(() -> !alive(result.measurements().pid()))).isTrue();
    }

    @Test
    void refusesMoreEnvironmentsThanAllowed() throws Exception {
        environments.close();
        environments = ProcessEnvironments.start(
                settings().toBuilder().maxEnvironments(1).build());
        code = environments.store(Functions.faultZip());
        invoke(spec(), "{}");
        assertThatThrownBy(() -> invoke(spec(), "{}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1 execution");
    }

    @Test
    void startsAProcessAgainThatDiedWhileIdle() throws Exception {
        EnvironmentSpec spec = spec();
        InvocationResult first = invoke(spec, "{}");
        ProcessHandle.of(first.measurements().pid()).orElseThrow().destroyForcibly();
        // An event that reaches it in its last moment ends with an exit error, as on Lambda; the one after does not.
        InvocationResult second = invoke(spec, "{\"do\":\"count\"}");
        InvocationResult third = second.functionError() == null ? second : invoke(spec, "{\"do\":\"count\"}");
        assertThat(payload(third)).isEqualTo("1");
        assertThat(third.measurements().environmentId())
                .isEqualTo(first.measurements().environmentId());
    }

    @Test
    void runsACommandOfTheUsersOwn() throws Exception {
        environments.close();
        environments = ProcessEnvironments.start(settings().toBuilder()
                .extraRuntimes(Map.of("ruby3.4", List.of("/bin/sh", "{task}/run", "{handler}")))
                .build());
        code = environments.store(new TestZip()
                .file("run", 0644, "echo handler $1\nexec \"$LAMBDA_TASK_ROOT/inner\"\n")
                .file("inner", 0755, GoPrograms.host("fault"))
                .bytes());
        EnvironmentSpec spec = Functions.spec(code, List.of(), "ruby3.4", "app.main", Map.of(), 20, LogFormat.TEXT);
        InvocationResult result = invoke(spec, "{\"do\":\"count\"}");
        assertThat(payload(result)).isEqualTo("1");
        assertThat(Functions.log(result)).startsWith("handler app.main\nSTART");
    }

    private static boolean exists(Path file) {
        try {
            return Files.exists(file) && Files.size(file) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isEmpty(Path folder) {
        String[] names = folder.toFile().list();
        return names != null && names.length == 0;
    }
}
