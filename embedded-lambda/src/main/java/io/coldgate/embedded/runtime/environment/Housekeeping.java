package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.code.FileModes;
import io.coldgate.embedded.runtime.host.Brand;
import io.coldgate.embedded.runtime.host.HostCounters;
import io.coldgate.embedded.runtime.host.ProcFs;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Work that can wait until after an environment's end: its folder, and processes that left its group. Done for many
 * environments together and some seconds later, so that it does not take a core from the start that usually follows a
 * retirement.
 */
final class Housekeeping implements AutoCloseable {
    private static final long SWEEP_SECONDS = 2;
    private static final long REAP_SECONDS = 15;

    private final String marker;
    private final Path workFolder;
    private final ScheduledThreadPoolExecutor thread;
    private final List<Environment> ended = new ArrayList<>();

    Housekeeping(String marker, Path workFolder, Runnable reap) {
        this.marker = marker;
        this.workFolder = workFolder;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            var worker = new Thread(task, "coldgate-housekeeping");
            worker.setDaemon(true);
            return worker;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        var unused = thread.scheduleWithFixedDelay(() -> logged(reap), REAP_SECONDS, REAP_SECONDS, TimeUnit.SECONDS);
    }

    /** Ends an environment: its process immediately, everything else later. */
    void discard(Environment environment) {
        if (!environment.endsSlowly() || !later(environment::close, 0)) {
            environment.close();
        }
        synchronized (ended) {
            ended.add(environment);
            if (ended.size() == 1) {
                var unused = later(this::sweep, SWEEP_SECONDS);
            }
        }
    }

    /**
     * Schedules a task; false when the server is closing, in which case the caller must do any indispensable work
     * itself.
     */
    private boolean later(Runnable task, long seconds) {
        try {
            var unused = thread.schedule(() -> logged(task), seconds, TimeUnit.SECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void sweep() {
        HostCounters.lookForSteal();
        List<Environment> batch;
        synchronized (ended) {
            batch = List.copyOf(ended);
            ended.clear();
        }
        List<String> ids = batch.stream().map(Environment::id).toList();
        kill(ProcFs.marked(ids, List.of()));
        kill(Brand.processes(marker, ids));
        for (Environment environment : batch) {
            try {
                FileModes.delete(environment.folder());
            } catch (IOException e) {
                System.getLogger(Housekeeping.class.getName())
                        .log(Level.WARNING, "cannot remove " + environment.folder(), e);
            }
        }
    }

    private static void kill(List<Long> pids) {
        for (long pid : pids) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private static void logged(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            System.getLogger(Housekeeping.class.getName()).log(Level.WARNING, "housekeeping failed", e);
        }
    }

    /** Ends all remaining processes of this server; the watchdog removes the work folder. */
    @Override
    public void close() {
        thread.shutdown();
        kill(ProcFs.marked(List.of(marker), List.of(workFolder)));
        kill(Brand.processes(marker));
    }
}
