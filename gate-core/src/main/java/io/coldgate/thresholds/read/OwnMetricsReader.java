package io.coldgate.thresholds.read;

import com.fasterxml.jackson.core.JsonPointer;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.OwnMetric;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.thresholds.read.value.Values;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Printable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads {@code metrics}, the custom metrics of a function, and keeps their names for reading limits on them. */
final class OwnMetricsReader {
    static final List<String> KEYS = List.of("name", "from", "unit", "better");
    static final List<String> UNITS = List.of("ns", "us", "ms", "s", "B", "kB", "KB", "MB", "GB", "count");
    static final List<String> BETTER = List.of("lower", "higher");

    private static final String EXAMPLE = "[{ name: gc_per_second, from: emf, unit: count }]";
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,99}");

    /** The largest number of custom metrics: each start is searched for every one of them. */
    private static final int MOST = 50;

    private static final int LONGEST_FROM = 300;
    private static final String JSON = "json:";
    private static final String LOG = "log:/";

    private static final Map<String, Double> IN_BASE = Map.of(
            "ns", 1.0,
            "us", 1e3,
            "ms", 1e6,
            "s", 1e9,
            "B", 1.0,
            "kB", 1024.0,
            "KB", 1024.0,
            "MB", 1024.0 * 1024,
            "GB", 1024.0 * 1024 * 1024,
            "count", 1.0);

    private Map<String, Metric> ofDefaults = new HashMap<>();
    private Map<String, Metric> known = new HashMap<>();

    /** Forgets the names of the previous function, except those of the defaults. */
    void enter(ScopeReader.Place place) {
        if (place == ScopeReader.Place.FUNCTION) {
            known = new HashMap<>(ofDefaults);
        }
    }

    /** Keeps the names of the defaults. */
    void leave(ScopeReader.Place place) {
        if (place == ScopeReader.Place.DEFAULTS) {
            ofDefaults = new HashMap<>(known);
        }
    }

    /** Returns the metric of that name, which is either built in or a custom metric of this function. */
    Optional<Metric> metric(String name) {
        return Metric.ofStarts(name).or(() -> Optional.ofNullable(known.get(name)));
    }

    /** Reads the list. An entry replaces the inherited one of the same name. */
    void read(Field field, Settings into) {
        if (!(field.node() instanceof YamlNode.Sequence list)
                || list.items().isEmpty()
                || list.items().size() > MOST) {
            into.mark(OwnMetric.KEY, field, Settings.Mark.WRONG);
            field.wrong("expected a list of 1 to " + MOST + " metrics, such as " + EXAMPLE + ", found "
                    + field.node().kind());
            return;
        }
        into.mark(OwnMetric.KEY, field, Settings.Mark.CONTAINER);
        int number = 0;
        for (YamlNode item : list.items()) {
            Field entry = new Field(
                    field.key(), item.position(), field.path() + "[" + number++ + "]", item, field.mistakes());
            entry(entry, into);
        }
    }

    private void entry(Field entry, Settings into) {
        Map<String, Field> parts = new LinkedHashMap<>();
        for (Field child : entry.children("a mapping, such as " + EXAMPLE.substring(1, EXAMPLE.length() - 1))) {
            if (KEYS.contains(child.key())) {
                parts.put(child.key(), child);
            } else {
                child.unknownKey("key", KEYS);
            }
        }
        Field nameField = parts.get("name");
        Field fromField = parts.get("from");
        if (nameField == null || fromField == null) {
            entry.wrong("no " + (nameField == null ? "name" : "from") + ": write, for example, " + EXAMPLE);
            return;
        }
        Optional<String> name = name(nameField);
        Field unitField = parts.get("unit");
        Optional<String> unit = unitField == null ? Optional.of("count") : Values.choice(unitField, "unit", UNITS);
        Field betterField = parts.get("better");
        Optional<String> better =
                betterField == null ? Optional.of("lower") : Values.choice(betterField, "direction", BETTER);
        Optional<OwnMetric.Source> source = source(fromField);
        if (name.isEmpty()) {
            return;
        }
        Metric metric = Metric.own(
                name.get(),
                dimension(unit.orElse("count")),
                better.filter("higher"::equals).isPresent());
        Key<OwnMetric> key = OwnMetric.KEY.below(name.get());
        if (into.setting(key).isPresent()) {
            nameField.wrong(Printable.quote(name.get()) + ": there is one of this name already: rename one of them");
        }
        known.put(name.get(), metric);
        boolean whole = source.isPresent() && unit.isPresent() && better.isPresent();
        into.put(
                key,
                nameField,
                whole
                        ? Optional.of(new OwnMetric(metric, source.get(), IN_BASE.getOrDefault(unit.get(), 1.0)))
                        : Optional.empty());
    }

    private static Optional<String> name(Field field) {
        Optional<String> name = Values.matching(field, NAME, "a name of letters, digits, _ and -");
        if (name.isPresent() && (Metric.ofStarts(name.get()).isPresent() || Keys.NONE.equals(name.get()))) {
            field.wrong(Printable.quote(name.get()) + ": the gate's own name: choose another one");
            return Optional.empty();
        }
        return name;
    }

    private static Dimension dimension(String unit) {
        return unit.equals("count") ? Dimension.COUNT : unit.endsWith("B") ? Dimension.SIZE : Dimension.TIME;
    }

    private static Optional<OwnMetric.Source> source(Field field) {
        String expected = "emf, json:/pointer/into/the/response or log:/regex with one group/";
        Optional<String> text = Values.text(field, expected);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String from = text.get();
        if (from.length() > LONGEST_FROM) {
            field.wrong("longer than " + LONGEST_FROM + " characters: write a shorter one");
            return Optional.empty();
        }
        if (from.equals("emf")) {
            return Optional.of(new OwnMetric.Source.Emf());
        }
        if (from.startsWith(JSON + "/")) {
            return Optional.of(new OwnMetric.Source.Response(JsonPointer.compile(from.substring(JSON.length()))));
        }
        if (from.startsWith(LOG) && from.endsWith("/") && from.length() > LOG.length() + 1) {
            return pattern(field, from.substring(LOG.length(), from.length() - 1))
                    .map(OwnMetric.Source.Log::new);
        }
        field.wrong(Printable.quote(from) + ": not " + expected);
        return Optional.empty();
    }

    private static Optional<Pattern> pattern(Field field, String regex) {
        try {
            Pattern pattern = Pattern.compile(regex);
            int groups = pattern.matcher("").groupCount();
            if (groups == 1) {
                return Optional.of(pattern);
            }
            field.wrong("has " + groups + " groups: write one, around the number, and (?:...) for others");
        } catch (PatternSyntaxException e) {
            field.wrong("not a regular expression: " + Printable.escape(e.getDescription(), 100));
        }
        return Optional.empty();
    }

    static List<OwnMetric> assemble(Settings merged) {
        return merged.all(OwnMetric.class).stream()
                .map(entry -> (OwnMetric) entry.getValue().value())
                .toList();
    }
}
