package io.coldgate.thresholds.read.value;

import io.coldgate.thresholds.Key;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The reader of one setting.
 *
 * @param key the setting
 * @param value reads its value; reports a wrong value and then gives none
 */
public record Reading<T>(Key<T> key, Function<Field, Optional<T>> value) {
    /** Puts the setting, or a mark that it is wrong, into the settings. */
    public void read(Field field, Settings into) {
        into.put(key, field, value.apply(field));
    }

    /** Reads a child of a section of settings; reports one that the section does not have. */
    public static void readChild(Field child, Key<Void> section, List<Reading<?>> readings, Settings into) {
        Optional<Reading<?>> reading = named(child.key(), readings);
        if (reading.isPresent()) {
            reading.get().read(child, into);
        } else {
            into.mark(section.below(child.key()), child, Settings.Mark.WRONG);
            child.unknownKey("key", names(readings));
        }
    }

    /** Returns the reading of the setting of that name; empty if there is none. */
    public static Optional<Reading<?>> named(String name, List<Reading<?>> among) {
        return among.stream()
                .filter(reading -> reading.key().name().equals(name))
                .findFirst();
    }

    /** Returns the names of the settings, in order. */
    public static List<String> names(List<Reading<?>> readings) {
        return readings.stream().map(reading -> reading.key().name()).toList();
    }
}
