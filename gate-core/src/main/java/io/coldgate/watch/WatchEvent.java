package io.coldgate.watch;

import java.util.Optional;

/** An event that people and programs are told about. Times are in milliseconds since 1970. */
public sealed interface WatchEvent {
    /** Returns its key for programs, such as {@code within-again}; it is part of the machine formats. */
    String key();

    /** Returns when it happened, according to the log. */
    long atMillis();

    /** Returns the function that it is about. */
    String function();

    /**
     * The plain rule of an objective is over its limit, or within it again.
     *
     * @param now the present state of the objective
     * @param over whether it is over
     */
    record Plain(long atMillis, String function, ObjectiveStatus now, boolean over) implements WatchEvent {
        @Override
        public String key() {
            return over ? "over" : "within-again";
        }
    }

    /**
     * The guaranteed alarm of an objective is raised.
     *
     * @param now the present state of the objective
     * @param incident the number of the incident
     */
    record Alarm(long atMillis, String function, ObjectiveStatus now, int incident) implements WatchEvent {
        @Override
        public String key() {
            return "alarm";
        }
    }

    /**
     * Recovery of an objective is proven.
     *
     * @param now the present state of the objective
     * @param incident the number of the incident
     */
    record Within(long atMillis, String function, ObjectiveStatus now, int incident) implements WatchEvent {
        @Override
        public String key() {
            return "within";
        }
    }

    /**
     * A broken objective differs from that of the last watch of its incident, because the file was changed.
     *
     * @param incident the number of the incident
     * @param objective its key
     * @param now the present state of the objective, whose recovery must be proven again; empty if it is no longer
     *     watched
     */
    record Changed(long atMillis, String function, int incident, String objective, Optional<ObjectiveStatus> now)
            implements WatchEvent {
        @Override
        public String key() {
            return "changed";
        }
    }

    /** The incident is closed without proof of recovery, because a broken objective is no longer watched. */
    record Closed(long atMillis, String function, Incident incident) implements WatchEvent {
        @Override
        public String key() {
            return "closed";
        }
    }

    /** Recovery of all objectives is proven: the incident is over. */
    record Recovered(long atMillis, String function, Incident incident) implements WatchEvent {
        @Override
        public String key() {
            return "recovered";
        }
    }

    /**
     * A step changed its state.
     *
     * @param incident the number of the incident
     * @param step the present state of the step
     */
    record Step(long atMillis, String function, int incident, StepRecord step) implements WatchEvent {
        @Override
        public String key() {
            return "step";
        }
    }

    /** All steps are taken, and the function is still broken. */
    record Exhausted(long atMillis, String function, int incident) implements WatchEvent {
        @Override
        public String key() {
            return "exhausted";
        }
    }
}
