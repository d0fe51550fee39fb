package io.coldgate.thresholds.read;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.Configuration;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.Payload;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.PayloadFile;
import io.coldgate.thresholds.read.value.RepositoryPaths;
import io.coldgate.thresholds.read.value.Settings;
import io.coldgate.thresholds.read.value.Values;
import io.coldgate.thresholds.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code payloads}, the events of a function, and keeps their names for reading limits on them. */
final class PayloadsReader {
    static final List<String> KEYS = List.of("file", "weight");

    /** The largest number of payloads: nobody reads a table of more series. */
    private static final int MOST = 20;

    /** The largest weight: one start in a thousand is hardly a series. */
    private static final int MOST_WEIGHT = 1000;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");
    private static final String EXAMPLE = "{ small: { file: small.json, weight: 3 }, large: large.json }";
    private static final Set<String> TAKEN = Set.of(Payload.WEIGHTED, Keys.NONE);

    private final RepositoryPaths paths;
    private final Set<String> known = new LinkedHashSet<>();

    PayloadsReader(RepositoryPaths paths) {
        this.paths = paths;
    }

    /** Forgets the names of the previous function. */
    void enter(ScopeReader.Place place) {
        if (place == ScopeReader.Place.FUNCTION || place == ScopeReader.Place.DEFAULTS) {
            known.clear();
        }
    }

    void read(Field field, Settings into) {
        List<Field> children = into.open(Payload.KEY, field, "a mapping of events by name, such as " + EXAMPLE);
        if (children.size() > MOST) {
            field.wrong(children.size() + " payloads; the limit is " + MOST + ": leave some out");
        }
        for (Field child : children) {
            boolean named = isGoodName(child);
            Optional<Payload> payload = child.node() instanceof YamlNode.Mapping
                    ? weighted(child)
                    : file(child).map(file -> of(child, file, 1));
            known.add(child.key());
            into.put(Payload.KEY.below(child.key()), child, payload.filter(read -> named));
        }
    }

    private static boolean isGoodName(Field field) {
        if (!NAME.matcher(field.key()).matches()) {
            field.wrongKey("expected a name of 1 to 40 letters, digits, _ and -");
            return false;
        }
        if (TAKEN.contains(field.key()) || Keys.RULES.contains(field.key())) {
            field.wrongKey("the gate's own word: choose another name");
            return false;
        }
        return true;
    }

    private Optional<Payload> weighted(Field field) {
        Optional<Path> file = Optional.empty();
        Optional<Integer> weight = Optional.of(1);
        boolean said = false;
        for (Field child : field.children("a file, or a mapping such as { file: small.json, weight: 3 }")) {
            switch (child.key()) {
                case "file" -> {
                    said = true;
                    file = file(child);
                }
                case "weight" -> weight = Values.count(child, 1, MOST_WEIGHT);
                default -> child.unknownKey("key", KEYS);
            }
        }
        if (!said) {
            field.wrongKey("no file: write { file: small.json, weight: 3 }");
        }
        Optional<Integer> found = weight;
        return file.flatMap(path -> found.map(count -> of(field, path, count)));
    }

    private static Payload of(Field field, Path file, int weight) {
        return new Payload(field.key(), file, weight);
    }

    private Optional<Path> file(Field field) {
        return paths.read(field, "a path, such as events/small.json").filter(path -> PayloadFile.check(field, path));
    }

    /** Returns whether a key below a metric names payloads: one of them, or all of them weighted. */
    boolean isName(String key) {
        return key.equals(Payload.WEIGHTED) || known.contains(key);
    }

    /** Returns the words allowed below a metric: these, and the names of payloads. */
    List<String> with(List<String> rules) {
        return known.isEmpty()
                ? rules
                : Stream.of(rules.stream(), known.stream(), Stream.of(Payload.WEIGHTED))
                        .flatMap(words -> words)
                        .toList();
    }

    /** Returns the metric of the payloads that the key names; reports an unknown name. */
    Optional<Metric> metric(Field field, Metric metric) {
        if (known.isEmpty()) {
            field.wrongKey("there are no payloads: add payloads: " + EXAMPLE + " to the function");
            return Optional.empty();
        }
        if (!Metric.OF_EVENTS.contains(metric)) {
            field.wrongKey(metric.name() + " is not measured by payload: limit it without one");
            return Optional.empty();
        }
        return Optional.of(field.key().equals(Payload.WEIGHTED) ? metric : metric.of(field.key()));
    }

    /** Reports a limit that is given twice: without a payload, and as the weighted limit. */
    static <T> boolean isNew(Field field, Key<T> key, Settings into) {
        Optional<Settings.Setting> first = into.setting(key);
        if (first.isPresent()) {
            field.wrongKey("the same limit as " + first.get().path() + ": keep one of them");
        }
        return first.isEmpty();
    }

    /** Reports a function with both {@code payload} and {@code payloads}. */
    static void check(Field function, Settings merged) {
        merged.setting(Configuration.PAYLOAD)
                .filter(one -> merged.setting(Payload.KEY).isPresent())
                .filter(one -> one.path().startsWith(function.path() + "."))
                .ifPresent(
                        one -> function.mistakes().add(one.key(), one.path(), "beside payloads: make it one of them"));
    }

    static List<Payload> assemble(Settings merged) {
        List<Payload> payloads = new ArrayList<>();
        merged.all(Payload.class)
                .forEach(entry -> payloads.add((Payload) entry.getValue().value()));
        return payloads.isEmpty()
                ? merged.get(Configuration.PAYLOAD).map(Payload::only).stream().toList()
                : payloads;
    }
}
