package io.coldgate.sample;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The order of one function's starts in a results file. */
final class StartOrder {
    private final String function;
    private final Map<Arm, Numbers> samples = new EnumMap<>(Arm.class);
    private final Map<Arm, Numbers> discards = new EnumMap<>(Arm.class);
    private final Set<Integer> launches = new HashSet<>();
    private int oneByOne;
    private boolean ended;

    /**
     * Checks the order of a function's starts, beginning without any.
     *
     * @param function its name, with which messages begin
     */
    StartOrder(String function) {
        this.function = function;
    }

    void requireUnstarted() {
        if (!launches.isEmpty() || oneByOne > 0) {
            throw new IllegalArgumentException(function + "its package after its first start");
        }
    }

    void requireOpen() {
        if (ended) {
            throw new IllegalArgumentException(function + "a record after the end of its series");
        }
    }

    void end() {
        if (ended) {
            throw new IllegalArgumentException(function + "the end of its series a second time");
        }
        ended = true;
    }

    /** Records an attempt's launch number: either every attempt of a function has one, or none has. */
    void launched(int launch) {
        requireOpen();
        if (launch == 0) {
            oneByOne++;
        } else if (!launches.add(launch)) {
            throw new IllegalArgumentException(function + "launch " + launch + " a second time");
        }
        if (oneByOne > 0 && !launches.isEmpty()) {
            throw new IllegalArgumentException(function + "attempts with and without launch");
        }
    }

    void started(Start start, boolean discarded, int launch) {
        Map<Arm, Numbers> of = discarded ? discards : samples;
        of.computeIfAbsent(start.arm(), arm -> new Numbers()).add(start, launch);
    }

    /** The numbers and rounds of one arm's starts of a single kind. */
    private final class Numbers {
        private final TreeMap<Integer, Integer> byNumber = new TreeMap<>();
        private final Set<Integer> rounds = new HashSet<>();
        private int last;
        private int lastRound;

        void add(Start start, int launch) {
            int n = start.number();
            if (byNumber.containsKey(n)) {
                throw new IllegalArgumentException(function + "start " + n + " a second time: one start is one record");
            }
            if (launch == 0 && n != last + 1) {
                throw new IllegalArgumentException(
                        function + "start " + n + " after start " + last + ": no run writes them in that order");
            }
            Map.Entry<Integer, Integer> before = byNumber.lowerEntry(n);
            Map.Entry<Integer, Integer> after = byNumber.higherEntry(n);
            if (launch > 0
                    && (before != null && before.getValue() > launch || after != null && after.getValue() < launch)) {
                throw new IllegalArgumentException(
                        function + "start " + n + " at launch " + launch + ": no run numbers its starts in that order");
            }
            byNumber.put(n, launch);
            last = n;
            round(start, launch);
        }

        private void round(Start start, int launch) {
            int round = start.round();
            if (round == 0) {
                return;
            }
            if (!rounds.add(round) || launch == 0 && round < lastRound) {
                throw new IllegalArgumentException(function + "start " + start.number() + " in round " + round
                        + ": no run takes its rounds in that order");
            }
            lastRound = round;
        }
    }
}
