package io.coldgate.thresholds.read;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.Watch;
import io.coldgate.thresholds.WatchObjective;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.Range;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.thresholds.read.value.Values;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code watch}: the objectives of a function in production. */
final class WatchReader {
    static final String OVER = "over";
    static final String MOST = "max";
    static final String FALSE_ALARM = Watch.FALSE_ALARM.name();

    /** Metrics in REPORT lines, each with its default time window. */
    private static final Map<Metric, Duration> LATENCIES =
            Map.of(Metric.DURATION, Duration.ofMinutes(5), Metric.INIT_DURATION, Duration.ofHours(1));

    private static final Duration OVER_OF_SHARES = Duration.ofMinutes(5);

    static final List<String> KEYS = List.of(
            Metric.DURATION.key(),
            Metric.INIT_DURATION.key(),
            WatchObjective.Kind.COLD.key(),
            WatchObjective.Kind.ERRORS.key(),
            FALSE_ALARM);

    static final List<String> LATENCY_KEYS = latencyKeys();
    static final List<String> SHARE_KEYS = List.of(MOST, OVER);

    /**
     * The range of the window: a few seconds hardly contain a line, and nobody waits longer than a week for an alarm.
     */
    private static final Range OVER_RANGE = Range.of("5s", "168h", Dimension.TIME);

    /**
     * The range between false alarms: an alarm more than daily is ignored, and few functions stay unchanged for 90
     * days.
     */
    private static final Range FALSE_ALARM_RANGE = Range.of("24h", "2160h", Dimension.TIME);

    /** The largest tolerated share: half of all invocations is no exception. */
    private static final double MOST_SHARE = 0.5;

    private static final String EXAMPLE = "{ duration: { p99: 99ms, over: 5m } }";

    private WatchReader() {}

    private static List<String> latencyKeys() {
        List<String> keys = new ArrayList<>(Keys.QUANTILE_KEYS);
        keys.add(OVER);
        return List.copyOf(keys);
    }

    /** A limit whose time window has not been read yet. */
    private record Limit(Metric metric, BudgetRule.Quantile quantile, Quantity most) {}

    /** A share whose time window has not been read yet. */
    private record Most(WatchObjective.Kind kind, double share) {}

    static void read(Field field, Settings into) {
        for (Field child : into.open(Watch.KEY, field, "a mapping of objectives, such as " + EXAMPLE)) {
            Optional<Metric> metric = LATENCIES.keySet().stream()
                    .filter(each -> each.key().equals(child.key()))
                    .findFirst();
            if (metric.isPresent()) {
                readLatency(child, metric.get(), into);
            } else if (child.key().equals(FALSE_ALARM)) {
                into.put(Watch.FALSE_ALARM, child, Values.duration(child, FALSE_ALARM_RANGE));
            } else {
                readShareOrRefuse(child, into);
            }
        }
    }

    private static void readShareOrRefuse(Field child, Settings into) {
        for (WatchObjective.Kind kind : WatchObjective.Kind.values()) {
            if (kind.key().equals(child.key())) {
                readShare(child, kind, into);
                return;
            }
        }
        into.mark(Watch.KEY.below(child.key()), child, Settings.Mark.WRONG);
        if (Keys.RULES.contains(child.key())) {
            child.wrongKey("a quantile without its metric: write duration: { " + child.key() + ": 99ms }");
        } else if (Metric.ofStarts(child.key()).isPresent()) {
            child.wrongKey("not in the log of a function in production: watch " + Metric.DURATION + " or "
                    + Metric.INIT_DURATION);
        } else {
            child.unknownKey("objective", KEYS);
        }
    }

    private static void readLatency(Field field, Metric metric, Settings into) {
        Key<Void> ofMetric = Watch.KEY.below(metric.key());
        for (Field child : into.open(ofMetric, field, "a mapping, such as { p99: 99ms, over: 5m }")) {
            if (child.key().equals(OVER)) {
                readOver(child, ofMetric, into);
                continue;
            }
            Key<Limit> key = ofMetric.below(child.key());
            Optional<BudgetRule.Quantile> quantile = BudgetReader.quantile(child, LATENCY_KEYS);
            if (quantile.isPresent() && BudgetReader.isNone(child)) {
                into.mark(key, child, Settings.Mark.REMOVED);
            } else {
                into.put(
                        key,
                        child,
                        quantile.flatMap(known ->
                                Values.limit(child, Dimension.TIME).map(limit -> new Limit(metric, known, limit))));
            }
        }
    }

    private static void readShare(Field field, WatchObjective.Kind kind, Settings into) {
        Key<Void> ofKind = Watch.KEY.below(kind.key());
        for (Field child : into.open(ofKind, field, "a mapping, such as { max: 2% }")) {
            if (child.key().equals(OVER)) {
                readOver(child, ofKind, into);
            } else if (!child.key().equals(MOST)) {
                into.mark(ofKind.below(child.key()), child, Settings.Mark.WRONG);
                child.unknownKey("key", SHARE_KEYS);
            } else if (BudgetReader.isNone(child)) {
                into.mark(ofKind.below(MOST), child, Settings.Mark.REMOVED);
            } else {
                Key<Most> key = ofKind.below(MOST);
                into.put(key, child, Values.probability(child, MOST_SHARE).map(share -> new Most(kind, share)));
            }
        }
    }

    private static void readOver(Field field, Key<Void> objective, Settings into) {
        Key<Duration> over = objective.below(OVER);
        into.put(over, field, Values.duration(field, OVER_RANGE));
    }

    /** Returns the objectives and actions; empty when there is nothing to watch. */
    static Optional<Watch> assemble(Field function, Settings merged) {
        List<WatchObjective> objectives = new ArrayList<>();
        for (Map.Entry<String, Settings.Setting> entry : merged.all(Limit.class)) {
            Limit limit = (Limit) entry.getValue().value();
            objectives.add(new WatchObjective.Latency(
                    limit.metric(),
                    limit.quantile(),
                    limit.most(),
                    over(merged, limit.metric().key(), LATENCIES.getOrDefault(limit.metric(), OVER_OF_SHARES)),
                    function.mistakes().location(entry.getValue().key())));
        }
        for (Map.Entry<String, Settings.Setting> entry : merged.all(Most.class)) {
            Most most = (Most) entry.getValue().value();
            objectives.add(new WatchObjective.Share(
                    most.kind(),
                    most.share(),
                    over(merged, most.kind().key(), OVER_OF_SHARES),
                    function.mistakes().location(entry.getValue().key())));
        }
        if (objectives.isEmpty()) {
            refuseNothing(function, merged);
            return Optional.empty();
        }
        return Optional.of(new Watch(
                objectives,
                merged.get(Watch.FALSE_ALARM).orElse(Watch.USUAL_FALSE_ALARM),
                merged.get(Watch.ACTIONS).orElse(List.of())));
    }

    /** Reports a {@code watch} or {@code actions} of this function that has no effect. */
    private static void refuseNothing(Field function, Settings merged) {
        boolean wrong = merged.all(Settings.Mark.class).stream()
                .anyMatch(entry -> entry.getKey().startsWith(Watch.KEY.path())
                        && entry.getValue().value() == Settings.Mark.WRONG);
        if (wrong) {
            return;
        }
        for (Key<?> key : List.of(Watch.KEY, Watch.ACTIONS)) {
            Optional<Settings.Setting> own =
                    merged.setting(key).filter(setting -> setting.path().startsWith(function.path() + "."));
            if (own.isPresent()) {
                String found = key.equals(Watch.KEY) ? "no objective" : "no objective to act on";
                function.mistakes().add(own.get().key(), own.get().path(), found + ": add watch:, such as " + EXAMPLE);
                return;
            }
        }
    }

    private static Duration over(Settings merged, String objective, Duration usual) {
        Key<Duration> key = Watch.KEY.below(objective).below(OVER);
        return merged.get(key).orElse(usual);
    }
}
