package io.coldgate.embedded.runtime.environment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Owns the life of every execution environment: the only place that decides which environments start, are reused,
 * retire and are reaped. It does not know about processes. The caller ends those environments, and only those, that a
 * method returns for that purpose.
 *
 * <p>Each environment passes through MAKING, then PREPARED, STARTING or BUSY, later alternately IDLE and BUSY, and
 * finally GONE. The environments of a retired revision end: immediately if they are not in use, otherwise when they are
 * released. Nothing is ever prepared, started or kept for a revision after it was retired. Each method is atomic.
 *
 * @param <E> the type of an environment
 */
final class Fleet<E> {
    /**
     * The number of retired revisions that are remembered. Only calls that looked a version up just before it was
     * retired still ask for them, within moments.
     */
    private static final int REMEMBERED = 10_000;

    private final int most;
    private final Map<String, RevisionGroup<E>> groups = new HashMap<>();
    private final Set<String> retired = new LinkedHashSet<>();
    private final Set<Life<E>> alive = new LinkedHashSet<>();
    private boolean closed;

    /**
     * One step towards a number of provisioned environments.
     *
     * @param surplus environments for the caller to end
     * @param next a life for the caller to make and start; null when none is missing
     * @param running the number of environments whose init is over, without {@code next}
     */
    record Step<E>(List<E> surplus, @Nullable Life<E> next, int running) {}

    /**
     * The result of a check for idle environments.
     *
     * @param old environments for the caller to end
     * @param kept the others
     */
    record Reaped<E>(List<E> old, List<E> kept) {}

    /** An empty fleet that has room for {@code most} environments. */
    Fleet(int most) {
        this.most = most;
    }

    /**
     * Takes a waiting environment, the most recently used first; null when there is none.
     *
     * @param free whether an environment can take an event now
     */
    synchronized @Nullable Life<E> take(String revision, Predicate<E> free) {
        RevisionGroup<E> group = groups.get(revision);
        if (group == null) {
            return null;
        }
        for (Life<E> life : group.waiting) {
            if (free.test(life.environment())) {
                group.waiting.remove(life);
                life.phase = Life.Phase.BUSY;
                life.group.inUse.add(life);
                return life;
            }
        }
        return null;
    }

    /** Takes an environment that has not been started, to start it; null when there is none. */
    synchronized @Nullable Life<E> takePrepared(String revision) {
        RevisionGroup<E> group = groups.get(revision);
        for (Life<E> life : group == null ? List.<Life<E>>of() : List.copyOf(group.waiting)) {
            if (life.phase == Life.Phase.PREPARED) {
                life.group.waiting.remove(life);
                life.phase = Life.Phase.STARTING;
                life.group.inUse.add(life);
                return life;
            }
        }
        return null;
    }

    /** Begins a life for one invocation, which is still allowed for a retired revision. */
    synchronized Life<E> open(String revision) throws IOException {
        if (!retired.contains(revision)) {
            return begin(revision, false);
        }
        requireRoom();
        Life<E> life = new Life<>(new RevisionGroup<>(), false, Life.Phase.RETIRED);
        life.group.inUse.add(life);
        alive.add(life);
        return life;
    }

    /**
     * Begins a life that serves no invocation yet; null when the revision was retired.
     *
     * @param spare whether an existing waiting environment is enough
     */
    synchronized @Nullable Life<E> openAhead(String revision, boolean spare) throws IOException {
        RevisionGroup<E> group = groups.get(revision);
        if (retired.contains(revision) || (spare && group != null && !group.waiting.isEmpty())) {
            return null;
        }
        return begin(revision, false);
    }

    private Life<E> begin(String revision, boolean provisioned) throws IOException {
        requireRoom();
        RevisionGroup<E> group = groups.computeIfAbsent(revision, absent -> new RevisionGroup<>());
        Life<E> life = new Life<>(group, provisioned, Life.Phase.MAKING);
        group.inUse.add(life);
        alive.add(life);
        return life;
    }

    private void requireRoom() throws IOException {
        if (closed) {
            throw new IOException("the server is closed");
        }
        if (alive.size() >= most) {
            throw new IOException("more than " + most + " execution environments: retire some first");
        }
    }

    /**
     * Notes that the environment of a life was made.
     *
     * @param next its purpose: to wait, to be started, or to serve
     * @return false when its life ended before it was made; the caller must end it
     */
    synchronized boolean made(Life<E> life, E environment, Life.Phase next, long nowNanos) {
        life.environment = environment;
        life.idleSinceNanos = nowNanos;
        if (life.phase == Life.Phase.RETIRED && next == Life.Phase.BUSY) {
            return true;
        }
        if (life.phase != Life.Phase.MAKING) {
            leave(life);
            return false;
        }
        life.phase = next;
        if (next == Life.Phase.PREPARED) {
            life.group.inUse.remove(life);
            life.group.waiting.addLast(life);
        }
        return true;
    }

    /** Notes that the environment of a life could not be made. */
    synchronized void failed(Life<E> life) {
        leave(life);
    }

    /**
     * Releases an environment that its user no longer needs.
     *
     * @param whole whether it can be used again
     * @return whether the caller must end it
     */
    synchronized boolean release(Life<E> life, boolean whole, long nowNanos) {
        boolean keep = whole && (life.phase == Life.Phase.BUSY || life.phase == Life.Phase.STARTING);
        boolean ended = life.phase == Life.Phase.GONE;
        life.group.inUse.remove(life);
        if (keep && !(life.provisioned && life.group.running() >= life.group.wanted)) {
            life.phase = Life.Phase.IDLE;
            life.idleSinceNanos = nowNanos;
            // The most recently used environment serves next: its process is the least likely to have been paged out,
            // or to be reaped soon.
            life.group.waiting.addFirst(life);
            return false;
        }
        leave(life);
        return !ended;
    }

    /**
     * Takes one step towards the wanted number of provisioned environments; surplus ones that are still starting end
     * when they are released.
     */
    synchronized Step<E> provision(String revision, int wanted) throws IOException {
        if (retired.contains(revision)) {
            return new Step<>(List.of(), null, 0);
        }
        RevisionGroup<E> group = groups.get(revision);
        int running = group == null ? 0 : group.running();
        // This comes first because it can fail.
        Life<E> next = running < wanted ? begin(revision, true) : null;
        List<E> surplus = new ArrayList<>();
        group = groups.get(revision);
        if (group != null) {
            group.wanted = wanted;
            for (Life<E> life : List.copyOf(group.waiting)) {
                if (life.provisioned && surplus.size() < running - wanted) {
                    surplus.add(end(life));
                }
            }
        }
        return new Step<>(surplus, next, running - surplus.size());
    }

    /** Ends a revision: returns the environments for the caller to end now; those in use end when they are released. */
    synchronized List<E> retire(String revision) {
        retired.add(revision);
        if (retired.size() > REMEMBERED) {
            retired.remove(retired.iterator().next());
        }
        RevisionGroup<E> group = groups.remove(revision);
        List<E> ended = new ArrayList<>();
        if (group != null) {
            group.wanted = 0;
            List.copyOf(group.waiting).forEach(life -> ended.add(end(life)));
            for (Life<E> life : List.copyOf(group.inUse)) {
                if (life.phase == Life.Phase.STARTING) {
                    ended.add(end(life));
                } else {
                    life.phase = Life.Phase.RETIRED;
                }
            }
        }
        return ended;
    }

    /** Removes the environments that were idle for that long and are not provisioned. */
    synchronized Reaped<E> reap(long nowNanos, long limitNanos) {
        Reaped<E> reaped = new Reaped<>(new ArrayList<>(), new ArrayList<>());
        for (RevisionGroup<E> group : groups.values()) {
            for (Life<E> life : List.copyOf(group.waiting)) {
                if (!life.provisioned && nowNanos - life.idleSinceNanos >= limitNanos) {
                    reaped.old().add(end(life));
                } else {
                    reaped.kept().add(life.environment());
                }
            }
        }
        groups.values().removeIf(RevisionGroup::isUnused);
        return reaped;
    }

    /**
     * Ends everything: returns all environments, including busy ones, for the caller to end. Nothing is made after
     * that.
     */
    synchronized List<E> close() {
        closed = true;
        List<E> ended = new ArrayList<>();
        for (Life<E> life : List.copyOf(alive)) {
            E environment = life.environment;
            leave(life);
            if (environment != null) {
                ended.add(environment);
            }
        }
        groups.clear();
        return ended;
    }

    private E end(Life<E> life) {
        leave(life);
        return life.environment();
    }

    private void leave(Life<E> life) {
        life.group.waiting.remove(life);
        life.group.inUse.remove(life);
        alive.remove(life);
        life.phase = Life.Phase.GONE;
    }

    /** Returns the number of environments that exist or are being made. */
    synchronized int count() {
        return alive.size();
    }
}
