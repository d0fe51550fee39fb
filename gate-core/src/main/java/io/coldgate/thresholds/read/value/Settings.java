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
 * The settings of one place of the file, by path below the function ({@code memory}, {@code
 * budgets.init_duration.p95}). Because nested values have paths of their own, laying one place over another is one rule
 * for everything.
 */
public final class Settings {
    /** A mark in place of a value. */
    public enum Mark {
        /** Takes the inherited value away. */
        REMOVED,
        /** Something was said, and what is wrong with it is reported: it is not missing. */
        WRONG,
        /** Holds settings of its own. */
        CONTAINER
    }

    /**
     * A value and where it came from.
     *
     * @param path the full path in the file, for messages
     * @param key where the key stands
     */
    public record Setting(Object value, String path, Position key) {}

    private final Map<String, Setting> byPath = new LinkedHashMap<>();

    /** Paths of which nothing is inherited, not even from below them. */
    private final Set<String> replaced = new HashSet<>();

    /** Enters a value, or that it is wrong when there is none. */
    public <T> void put(Key<T> key, Field field, Optional<? extends T> value) {
        enter(key, field, value.isPresent() ? value.get() : Mark.WRONG);
    }

    /** Enters what stands for a value. */
    public void mark(Key<?> key, Field field, Mark mark) {
        enter(key, field, mark);
    }

    private void enter(Key<?> key, Field field, Object value) {
        byPath.put(key.path(), new Setting(value, field.path(), field.keyAt()));
    }

    /** Enters a mapping of settings; gives its children, or none when it is no mapping, which is reported. */
    public List<Field> open(Key<Void> key, Field field, String expected) {
        mark(key, field, field.node() instanceof YamlNode.Mapping ? Mark.CONTAINER : Mark.WRONG);
        return field.children(expected);
    }

    /** Keeps what is inherited of the setting and below it from being laid under this. */
    public void replace(Key<?> key) {
        replaced.add(key.path());
    }

    /** This laid over what is inherited: a path that both have is this one's. */
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

    /** Returns the setting as it was read, with its position; empty where the file does not have it. */
    public Optional<Setting> setting(Key<?> key) {
        return Optional.ofNullable(byPath.get(key.path()));
    }

    /** The value; empty when nothing was said, or something wrong. */
    @SuppressWarnings("unchecked") // put() takes a key's own type only, and a path has one key.
    public <T> Optional<T> get(Key<T> key) {
        Setting setting = byPath.get(key.path());
        return setting == null || setting.value() instanceof Mark ? Optional.empty() : Optional.of((T) setting.value());
    }

    /** Every setting with a value of the type, in order. */
    public List<Map.Entry<String, Setting>> all(Class<?> type) {
        List<Map.Entry<String, Setting>> found = new ArrayList<>();
        for (Map.Entry<String, Setting> entry : byPath.entrySet()) {
            if (type.isInstance(entry.getValue().value())) {
                found.add(entry);
            }
        }
        return found;
    }

    /** Returns whether something was said of the setting or below it, be it right or wrong. */
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

    /** Returns where the settings of this scope stand. */
    public Map<Key<?>, Position> positions() {
        Map<Key<?>, Position> positions = new LinkedHashMap<>();
        byPath.forEach((path, setting) -> positions.put(new Key<>(path), setting.key()));
        return positions;
    }
}
