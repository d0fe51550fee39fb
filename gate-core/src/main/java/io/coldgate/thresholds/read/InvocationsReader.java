package io.coldgate.thresholds.read;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.Budget;
import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.FanOut;
import io.coldgate.thresholds.Invocations;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.RegressionBudget;
import io.coldgate.thresholds.Sampling;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.PayloadFile;
import io.coldgate.thresholds.read.value.Range;
import io.coldgate.thresholds.read.value.Reading;
import io.coldgate.thresholds.read.value.RepositoryPaths;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.thresholds.read.value.Values;
import io.coldgate.unit.Dimension;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code warm} and {@code warm-up}: the invocations besides the cold start. */
final class InvocationsReader {
    /**
     * The largest number of warm invocations: the median settles long before, and each of them delays the next start.
     */
    private static final int MOST_WARM = 1000;

    private static final Range WAIT = Range.of("0s", "15m", Dimension.TIME);

    private final List<Reading<?>> ofWarm;
    private final List<Reading<?>> ofWarmUp;

    /** Keys of {@code warm}. */
    static final List<String> WARM_KEYS = List.of(Invocations.WARM_COUNT.name());

    /** Keys of {@code warm-up}. */
    static final List<String> WARM_UP_KEYS =
            List.of(Invocations.WARM_UP_PAYLOAD.name(), Invocations.WARM_UP_WAIT.name());

    InvocationsReader(RepositoryPaths paths) {
        ofWarm = List.of(new Reading<>(Invocations.WARM_COUNT, field -> Values.count(field, 1, MOST_WARM)));
        ofWarmUp = List.of(
                new Reading<>(
                        Invocations.WARM_UP_PAYLOAD,
                        field -> paths.read(field, "a path, such as events/warm-up.json")
                                .filter(path -> PayloadFile.check(field, path))),
                new Reading<>(Invocations.WARM_UP_WAIT, field -> Values.duration(field, WAIT)));
    }

    void readWarm(Field field, Settings into) {
        read(field, into, Invocations.WARM, ofWarm, "{ invocations: 20 }");
    }

    void readWarmUp(Field field, Settings into) {
        read(field, into, Invocations.WARM_UP, ofWarmUp, "{ payload: events/warm-up.json }");
    }

    private static void read(Field field, Settings into, Key<Void> key, List<Reading<?>> readings, String example) {
        if (BudgetReader.isNone(field)) {
            into.replace(key);
            into.mark(key, field, Settings.Mark.REMOVED);
            return;
        }
        List<String> names = Reading.names(readings);
        boolean misspelt = false;
        for (Field child : into.open(key, field, "a mapping, such as " + example + ", or none")) {
            misspelt = misspelt || !names.contains(child.key());
            Reading.readChild(child, key, readings, into);
        }
        Key<?> first = readings.get(0).key();
        if (into.setting(key)
                        .filter(said -> said.value() == Settings.Mark.CONTAINER)
                        .isPresent()
                && into.setting(first).isEmpty()) {
            into.mark(first, field, Settings.Mark.WRONG);
            if (!misspelt) {
                field.wrongKey("no " + first.name() + ": write " + example);
            }
        }
    }

    static Invocations assemble(Settings merged) {
        return new Invocations(
                merged.get(Invocations.WARM_COUNT).orElse(0),
                merged.get(Invocations.WARM_UP_PAYLOAD)
                        .map(payload -> new Invocations.WarmUp(
                                payload, merged.get(Invocations.WARM_UP_WAIT).orElse(Duration.ZERO))));
    }

    /** Returns whether an environment gets more than one invocation. */
    static boolean isFurther(Settings merged) {
        return merged.setting(Invocations.WARM).isPresent()
                || merged.setting(Invocations.WARM_UP).isPresent();
    }

    /**
     * Reports limits on invocations that do not happen, and settings under which it is unknown which environment serves
     * the next invocation.
     */
    static void check(Field function, Settings merged, ReadOptions options) {
        Stream.concat(
                        merged.all(Budget.class).stream()
                                .map(entry -> ((Budget) entry.getValue().value()).metric()),
                        merged.all(RegressionBudget.class).stream()
                                .map(entry ->
                                        ((RegressionBudget) entry.getValue().value()).metric()))
                .distinct()
                .forEach(metric -> checkNeeded(function, merged, metric));
        if (!isFurther(merged)) {
            return;
        }
        Key<Void> said = merged.setting(Invocations.WARM).isPresent() ? Invocations.WARM : Invocations.WARM_UP;
        boolean together = options.fanOutOverride().orElse(1) > FanOut.NONE.starts()
                || merged.get(Sampling.FAN_OUT).orElse(1) > FanOut.NONE.starts();
        if (together) {
            report(
                    function,
                    merged,
                    said,
                    "needs starts one after the other, or another start's environment could serve its invocations:"
                            + " write sampling: { fan-out: 1 } (copies may take turns), or " + said.name() + ": none");
        }
        if (merged.setting(CloudSettings.PROVISIONED_CONCURRENCY).isPresent()) {
            report(
                    function,
                    merged,
                    said,
                    "with provisioned-concurrency nothing tells which environment served: remove one of them");
        }
    }

    private static void checkNeeded(Field function, Settings merged, Metric metric) {
        Optional<Key<Void>> needed = Invocations.neededFor(metric);
        if (needed.isPresent() && merged.setting(needed.get()).isEmpty()) {
            function.wrongKey(metric.key() + " has a limit, but nothing is invoked for it: add "
                    + (needed.get().equals(Invocations.WARM)
                            ? "warm: { invocations: 20 }"
                            : "warm-up: { payload: events/warm-up.json }"));
        }
    }

    private static void report(Field function, Settings merged, Key<Void> key, String message) {
        Settings.Setting setting = merged.setting(key).orElseThrow();
        if (setting.path().startsWith(function.path() + ".")) {
            function.mistakes().add(setting.key(), setting.path(), message);
        } else {
            function.wrongKey("inherited " + key + ": " + message);
        }
    }
}
