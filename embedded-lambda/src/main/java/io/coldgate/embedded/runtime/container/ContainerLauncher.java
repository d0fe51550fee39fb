package io.coldgate.embedded.runtime.container;

import io.coldgate.embedded.runtime.host.Brand;
import io.coldgate.embedded.runtime.host.HeldProcess;
import io.coldgate.embedded.runtime.host.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A container whose probe waits to become the image's program. All slow parts of creating a container are over before
 * the clock starts: only an {@code execve} is left, as for a process of this machine. The container ends when the input
 * of its engine's command ends, so that none outlives a server, however the server ended.
 */
public final class ContainerLauncher implements HeldProcess {
    /**
     * Numbers the containers of all environments: a name may still be taken while the previous container is being
     * removed.
     */
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** A container that is not ready after this time never will be. */
    private static final long READY_SECONDS = 60;

    /** The time that an engine may take to remove a container whose probe has ended. */
    private static final long GONE_SECONDS = 10;

    private final ContainerRun run;
    private final String container;
    private final Process process;
    private final RandomAccessFile start;
    private final long pid;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    private ContainerLauncher(
            ContainerRun run, String container, Process process, BufferedReader out, RandomAccessFile start, long pid) {
        this.run = run;
        this.container = container;
        this.process = process;
        this.start = start;
        this.pid = pid;
        var reader = new Thread(() -> read(out), "container " + container);
        reader.setDaemon(true);
        reader.start();
        var unused = process.onExit().thenAccept(ended -> exit.complete(ended.exitValue()));
    }

    /**
     * Creates the container and waits until its probe is ready.
     *
     * @param variables all variables of the function; one whose name begins with a question mark applies only if the
     *     image does not set it
     * @param brand the brand of all processes of the container
     * @param log the file for the function's output
     */
    public static ContainerLauncher prepare(ContainerRun run, Map<String, String> variables, long brand, Path log)
            throws IOException {
        return prepare(run, variables, brand, log, READY_SECONDS);
    }

    /** Does the same with another time limit. */
    static ContainerLauncher prepare(
            ContainerRun run, Map<String, String> variables, long brand, Path log, long readySeconds)
            throws IOException {
        int number = COUNT.incrementAndGet();
        String container = ContainerName.of(run.environment() + "-" + number);
        Path given = run.folder().resolve("variables-" + number);
        Path fifo = run.folder().resolve("start-" + number);
        Path said = run.folder().resolve("engine-" + number);
        Files.write(given, joined(variables));
        // The container runs as a different user.
        Files.setPosixFilePermissions(given, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-rw-rw-"));
        makeFifo(fifo);
        // Opens both ends, so that opening does not wait for the other side.
        var start = new RandomAccessFile(fifo.toFile(), "rw");
        Process process = null;
        boolean ready = false;
        var overdue = new AtomicBoolean();
        try {
            process = new ProcessBuilder(Shell.inOwnSession(run.words(container, brand, log, given, fifo)))
                    .redirectError(said.toFile())
                    .start();
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            awaitReady(process, out, said, readySeconds, overdue);
            var launcher = new ContainerLauncher(run, container, process, out, start, find(brand));
            ready = true;
            return launcher;
        } finally {
            if (!ready) {
                start.close();
                if (overdue.get()) {
                    remove(run, container);
                } else {
                    end(run, container, process);
                }
            }
        }
    }

    /** Returns the variables, each followed by a NUL, which no value contains. */
    private static byte[] joined(Map<String, String> variables) {
        var text = new StringBuilder();
        variables.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\0'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void makeFifo(Path fifo) throws IOException {
        EngineCall made = EngineCall.of(List.of("mkfifo", "-m", "666", fifo.toString()));
        if (made.failed()) {
            throw new IOException("cannot make a pipe for a container: " + made.last());
        }
    }

    /**
     * Waits until the probe is ready. If it is overdue, the engine's command is killed, which does not show what became
     * of the container itself.
     */
    private static void awaitReady(
            Process process, BufferedReader out, Path said, long readySeconds, AtomicBoolean overdue)
            throws IOException {
        var late = CompletableFuture.runAsync(
                () -> {
                    overdue.set(true);
                    process.destroyForcibly();
                },
                CompletableFuture.delayedExecutor(readySeconds, TimeUnit.SECONDS));
        String line = out.readLine();
        late.cancel(false);
        if ("ready".equals(line)) {
            return;
        }
        String reason = line == null ? EngineCall.lastLine(Files.readString(said)) : line;
        throw new IOException("cannot start a container: "
                + (overdue.get() ? "it was not ready within " + readySeconds + " s" : reason));
    }

    /** Returns the function's process as this machine sees it: the one with the brand. */
    private static long find(long brand) throws IOException {
        List<Long> found = Brand.having(brand);
        if (found.isEmpty()) {
            throw new IOException("the container's processes cannot be seen from this machine: use an engine that runs"
                    + " on this machine's own kernel, not in a virtual machine or elsewhere");
        }
        return found.get(0);
    }

    private void read(BufferedReader out) {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("exit ")) {
                    exit.complete(Integer.parseInt(line.substring("exit ".length())));
                }
            }
        } catch (IOException | NumberFormatException e) {
            System.getLogger(ContainerLauncher.class.getName()).log(Level.DEBUG, "read " + container, e);
        }
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public boolean isAlive() {
        return !exit.isDone() && process.isAlive();
    }

    @Override
    public CompletableFuture<Integer> onExit() {
        return exit;
    }

    @Override
    public void release() throws IOException {
        start.write('\n');
    }

    @Override
    public void terminate() {
        try {
            OutputStream orders = process.getOutputStream();
            orders.write("term\n".getBytes(StandardCharsets.US_ASCII));
            orders.flush();
        } catch (IOException e) {
            System.getLogger(ContainerLauncher.class.getName()).log(Level.DEBUG, "terminate " + container, e);
        }
    }

    @Override
    public void kill() {
        try {
            start.close();
        } catch (IOException e) {
            System.getLogger(ContainerLauncher.class.getName()).log(Level.DEBUG, "close " + container, e);
        }
        end(run, container, process);
    }

    /** Waits until nothing is left: an engine that is still working would take a core from the next start. */
    private static void end(ContainerRun run, String container, @org.jspecify.annotations.Nullable Process process) {
        if (process == null) {
            return;
        }
        try {
            process.getOutputStream().close();
            if (process.waitFor(GONE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            System.getLogger(ContainerLauncher.class.getName()).log(Level.DEBUG, "end " + container, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        remove(run, container);
        process.destroyForcibly();
    }

    private static void remove(ContainerRun run, String container) {
        try {
            run.engine().remove(List.of(container));
        } catch (ContainerException e) {
            System.getLogger(ContainerLauncher.class.getName())
                    .log(Level.WARNING, "container " + container + " may be left: " + e.getMessage());
        }
    }
}
