package io.coldgate.thresholds.yaml;

import io.coldgate.thresholds.diagnostic.Mistakes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The differences between two texts of a thresholds file. Comments, layout and the order of keys are ignored.
 *
 * @param whole why every function may be affected, such as changed defaults; empty if only single entries differ
 * @param functions names of the functions whose entries differ, or that only one text contains
 */
public record EntryChanges(Optional<String> whole, Set<String> functions) {

    /** Copies the set. */
    public EntryChanges {
        functions = Set.copyOf(functions);
    }

    /** Returns what differs between the two, which are the bytes of files from any commits. */
    public static EntryChanges between(byte[] before, byte[] now) {
        Optional<Map<String, Object>> old = top(before);
        Optional<Map<String, Object>> young = top(now);
        if (old.isEmpty() || young.isEmpty()) {
            return whole("the thresholds file cannot be compared: one of its versions is no YAML");
        }
        for (String key : List.of("version", "defaults")) {
            if (!same(old.get(), young.get(), key)) {
                return whole("the " + key + " of the thresholds file changed");
            }
        }
        Map<?, ?> oldFunctions = mapping(old.get().get("functions"));
        Map<?, ?> youngFunctions = mapping(young.get().get("functions"));
        Set<String> names = new LinkedHashSet<>();
        oldFunctions.keySet().forEach(name -> names.add(String.valueOf(name)));
        youngFunctions.keySet().forEach(name -> names.add(String.valueOf(name)));
        names.removeIf(name -> same(oldFunctions, youngFunctions, name));
        return new EntryChanges(Optional.empty(), names);
    }

    /** Returns changes that may affect every function. */
    public static EntryChanges whole(String reason) {
        return new EntryChanges(Optional.of(reason), Set.of());
    }

    private static boolean same(Map<?, ?> one, Map<?, ?> other, String key) {
        return Objects.equals(one.get(key), other.get(key));
    }

    private static Map<?, ?> mapping(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Optional<Map<String, Object>> top(byte[] bytes) {
        SourceText source = SourceText.decode(bytes);
        if (source.fault().isPresent()) {
            return Optional.empty();
        }
        return YamlParser.parse(source.text(), new Mistakes("", List.of()))
                .filter(YamlNode.Mapping.class::isInstance)
                .map(node -> mapping((YamlNode.Mapping) node));
    }

    private static Map<String, Object> mapping(YamlNode.Mapping mapping) {
        Map<String, Object> plain = new LinkedHashMap<>();
        mapping.entries().forEach(entry -> plain.put(entry.key().text(), plain(entry.value())));
        return plain;
    }

    /** Returns the value without its positions in the text. */
    private static Object plain(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping(mapping);
        }
        if (node instanceof YamlNode.Sequence sequence) {
            return sequence.items().stream().map(EntryChanges::plain).toList();
        }
        YamlNode.Scalar scalar = (YamlNode.Scalar) node;
        // A quoted number is a text, which no reader treats as a number.
        return List.of(scalar.text(), scalar.isNull() || scalar.plain());
    }
}
