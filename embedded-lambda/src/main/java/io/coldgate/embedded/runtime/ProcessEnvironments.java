package io.coldgate.embedded.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Environments that are processes of this machine. */
public final class ProcessEnvironments implements Environments {
    private final EnvironmentSettings settings;
    private final Path workFolder;
    private final Watchdog watchdog;
    private final CodeStore code;
    private final EnvironmentMaker maker;
    private final Housekeeping housekeeping;

    /** Guards everything below. */
    private final Object lock = new Object();

    private final Map<String, Pool> pools = new HashMap<>();
    private int environments;
    private boolean closed;

    /** The environments of one revision. */
    private static final class Pool {
        final Deque<Environment> idle = new ArrayDeque<>();
        final Set<Environment> busy = new HashSet<>();
        boolean retired;
    }

    private ProcessEnvironments(EnvironmentSettings settings, String marker) throws IOException {
        this.settings = settings;
        WorkFolder.removeStale(settings.workParent());
        workFolder = WorkFolder.create(settings.workParent(), marker);
        watchdog = Watchdog.start(marker, workFolder);
        try {
            code = new CodeStore(workFolder);
            maker = new EnvironmentMaker(settings, code, watchdog, workFolder, marker);
        } catch (IOException | RuntimeException e) {
            watchdog.close();
            throw e;
        }
        housekeeping = new Housekeeping(marker, workFolder, this::reap);
    }

    /** Starts with the usual settings. */
    public static ProcessEnvironments start() throws IOException {
        return start(EnvironmentSettings.defaults());
    }

    /** Starts: makes the work folder and the watchdog, and removes what killed servers left behind. */
    public static ProcessEnvironments start(EnvironmentSettings settings) throws IOException {
        return new ProcessEnvironments(settings, "coldgate-" + UUID.randomUUID());
    }

    @Override
    public StoredCode store(byte[] zip) throws InvalidArchiveException, IOException {
        return code.store(zip);
    }

    @Override
    public void prepare(EnvironmentSpec spec) throws IOException {
        synchronized (lock) {
            Pool pool = pools.get(spec.revision());
            if (pool != null && !pool.idle.isEmpty()) {
                return;
            }
        }
        try {
            Environment environment = make(spec);
            environment.idleSince(settings.clock().getAsLong());
            synchronized (lock) {
                if (!closed) {
                    pools.computeIfAbsent(spec.revision(), revision -> new Pool())
                            .idle
                            .addLast(environment);
                    return;
                }
            }
            discard(environment);
        } catch (RuntimeUnavailableException e) {
            // The function's own fault, or this machine's: it shows when it is invoked.
            return;
        }
    }

    @Override
    public boolean initialise(EnvironmentSpec spec) throws IOException, InterruptedException {
        Pool pool;
        Environment environment;
        synchronized (lock) {
            pool = pools.get(spec.revision());
            environment = pool == null ? null : pool.idle.pollFirst();
            if (pool == null || environment == null) {
                return false;
            }
            pool.busy.add(environment);
        }
        boolean whole = false;
        try {
            boolean initialised = environment.initialise();
            whole = true;
            return initialised;
        } finally {
            release(pool, environment, whole);
        }
    }

    @Override
    public int provision(EnvironmentSpec spec, int count) throws IOException, InterruptedException {
        Pool pool;
        int there;
        var surplus = new ArrayList<Environment>();
        synchronized (lock) {
            pool = pools.computeIfAbsent(spec.revision(), revision -> new Pool());
            List<Environment> idle =
                    pool.idle.stream().filter(Environment::isProvisioned).toList();
            there = idle.size()
                    + (int) pool.busy.stream()
                            .filter(Environment::isProvisioned)
                            .count();
            for (Environment environment : idle.subList(0, Math.min(idle.size(), Math.max(0, there - count)))) {
                pool.idle.remove(environment);
                surplus.add(environment);
            }
        }
        discardAll(surplus);
        there -= surplus.size();
        return there < count && startProvisioned(pool, spec) ? there + 1 : there;
    }

    private boolean startProvisioned(Pool pool, EnvironmentSpec spec) throws IOException, InterruptedException {
        Environment environment;
        try {
            environment = make(spec);
        } catch (RuntimeUnavailableException e) {
            throw new IOException(e.getMessage(), e);
        }
        boolean initialised = false;
        try {
            initialised = environment.initialise();
            return initialised;
        } finally {
            release(pool, environment, initialised);
        }
    }

    @Override
    public InvocationResult invoke(EnvironmentSpec spec, InvocationRequest request)
            throws RuntimeUnavailableException, IOException, InterruptedException {
        Pool pool;
        Environment environment;
        synchronized (lock) {
            pool = pools.computeIfAbsent(spec.revision(), revision -> new Pool());
            environment = pool.idle.pollFirst();
            if (environment != null) {
                pool.busy.add(environment);
            }
        }
        if (environment == null) {
            environment = make(spec);
            synchronized (lock) {
                pool.busy.add(environment);
            }
        }
        boolean whole = false;
        try {
            InvocationResult result = environment.invoke(request);
            whole = true;
            return result;
        } finally {
            release(pool, environment, whole);
        }
    }

    private void release(Pool pool, Environment environment, boolean whole) {
        environment.idleSince(settings.clock().getAsLong());
        boolean keep;
        synchronized (lock) {
            pool.busy.remove(environment);
            keep = whole && !pool.retired && !closed;
            if (keep) {
                // The one used last serves next: its process is the least likely to have been paged out, or reaped
                // soon.
                pool.idle.addFirst(environment);
            }
        }
        if (!keep) {
            discard(environment);
        }
    }

    private Environment make(EnvironmentSpec spec) throws RuntimeUnavailableException, IOException {
        synchronized (lock) {
            if (closed) {
                throw new IOException("the server is closed");
            }
            if (environments >= settings.maxEnvironments()) {
                throw new IOException(
                        "more than " + settings.maxEnvironments() + " execution environments: retire some first");
            }
            environments++;
        }
        Environment environment = null;
        try {
            environment = maker.make(spec);
            return environment;
        } finally {
            if (environment == null) {
                forget();
            }
        }
    }

    private void forget() {
        synchronized (lock) {
            environments--;
        }
    }

    @Override
    public void retire(String revision) {
        Pool pool;
        synchronized (lock) {
            pool = pools.remove(revision);
            if (pool == null) {
                return;
            }
            pool.retired = true;
        }
        discardAll(new ArrayList<>(pool.idle));
    }

    /** Ends what was idle for too long. */
    void reap() {
        long now = settings.clock().getAsLong();
        var old = new ArrayList<Environment>();
        var kept = new ArrayList<Environment>();
        synchronized (lock) {
            for (Pool pool : pools.values()) {
                for (Environment environment : List.copyOf(pool.idle)) {
                    boolean over = !environment.isProvisioned()
                            && now - environment.idleSinceNanos()
                                    >= settings.idleLimit().toNanos();
                    if (over) {
                        pool.idle.remove(environment);
                    }
                    (over ? old : kept).add(environment);
                }
            }
            pools.values().removeIf(pool -> pool.idle.isEmpty() && pool.busy.isEmpty());
        }
        kept.forEach(Environment::trimLog);
        discardAll(old);
    }

    private void discardAll(List<Environment> gone) {
        gone.forEach(this::discard);
    }

    private void discard(Environment environment) {
        forget();
        housekeeping.discard(environment);
    }

    /** Number of environments that exist: idle, prepared and busy. */
    int count() {
        synchronized (lock) {
            return environments;
        }
    }

    @Override
    public void close() {
        var all = new ArrayList<Environment>();
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            pools.values().forEach(pool -> {
                all.addAll(pool.idle);
                all.addAll(pool.busy);
            });
            pools.clear();
        }
        all.forEach(Environment::close);
        housekeeping.close();
        watchdog.close();
    }

    /** The work folder; for tests. */
    Path workFolder() {
        return workFolder;
    }
}
