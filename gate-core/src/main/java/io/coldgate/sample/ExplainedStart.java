package io.coldgate.sample;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A start that was watched to find out its composition. It is never a sample of a metric, because watching costs time.
 *
 * @param function the function's name in the thresholds file
 * @param arm the arm
 * @param kind how it was watched
 * @param end how it ended
 * @param times the times of its events
 * @param counters what the kernel counted up to its first {@code next}; empty if it did not get that far
 * @param packages work of package inits, in order; only for traced starts
 * @param collections garbage collections before its first {@code next}; only for traced starts
 * @param torn number of trace lines that were interleaved with other output
 * @param look where it was when it was stopped; only for stopped starts
 * @param detail the error of a start that did not work, as it printed it; empty for none
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

    /** Returns the same start with another look. */
    public ExplainedStart lookingAt(Optional<Look> other) {
        return new ExplainedStart(
                function, arm, kind, end, times, counters, packages, collections, torn, other, detail);
    }

    /** A way to watch a start. */
    public enum Kind {
        /** The first one in its environment, which may have to read the code from a disk. */
        FIRST,
        /** A start without modifications. */
        PLAIN,
        /** A start with the runtime's own trace of its inits. */
        TRACED,
        /** A start that is stopped midway. */
        STOPPED,
        /** A start with other variables, to find out their effect. */
        TRIED,
        /** A start that also receives the event. */
        HANDLED;

        /** The name in files: {@code traced}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The way in which a start ended. */
    public enum End {
        /** It requested an event. */
        NEXT,
        /** The signal ended it. */
        STOPPED,
        /** It reported where it was, and continued. */
        DUMPED,
        /** It continued in spite of the signal. */
        IGNORED,
        /** It ended by itself. */
        EXITED,
        /** It reported that its init failed. */
        ERROR,
        /** It exceeded the time limit. */
        PATIENCE,
        /** It answered the event. */
        ANSWERED,
        /** It could not be started. */
        SPAWN;

        /** Returns whether the start showed what it was intended to show. */
        public boolean worked() {
            return switch (this) {
                case NEXT, STOPPED, DUMPED, ANSWERED -> true;
                case IGNORED, EXITED, ERROR, PATIENCE, SPAWN -> false;
            };
        }

        /** Returns the name in files: {@code next}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Times since just before the process was created, in nanoseconds; 0 for events that did not happen.
     *
     * @param exec when its program was loaded
     * @param connect when it connected to the Runtime API
     * @param next when it asked for an event
     * @param stop when it was stopped, or when the stop was due
     * @param handler duration from the event to the answer
     */
    public record Times(long exec, long connect, long next, long stop, long handler) {}

    /**
     * Counts of the process up to its first {@code next}.
     *
     * @param cpuNanos CPU time of its threads
     * @param waitNanos time that they waited for a core
     * @param minorFaults page faults without a disk
     * @param majorFaults page faults that read from a disk
     * @param readBytes bytes that read calls returned
     * @param readCalls number of read calls
     * @param writtenBytes bytes that write calls accepted
     * @param diskBytes bytes that came from a disk
     * @param sockets number of open sockets
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
     * The init of one package, as the runtime traced it. Go truncates printed times, so the true time is in an
     * interval.
     *
     * @param name the package; {@code main} is the program's own
     * @param lowNanos lower end of its time
     * @param highNanos upper end of its time, exclusive
     * @param bytes allocated by the init's own goroutine
     * @param allocs allocations of that goroutine; for a JVM, classes loaded from the package
     * @param collections number of garbage collections that ended during it
     */
    public record PackageInit(String name, long lowNanos, long highNanos, long bytes, long allocs, int collections) {
        /** Returns whether the runtime reported a time; a JVM only reports how many classes it loaded. */
        public boolean isTimed() {
            return highNanos > 0;
        }

        /** Returns the middle of the interval, in nanoseconds. */
        public double nanos() {
            return (lowNanos + highNanos) / 2.0;
        }
    }

    /** A phase of a start. */
    public enum Phase {
        /** The process is created and its program loaded; its runtime has not started yet. */
        PROCESS_START,
        /** The language's runtime. */
        RUNTIME,
        /** Package inits, imports, static initialisers. */
        INIT,
        /** The program's own {@code main}, or the handler's constructor. */
        MAIN,
        /** The client of the Runtime API, up to its first request. */
        CLIENT,
        /** A look that cannot be interpreted. */
        UNKNOWN;

        /** Returns the name in files: {@code package_init}. */
        public String key() {
            return this == INIT ? "package_init" : name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A look at a start: where its first thread was.
     *
     * @param phase the phase
     * @param subject the package whose init runs, or the function that {@code main} has called; empty for neither
     * @param at file and line of the subject's own code; empty when not known
     * @param path the path from there, one entry per package, outermost first; at most {@value #LONGEST_PATH}
     */
    public record Look(Phase phase, String subject, String at, List<String> path) {
        /** The longest path; a longer one is seldom needed to see what a package is doing. */
        public static final int LONGEST_PATH = 8;

        /** Copies the list. */
        public Look {
            path = List.copyOf(path);
        }
    }
}
