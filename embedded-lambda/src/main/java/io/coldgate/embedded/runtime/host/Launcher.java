package io.coldgate.embedded.runtime.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A process that is ready to become the function's: a shell in its own session that waits for one line and then {@code
 * exec}s the command. All slow parts of creating a process are over before the clock starts (ADR 0003).
 */
public final class Launcher implements HeldProcess {
    /** Shells set these themselves; {@code LD_*} could keep the shell itself from starting. */
    private static final Set<String> SHELL_OWNED = Set.of("PWD", "OLDPWD", "IFS", "SHLVL", "ENV", "BASH_ENV");

    private final Process process;

    private Launcher(Process process) {
        this.process = process;
    }

    /**
     * Starts a launcher and waits until it is ready.
     *
     * @param command absolute path of the program and its arguments
     * @param environment all variables of the function; nothing else is inherited
     * @param brand the brand of all its processes
     * @param opt the folder at its {@code /opt}, by {@link OwnOpt}; null for this machine's
     */
    public static Launcher prepare(
            List<String> command,
            Map<String, String> environment,
            long brand,
            Path workingFolder,
            Path log,
            @Nullable Path opt)
            throws IOException {
        var plain = new TreeMap<String, String>();
        var exported = new ArrayList<String>();
        environment.forEach((name, value) -> {
            if (SHELL_OWNED.contains(name) || name.startsWith("LD_")) {
                exported.add(name + "=" + value);
            } else {
                plain.put(name, value);
            }
        });
        var arguments = new ArrayList<String>();
        arguments.add(log.toString());
        arguments.add(Long.toString(brand));
        arguments.add(Integer.toString(exported.size()));
        arguments.addAll(exported);
        arguments.addAll(command);
        List<String> shell = Shell.command(Shell.script("launcher.sh"), arguments);
        var builder = new ProcessBuilder(opt == null ? shell : OwnOpt.command(opt, shell));
        try {
            builder.environment().clear();
            builder.environment().putAll(plain);
        } catch (IllegalArgumentException e) {
            throw new IOException("environment variables: " + e.getMessage(), e);
        }
        builder.directory(workingFolder.toFile()).redirectErrorStream(true);
        var launcher = new Launcher(builder.start());
        launcher.awaitReady();
        return launcher;
    }

    private void awaitReady() throws IOException {
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            if (!"ready".equals(line)) {
                process.destroyForcibly();
                throw new IOException("cannot prepare a process: " + line);
            }
        }
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    @Override
    public void release() throws IOException {
        OutputStream stdin = process.getOutputStream();
        stdin.write('\n');
        stdin.flush();
    }

    @Override
    public void terminate() {
        process.destroy();
    }

    /** Kills the process and its descendants; the watchdog kills its process group. */
    @Override
    public void kill() {
        if (process.isAlive()) {
            // The children first, because orphans are harder to find.
            for (long child : ProcFs.descendants(process.pid())) {
                ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
            }
            if (!Shell.ownGroups()) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
            }
        }
        process.destroyForcibly();
    }
}
