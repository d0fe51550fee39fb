package io.coldgate.embedded.runtime.host;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A shell that knows every process group of the server and ends them when its stdin ends: on {@link #close()}, and also
 * when the server was killed and could not do so itself. It then removes the work folder.
 */
public final class Watchdog implements AutoCloseable {
    /** Exceeded only by a very large folder; the watchdog continues by itself after that. */
    private static final long CLOSE_SECONDS = 20;

    private final Process process;
    private final OutputStream orders;
    private boolean closed;

    private Watchdog(Process process) {
        this.process = process;
        this.orders = process.getOutputStream();
    }

    public static Watchdog start(String marker, Path workFolder) throws IOException {
        var builder = new ProcessBuilder(Shell.command(
                Shell.script("watchdog.sh"),
                List.of(
                        "coldgate-watchdog",
                        marker,
                        workFolder.toString(),
                        Shell.ownGroups() ? "-" : "",
                        Long.toString(Brand.ofServer(marker)))));
        Map<String, String> environment = builder.environment();
        String path = environment.get("PATH");
        environment.clear();
        environment.put("PATH", path == null ? "/usr/bin:/bin" : path);
        builder.directory(Path.of("/").toFile());
        // Not the server's streams: a process that waits for their end must not have to wait for the watchdog.
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return new Watchdog(builder.start());
    }

    /** Watches the process group that the process leads. */
    public void add(long pid) {
        order("add " + pid);
    }

    /**
     * Kills the process group and forgets it. If the process does not lead a group, it is only forgotten, because it
     * may be gone.
     */
    public void kill(long pid) {
        order((Shell.ownGroups() ? "kill " : "del ") + pid);
    }

    private synchronized void order(String line) {
        if (closed) {
            // All groups are dead.
            return;
        }
        try {
            orders.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            orders.flush();
        } catch (IOException e) {
            System.getLogger(Watchdog.class.getName())
                    .log(Level.WARNING, "the watchdog is gone: processes may outlive a killed server", e);
        }
    }

    /** Ends all groups and removes the work folder. */
    @Override
    public void close() {
        try {
            synchronized (this) {
                closed = true;
                orders.close();
            }
            process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            System.getLogger(Watchdog.class.getName()).log(Level.WARNING, "cannot end the watchdog", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
