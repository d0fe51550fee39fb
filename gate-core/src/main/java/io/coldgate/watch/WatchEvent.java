package io.coldgate.watch;

import java.util.Optional;

/** Something that people and programs are told. Times in milliseconds since 1970. */
public sealed interface WatchEvent {
    /** Returns its word for programs, such as {@code within-again}: a part of the machine formats. */
    String key();

    /** Returns when it happened, by the log's time. */
    long atMillis();

    /** Returns the function it is about. */
    String function();

    /**
     * The plain rule of an objective is over its limit, or within it again.
     *
     * @param now the objective as it is
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
     * @param now the objective as it is
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
     * @param now the objective as it is
     * @param incident the number of the incident
     */
    record Within(long atMillis, String function, ObjectiveStatus now, int incident) implements WatchEvent {
        @Override
        public String key() {
            return "within";
        }
    }

    /**
     * A broken objective is not the one that it was when its incident was watched last: the file was changed.
     *
     * @param incident the number of the incident
     * @param objective its key
     * @param now the objective as it is, whose recovery is to be proven anew; empty where it is watched no more
     */
    record Changed(long atMillis, String function, int incident, String objective, Optional<ObjectiveStatus> now)
            implements WatchEvent {
        @Override
        public String key() {
            return "changed";
        }
    }

    /** The incident is closed, and recovery is not proven: a broken objective is watched no more. */
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
     * @param step the step as it is now
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
