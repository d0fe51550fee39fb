package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The layers of one account in one region. A version's number is never used again. */
public final class Layers {
    private final Caller owner;
    private final Map<String, TreeMap<Integer, LayerVersion>> layers = new TreeMap<>();
    private final Map<String, Integer> lastNumbers = new TreeMap<>();

    Layers(Caller owner) {
        this.owner = owner;
    }

    /** Adds a version with the next number. */
    public synchronized LayerVersion publish(String name, IntFunction<LayerVersion> numbered) {
        int number = lastNumbers.merge(name, 1, Integer::sum);
        LayerVersion version = numbered.apply(number);
        layers.computeIfAbsent(name, absent -> new TreeMap<>()).put(number, version);
        return version;
    }

    /** The version, or null. */
    public synchronized @Nullable LayerVersion find(String name, int number) {
        Map<Integer, LayerVersion> versions = layers.get(name);
        return versions == null ? null : versions.get(number);
    }

    /** The layer's versions, newest first. */
    public synchronized List<LayerVersion> versions(String name) {
        TreeMap<Integer, LayerVersion> versions = layers.get(name);
        return versions == null
                ? List.of()
                : new ArrayList<>(versions.descendingMap().values());
    }

    /** The newest version of every layer, sorted by name. */
    public synchronized List<LayerVersion> newest() {
        return layers.values().stream()
                .filter(versions -> !versions.isEmpty())
                .map(versions -> versions.lastEntry().getValue())
                .toList();
    }

    /** Removes the version, if it is there. */
    public synchronized void remove(String name, int number) {
        Map<Integer, LayerVersion> versions = layers.get(name);
        if (versions != null) {
            versions.remove(number);
        }
    }

    /** Returns the version with that ARN for a function that is to use it; fails with 400 when there is none. */
    public synchronized LayerVersion require(String arn) {
        String prefix = Arns.layer(owner, "");
        String rest = arn.startsWith(prefix) ? arn.substring(prefix.length()) : "";
        int colon = rest.indexOf(':');
        LayerVersion found = colon < 0 || !FunctionRef.isVersion(rest.substring(colon + 1))
                ? null
                : find(rest.substring(0, colon), number(rest.substring(colon + 1)));
        if (found == null) {
            throw ApiException.invalid("Layer version " + arn + " does not exist.");
        }
        return found;
    }

    /** The number in a path or ARN; -1 for a number that no version can have. */
    public static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    synchronized long codeBytes() {
        return layers.values().stream()
                .flatMap(versions -> versions.values().stream())
                .mapToLong(version -> version.code().zipBytes())
                .sum();
    }
}
