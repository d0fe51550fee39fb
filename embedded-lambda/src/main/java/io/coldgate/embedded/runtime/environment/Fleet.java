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
 * Owns the life of every execution environment: the one place that decides who may start, reuse, retire and reap it.
 * Knows nothing of processes; what it hands out for that purpose, and only that, is for the caller to end.
 *
 * <p>Each environment is on the way MAKING, then PREPARED or STARTING or BUSY, later IDLE and BUSY in turn, and at last
 * GONE. Whatever belongs to a retired revision goes: at once when nobody waits for it, else when its user gives it
 * back. Nothing is ever prepared, started or kept for a revision after it was retired. Each method is atomic.
 *
 * @param <E> what an environment is here
 */
final class Fleet<E> {
    /**
     * Retired revisions that are remembered. Only calls that looked a version up just before it was retired still ask
     * for them, within moments.
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
     * @param surplus to be ended by the caller
     * @param next to be made and started by the caller; null when none is missing
     * @param running whose init is over, without {@code next}
     */
    record Step<E>(List<E> surplus, @Nullable Life<E> next, int running) {}

    /**
     * The result of a look at idle environments.
     *
     * @param old to be ended by the caller
     * @param kept the others
     */
    record Reaped<E>(List<E> old, List<E> kept) {}

    /** An empty fleet that has room for {@code most} environments. */
    Fleet(int most) {
        this.most = most;
    }

    /**
     * Takes one that waits, the one used last first; null when there is none.
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

    /** Takes one that has not been started, to start it; null when there is none. */
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

    /** Begins a life for one invocation, which a retired revision still serves. */
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
     * @param spare whether one that waits already is enough
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
     * The environment of a life was made.
     *
     * @param next what it is for: to wait, to be started, or to serve
     * @return false when its time is over before it began: it is for the caller to end
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

    /** The environment of a life could not be made. */
    synchronized void failed(Life<E> life) {
        leave(life);
    }

    /**
     * Its user needs it no more.
     *
     * @param whole whether it can be used again
     * @return whether it is for the caller to end
     */
    synchronized boolean release(Life<E> life, boolean whole, long nowNanos) {
        boolean keep = whole && (life.phase == Life.Phase.BUSY || life.phase == Life.Phase.STARTING);
        boolean ended = life.phase == Life.Phase.GONE;
        life.group.inUse.remove(life);
        if (keep && !(life.provisioned && life.group.running() >= life.group.wanted)) {
            life.phase = Life.Phase.IDLE;
            life.idleSinceNanos = nowNanos;
            // The one used last serves next: its process is the least likely to have been paged out, or reaped soon.
            life.group.waiting.addFirst(life);
            return false;
        }
        leave(life);
        return !ended;
    }

    /**
     * Takes one step towards so many provisioned environments; those under way when fewer are wanted end by themselves.
     */
    synchronized Step<E> provision(String revision, int wanted) throws IOException {
        if (retired.contains(revision)) {
            return new Step<>(List.of(), null, 0);
        }
        RevisionGroup<E> group = groups.get(revision);
        int running = group == null ? 0 : group.running();
        // Begun first: it is what can fail.
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

    /** Ends a revision: returns what is for the caller to end now; what serves ends when it is released. */
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

    /** Takes out what was idle for so long and is not provisioned. */
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

    /** Ends everything: returns what is for the caller to end, busy ones too. Nothing is made after that. */
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

    /** Number of environments that are there or on their way. */
    synchronized int count() {
        return alive.size();
    }
}
