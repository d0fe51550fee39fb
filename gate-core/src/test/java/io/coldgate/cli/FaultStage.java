package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.artifact.Packager;
import io.coldgate.embedded.Settings;
import io.coldgate.embedded.model.Fault;
import io.coldgate.embedded.model.Faults;
import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.fixture.ForkedCli;
import io.coldgate.fixture.SettledFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import picocli.CommandLine;
import software.amazon.awssdk.core.SdkBytes;

/** A gate on the platform {@code aws}, over a model of AWS that does to it what a fault is about. */
final class FaultStage implements AutoCloseable {
    /** Starts of each function that are asked for; the first is discarded. */
    static final int SAMPLES = 12;

    /** What the kernel's SIGKILL ends a process with, as a shell shows it. */
    static final int KILLED = 137;

    final Path folder;
    final GateFolder gate;
    private final AwsStage aws;
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private volatile NumberedCall observer = (operation, number) -> {};
    private int mayLose = 1;
    private final StringBuilder saidByProcesses = new StringBuilder();

    /** A call of the control plane, the n-th of its operation. */
    private interface NumberedCall {
        void arrived(String operation, int number);
    }

    FaultStage(Path folder) throws IOException {
        this.folder = folder;
        ModelSettings model = ModelSettings.none().toBuilder()
                .measurementsHeader(false)
                .observer((operation, resource) -> {
                    // Each call has a number of its own: of two that arrive together, neither takes the other's.
                    int number = calls.computeIfAbsent(operation, name -> new AtomicInteger())
                            .incrementAndGet();
                    observer.arrived(operation, number);
                })
                .build();
        aws = new AwsStage(
                folder,
                Settings.defaults().toBuilder()
                        .updateDelay(Duration.ofMillis(1))
                        .model(model)
                        .build());
        gate = aws.gate();
        functions("hello");
    }

    /** What the functions run from now on. */
    void bootstrap(String script) throws IOException {
        Files.writeString(folder.resolve("bootstrap"), "#!/bin/bash\n" + script);
    }

    Faults faults() {
        return aws.server().faults();
    }

    /** The functions that the run measures. */
    void functions(String... names) throws IOException {
        thresholds(1, names);
    }

    /** The same with starts that are taken together; a killed run loses those that were under way. */
    void fanOut(int starts) throws IOException {
        thresholds(starts, "hello");
        // Besides, each connection is opened by a call that starts nothing.
        mayLose = 2 * starts;
    }

    /** Invocations of which there may be no record. */
    int mayLose() {
        return mayLose;
    }

    private void thresholds(int fanOut, String... names) throws IOException {
        StringBuilder text = new StringBuilder("version: 1\ndefaults:\n  platform: aws\n"
                + "  platforms: { aws: { role: \"" + AwsStage.ROLE + "\" } }\n"
                + "  sampling: { discard: 1, fan-out: " + fanOut + ", max: " + SAMPLES + " }\nfunctions:\n");
        for (String name : names) {
            text.append("  ")
                    .append(name)
                    .append(": { package: bootstrap, budgets: { init_duration: { max: 60s } } }\n");
        }
        gate.thresholds(text.toString());
    }

    /** Does something when the n-th call of that operation arrives, before it is answered. */
    void when(String operation, int number, Runnable action) {
        NumberedCall before = observer;
        observer = (name, arrived) -> {
            before.arrived(name, arrived);
            if (name.equals(operation) && arrived == number) {
                action.run();
            }
        };
    }

    /** Fails unless that kind of fault was felt at least so often. */
    void requireStruck(Class<? extends Fault> kind, int times) {
        assertThat(faults().struck(kind)).as(said()).isGreaterThanOrEqualTo(times);
    }

    int calls(String operation) {
        AtomicInteger count = calls.get(operation);
        return count == null ? 0 : count.get();
    }

    int check() {
        return gate.coldgate("check");
    }

    /** A check in a process of its own, which is killed when the n-th call of that operation arrives. */
    int checkKilledAt(String operation, int number) throws Exception {
        Process[] process = new Process[1];
        Object started = new Object();
        when(operation, number, () -> {
            synchronized (started) {
                process[0].destroyForcibly();
                process[0].onExit().join();
            }
        });
        synchronized (started) {
            process[0] = start(List.of());
        }
        return end(process[0]);
    }

    /** A check in a process of its own, behind a prefix of its command line. */
    int checkBehind(List<String> prefix) throws Exception {
        return end(start(prefix));
    }

    private Process start(List<String> prefix) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(ForkedCli.command(
                aws.options(), List.of("check", "--file", gate.file().toString())));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private int end(Process process) throws Exception {
        saidByProcesses.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        return process.waitFor();
    }

    /** All that was said so far. */
    String said() {
        return saidByProcesses + gate.text();
    }

    /** Lines of the results file of that type. */
    long records(String... types) throws IOException {
        try (Stream<String> lines = Files.lines(gate.output().resolve("results.jsonl"))) {
            return lines.filter(line -> Stream.of(types).anyMatch(type -> line.contains("\"type\":\"" + type + "\"")))
                    .count();
        }
    }

    /** Removes what was left, when the fault is over. */
    int clean() {
        faults().clearAll();
        observer = (operation, number) -> {};
        return gate.run("clean", "--older-than", "1ms");
    }

    /** The functions that are there. */
    List<String> functionsLeft() {
        return aws.functions();
    }

    /** A function of the gate's own, with that time of its deployment. */
    void orphan(String name, Instant created) throws Exception {
        byte[] zip = Packager.zip(folder.resolve("bootstrap"));
        aws.lambda()
                .createFunction(r -> r.functionName(name)
                        .role(AwsStage.ROLE)
                        .runtime("provided.al2023")
                        .handler("bootstrap")
                        .code(c -> c.zipFile(SdkBytes.fromByteArray(zip)))
                        .tags(Map.of("coldgate", "candidate", "coldgate:created", created.toString())));
        SettledFunction.await(aws.lambda(), name);
    }

    /** A check in this process by that clock of the day. */
    int checkBy(Clock clock) {
        return new CommandLine(new CheckCommand(gate.terminal(), clock))
                .execute("--file", gate.file().toString());
    }

    @Override
    public void close() {
        aws.close();
        assertThat(said()).doesNotContain(AwsStage.SECRET).doesNotContain("\tat ");
    }
}
