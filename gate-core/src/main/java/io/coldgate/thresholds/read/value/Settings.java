package io.coldgate.thresholds.read.value;

import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.diagnostic.Position;
import io.coldgate.thresholds.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of one section of the file, by path below the function ({@code memory},
 * {@code budgets.init_duration.p95}). Nested values have paths of their own, so a single rule merges all settings of
 * two sections.
 */
public final class Settings {
    /** A mark in place of a value. */
    public enum Mark {
        /** Removes the inherited value. */
        REMOVED,
        /** A wrong value was given and has been reported; the setting does not count as missing. */
        WRONG,
        /** The setting is a mapping with settings of its own. */
        CONTAINER
    }

    /**
     * A value and its origin.
     *
     * @param path the full path in the file, for messages
     * @param key the position of the key
     */
    public record Setting(Object value, String path, Position key) {}

    private final Map<String, Setting> byPath = new LinkedHashMap<>();

    /** Paths that inherit nothing, not even below them. */
    private final Set<String> replaced = new HashSet<>();

    /** Puts a value, or a mark that it is wrong if there is none. */
    public <T> void put(Key<T> key, Field field, Optional<? extends T> value) {
        enter(key, field, value.isPresent() ? value.get() : Mark.WRONG);
    }

    /** Puts a mark in place of a value. */
    public void mark(Key<?> key, Field field, Mark mark) {
        enter(key, field, mark);
    }

    private void enter(Key<?> key, Field field, Object value) {
        byPath.put(key.path(), new Setting(value, field.path(), field.keyAt()));
    }

    /** Puts a mapping of settings and returns its children; a value that is not a mapping is reported and has none. */
    public List<Field> open(Key<Void> key, Field field, String expected) {
        mark(key, field, field.node() instanceof YamlNode.Mapping ? Mark.CONTAINER : Mark.WRONG);
        return field.children(expected);
    }

    /** Excludes the inherited value of a setting, and all below it. */
    public void replace(Key<?> key) {
        replaced.add(key.path());
    }

    /** Returns these settings laid over inherited ones: for a path in both, this value is taken. */
    public Settings over(Settings inherited) {
        Settings merged = new Settings();
        merged.byPath.putAll(inherited.byPath);
        replaced.forEach(
                path -> merged.byPath.keySet().removeIf(key -> key.equals(path) || key.startsWith(path + ".")));
        byPath.forEach((path, setting) -> {
            if (setting.value() == Mark.REMOVED) {
                merged.byPath.remove(path);
            } else {
                merged.byPath.put(path, setting);
            }
        });
        return merged;
    }

    /** Returns the setting as it was read, with its position; empty if the file does not have it. */
    public Optional<Setting> setting(Key<?> key) {
        return Optional.ofNullable(byPath.get(key.path()));
    }

    /** Returns the value; empty when there is none, or only a wrong one. */
    @SuppressWarnings("unchecked") // put() takes a key's own type only, and a path has one key.
    public <T> Optional<T> get(Key<T> key) {
        Setting setting = byPath.get(key.path());
        return setting == null || setting.value() instanceof Mark ? Optional.empty() : Optional.of((T) setting.value());
    }

    /** Returns every setting with a value of the type, in order. */
    public List<Map.Entry<String, Setting>> all(Class<?> type) {
        List<Map.Entry<String, Setting>> found = new ArrayList<>();
        for (Map.Entry<String, Setting> entry : byPath.entrySet()) {
            if (type.isInstance(entry.getValue().value())) {
                found.add(entry);
            }
        }
        return found;
    }

    /** Returns whether the file has the setting or anything below it, right or wrong. */
    public boolean isSaid(Key<?> key) {
        String path = key.path();
        for (Map.Entry<String, Setting> entry : byPath.entrySet()) {
            boolean below = entry.getKey().startsWith(path + ".");
            boolean here = entry.getKey().equals(path) && entry.getValue().value() != Mark.CONTAINER;
            if (below && entry.getValue().value() != Mark.CONTAINER || here) {
                return true;
            }
        }
        return false;
    }

    /** Returns the positions of the settings of this section. */
    public Map<Key<?>, Position> positions() {
        Map<Key<?>, Position> positions = new LinkedHashMap<>();
        byPath.forEach((path, setting) -> positions.put(new Key<>(path), setting.key()));
        return positions;
    }
}
