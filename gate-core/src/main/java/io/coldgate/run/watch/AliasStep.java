package io.coldgate.run.watch;

import io.coldgate.lambda.CallException;
import io.coldgate.lambda.LiveFunctions;
import io.coldgate.thresholds.WatchAction;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Points an alias to another version. For the undo, it keeps both versions: {@code 3 -> 2}.
 *
 * @param functions the platform's functions
 * @param function the deployed function
 * @param kind the step
 */
record AliasStep(LiveFunctions functions, String function, WatchAction.Alias kind) implements LiveStep {
    private static final String ARROW = " -> ";

    @Override
    public String look(Map<String, String> revisions) throws CallException, StepException, InterruptedException {
        LiveFunctions.AliasTarget now = functions.alias(function, kind.alias());
        @Nullable String then = revisions.get(kind.alias());
        if (then != null && !then.equals(now.revision())) {
            throw new StepException("somebody changed alias " + kind.alias() + " since the alarm: left alone");
        }
        if (now.weighted()) {
            throw new StepException("alias " + kind.alias() + " points to two versions, as in a canary: left alone");
        }
        if (!now.version().matches("[0-9]+")) {
            throw new StepException("alias " + kind.alias() + " points to " + now.version() + ", which has no version"
                    + " before it: publish a version, and point the alias to it");
        }
        Optional<String> target = kind.version().isPresent()
                ? kind.version().map(String::valueOf)
                : functions.versionBefore(function, now.version());
        if (target.isEmpty()) {
            throw new StepException("no published version of " + function + " before " + now.version());
        }
        return now.version() + ARROW + target.get();
    }

    @Override
    public String take(String before) throws CallException, StepException, InterruptedException {
        String[] way = way(before);
        lead(way[0], way[1]);
        return before;
    }

    @Override
    public Optional<Boolean> isTaken(String before) throws CallException, InterruptedException {
        String now = functions.alias(function, kind.alias()).version();
        String[] way = way(before);
        return LiveStep.told(now.equals(way[1]), now.equals(way[0]));
    }

    @Override
    public void undo(String before) throws CallException, StepException, InterruptedException {
        String[] way = way(before);
        lead(way[1], way[0]);
    }

    private static String[] way(String before) {
        String[] way = before.split(ARROW, 2);
        if (way.length < 2) {
            throw new IllegalArgumentException(before);
        }
        return way;
    }

    private void lead(String from, String to) throws CallException, StepException, InterruptedException {
        LiveFunctions.AliasTarget now = functions.alias(function, kind.alias());
        if (!now.version().equals(from) || now.weighted()) {
            throw new StepException("somebody changed alias " + kind.alias() + " meanwhile: left alone");
        }
        functions.lead(function, kind.alias(), to, now.revision());
    }
}
