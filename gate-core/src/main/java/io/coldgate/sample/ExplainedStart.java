package io.coldgate.sample;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A start that was taken to see what it is made of. It is never a sample of a metric: watching costs time.
 *
 * @param function the function's name in the thresholds file
 * @param arm which of the two functions
 * @param kind how it was watched
 * @param end how it ended
 * @param times when what happened
 * @param counters what the kernel counted up to its first {@code next}; empty where it did not come so far
 * @param packages work of package inits, in order; of traced starts only
 * @param collections garbage collections before its first {@code next}; of traced starts only
 * @param torn lines of the trace that other output tore apart
 * @param look where it was when it was stopped; of stopped starts only
 * @param detail the last words of a start that did not work; empty for nothing
 */
public record ExplainedStart(
        String function,
        Arm arm,
        Kind kind,
        End end,
        Times times,
        Optional<Counters> counters,
        List<PackageInit> packages,
        int collections,
        int torn,
        Optional<Look> look,
        String detail) {
    /** Copies the list. */
    public ExplainedStart {
        packages = List.copyOf(packages);
    }

    /** A way to watch a start. */
    public enum Kind {
        /** The first one in its environment, which may have to read the code from a disk. */
        FIRST,
        /** As it is. */
        PLAIN,
        /** With the runtime's own trace of its inits. */
        TRACED,
        /** Stopped on its way. */
        STOPPED,
        /** With other variables, to see what they change. */
        TRIED,
        /** Given the event. */
        HANDLED;

        /** The name in files: {@code traced}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The end of a start. */
    public enum End {
        /** It asked for an event. */
        NEXT,
        /** The signal ended it. */
        STOPPED,
        /** It said where it was, and went on. */
        DUMPED,
        /** It went on in spite of the signal. */
        IGNORED,
        /** It ended by itself. */
        EXITED,
        /** It reported that its init failed. */
        ERROR,
        /** It took too long. */
        PATIENCE,
        /** It answered the event. */
        ANSWERED,
        /** It could not be started. */
        SPAWN;

        /** Returns whether the start showed what it was taken for. */
        public boolean worked() {
            return switch (this) {
                case NEXT, STOPPED, DUMPED, ANSWERED -> true;
                case IGNORED, EXITED, ERROR, PATIENCE, SPAWN -> false;
            };
        }

        /** The name in files: {@code next}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Times since just before the process was made, in nanoseconds; 0 for what did not happen.
     *
     * @param exec when its program was in place
     * @param connect when it connected to the Runtime API
     * @param next when it asked for an event
     * @param stop when it was stopped, or would have been
     * @param handler from the event to the answer: a span
     */
    public record Times(long exec, long connect, long next, long stop, long handler) {}

    /**
     * Counts of the process up to its first {@code next}.
     *
     * @param cpuNanos CPU time of its threads
     * @param waitNanos time that they waited for a core
     * @param minorFaults page faults without a disk
     * @param majorFaults page faults that read from a disk
     * @param readBytes bytes that read calls gave
     * @param readCalls read calls
     * @param writtenBytes bytes that write calls took
     * @param diskBytes bytes that came from a disk
     * @param sockets open sockets
     */
    public record Counters(
            long cpuNanos,
            long waitNanos,
            long minorFaults,
            long majorFaults,
            long readBytes,
            long readCalls,
            long writtenBytes,
            long diskBytes,
            long sockets) {}

    /**
     * The init of one package, as the runtime traced it. Go truncates what it prints: the true time is an interval.
     *
     * @param name the package; {@code main} is the program's own
     * @param lowNanos at least this long
     * @param highNanos less than this
     * @param bytes allocated by the init's own goroutine
     * @param allocs allocations of the same; of a JVM, classes that were loaded from there
     * @param collections garbage collections that ended during it
     */
    public record PackageInit(String name, long lowNanos, long highNanos, long bytes, long allocs, int collections) {
        /** Returns whether the runtime told a time; a JVM only tells how many classes it loaded. */
        public boolean isTimed() {
            return highNanos > 0;
        }

        /** The middle of the interval, in nanoseconds. */
        public double nanos() {
            return (lowNanos + highNanos) / 2.0;
        }
    }

    /** A phase of a start. */
    public enum Phase {
        /** The process is made and its program loaded; nothing of its runtime runs yet. */
        PROCESS_START,
        /** The language's runtime. */
        RUNTIME,
        /** Package inits, imports, static initialisers. */
        INIT,
        /** The program's own {@code main}, or the handler's constructor. */
        MAIN,
        /** The client of the Runtime API, up to its first request. */
        CLIENT,
        /** A look that nobody can read. */
        UNKNOWN;

        /** The name in files: {@code package_init}. */
        public String key() {
            return this == INIT ? "package_init" : name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A look at a start: where its first thread was.
     *
     * @param phase the phase
     * @param subject the package whose init runs, or what {@code main} has called; empty for neither
     * @param at file and line of the subject's own code; empty when not known
     * @param path where it is from there, one entry a package, outermost first; at most {@value #LONGEST_PATH}
     */
    public record Look(Phase phase, String subject, String at, List<String> path) {
        /** Deeper is seldom needed to see what a package is at. */
        public static final int LONGEST_PATH = 8;

        /** Copies the list. */
        public Look {
            path = List.copyOf(path);
        }
    }
}
