package io.coldgate.embedded.model;

import java.time.Duration;
import java.util.Set;

/**
 * A fault that is injected on purpose. Switched on and off with {@link Faults}; at most one fault of each kind is on.
 */
public sealed interface Fault {
    /** A fault that occurs at random, determined by a seed. */
    sealed interface Probabilistic extends Fault {
        /** Returns the probability that it occurs, each time, 0 to 1. */
        double probability();

        /** Returns the name of its sequence of draws; another name would change the draws of a seed. */
        String draws();
    }

    /**
     * Requests of the control plane are throttled: 429, {@code CallerRateLimitExceeded}.
     *
     * @param probability of each request, 0 to 1
     */
    record Throttle(double probability) implements Probabilistic {
        /** Checks the range. */
        public Throttle {
            requireShare(probability);
        }

        @Override
        public String draws() {
            return "Throttle";
        }
    }

    /**
     * Invocations are throttled: 429, {@code ConcurrentInvocationLimitExceeded}.
     *
     * @param probability of each invocation, 0 to 1
     */
    record ThrottledInvocations(double probability) implements Probabilistic {
        /** Checks the range. */
        public ThrottledInvocations {
            requireShare(probability);
        }

        @Override
        public String draws() {
            return "ThrottledInvocations";
        }
    }

    /**
     * Updates of a function fail because another one is in progress: 409.
     *
     * @param every 1 for each update, 2 for every second one, …
     */
    record Conflict(int every) implements Fault {
        /** Checks the range. */
        public Conflict {
            requireCount(every, 1);
        }
    }

    /**
     * Proactive initialisation: an environment is initialised before the request that it will serve. Its REPORT has an
     * Init Duration for which the caller did not wait.
     *
     * @param probability of each creation or update, 0 to 1
     */
    record ProactiveInit(double probability) implements Probabilistic {
        /** Checks the range. */
        public ProactiveInit {
            requireShare(probability);
        }

        @Override
        public String draws() {
            return "ProactiveInit";
        }
    }

    /**
     * Warm reuse: an environment outlives an update that was reported as successful, and serves one more invocation.
     *
     * @param probability of each update of a function that has served, 0 to 1
     */
    record WarmReuse(double probability) implements Probabilistic {
        /** Checks the range. */
        public WarmReuse {
            requireShare(probability);
        }

        @Override
        public String draws() {
            return "WarmReuse";
        }
    }

    /**
     * The log tail of an invocation lacks its REPORT. CloudWatch Logs has it.
     *
     * @param probability of each invocation, 0 to 1
     */
    record LostReport(double probability) implements Probabilistic {
        /** Checks the range. */
        public LostReport {
            requireShare(probability);
        }

        @Override
        public String draws() {
            return "LostReport";
        }
    }

    /**
     * The log tail is full of later output of a function or an extension, which pushes out the REPORT. CloudWatch Logs
     * has it.
     *
     * @param probability of each invocation, 0 to 1
     */
    record FloodedLog(double probability) implements Probabilistic {
        /** Checks the range. */
        public FloodedLog {
            requireShare(probability);
        }

        @Override
        public String draws() {
            return "FloodedLog";
        }
    }

    /**
     * A new role cannot be assumed at first: creations with it are refused.
     *
     * @param delay since the first creation that named the role
     */
    record RoleDelay(Duration delay) implements Fault {
        /** Checks the range. */
        public RoleDelay {
            requirePositive(delay);
        }
    }

    /**
     * The caller's credentials expire: every call is refused, 403, until the fault is switched off.
     *
     * @param afterCalls the number of calls that are answered before
     */
    record ExpiredCredentials(int afterCalls) implements Fault {
        /** Checks the range. */
        public ExpiredCredentials {
            requireCount(afterCalls, 0);
        }
    }

    /**
     * The caller is not allowed to perform some actions: 403.
     *
     * @param actions IAM's names, such as {@code lambda:UpdateFunctionConfiguration} or {@code iam:PassRole}
     */
    record Denied(Set<String> actions) implements Fault {
        /** Copies the set. */
        public Denied {
            actions = Set.copyOf(actions);
        }
    }

    /**
     * The endpoint goes away once: open connections are reset, new ones refused.
     *
     * @param duration how long it is gone
     * @param afterCalls the number of calls that are answered before
     */
    record Unreachable(Duration duration, int afterCalls) implements Fault {
        /** Checks the ranges. */
        public Unreachable {
            requirePositive(duration);
            requireCount(afterCalls, 0);
        }
    }

    /**
     * Another client deletes the function that is invoked, once.
     *
     * @param afterInvocations the number of invocations that are served before
     */
    record Deleted(int afterInvocations) implements Fault {
        /** Checks the range. */
        public Deleted {
            requireCount(afterInvocations, 0);
        }
    }

    /**
     * Answers are lost: the call is carried out, and its connection is closed without an answer.
     *
     * @param action IAM's name, such as {@code lambda:UpdateAlias}
     * @param calls the number of its calls, from now on, that lose their answer
     */
    record LostAnswer(String action, int calls) implements Fault {
        /** Checks the range. */
        public LostAnswer {
            requireCount(calls, 1);
        }
    }

    private static void requireShare(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(probability + ": a probability must be from 0 to 1");
        }
    }

    private static void requireCount(int count, int least) {
        if (count < least) {
            throw new IllegalArgumentException(count + ": must be at least " + least);
        }
    }

    private static void requirePositive(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(duration.toMillis() + "ms: must be longer than nothing");
        }
    }
}
