package io.coldgate.thresholds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one place of the file says, by path below the function ({@code memory}, {@code budgets.init_duration.p95}).
 * Because nested values have paths of their own, laying one place over another is one rule for everything.
 */
final class Settings {
    /** A value that takes the inherited one away. */
    enum Removal {
        NONE
    }

    /**
     * A value and where it came from.
     *
     * @param path the full path in the file, for messages
     * @param key where the key stands
     */
    record Setting(Object value, String path, Position key) {}

    private final Map<String, Setting> byPath = new LinkedHashMap<>();

    void put(String path, Field field, Object value) {
        byPath.put(path, new Setting(value, field.path(), field.keyAt()));
    }

    /** This laid over what is inherited: a path that both have is this one's. */
    Settings over(Settings inherited) {
        Settings merged = new Settings();
        merged.byPath.putAll(inherited.byPath);
        byPath.forEach((path, setting) -> {
            if (setting.value() == Removal.NONE) {
                merged.byPath.remove(path);
            } else {
                merged.byPath.put(path, setting);
            }
        });
        return merged;
    }

    Optional<Setting> setting(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    <T> Optional<T> get(String path, Class<T> type) {
        Setting setting = byPath.get(path);
        return setting != null && type.isInstance(setting.value())
                ? Optional.of(type.cast(setting.value()))
                : Optional.empty();
    }

    /** Every setting with a value of the type, in order. */
    List<Map.Entry<String, Setting>> all(Class<?> type) {
        List<Map.Entry<String, Setting>> found = new ArrayList<>();
        for (Map.Entry<String, Setting> entry : byPath.entrySet()) {
            if (type.isInstance(entry.getValue().value())) {
                found.add(entry);
            }
        }
        return found;
    }

    Map<String, Position> positions() {
        Map<String, Position> positions = new LinkedHashMap<>();
        byPath.forEach((path, setting) -> positions.put(path, setting.key()));
        return positions;
    }
}
