package io.coldgate.embedded.api.function;

import io.coldgate.embedded.runtime.StoredCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A function's published versions by number. A number is never used again. Guarded by the function. */
final class PublishedVersions {
    private final NavigableMap<Integer, FunctionVersion> versions = new TreeMap<>();
    private @Nullable Source lastSource;
    private int lastNumber;

    // What $LATEST was when it was last published.
    private record Source(int number, FunctionSettings settings, StoredCode code) {}

    Collection<FunctionVersion> all() {
        return versions.values();
    }

    @Nullable
    FunctionVersion find(String number) {
        return versions.get(number(number));
    }

    /** The newest version, if {@code $LATEST} has not changed since it was published. */
    @Nullable
    FunctionVersion unchanged(FunctionVersion latest) {
        Source source = lastSource;
        boolean same = source != null
                && source.settings().equals(latest.settings())
                && source.code().equals(latest.code());
        return source != null && same ? versions.get(source.number()) : null;
    }

    /** The number that a version published from {@code latest} now gets. */
    String nextNumber(FunctionVersion latest) {
        lastNumber++;
        lastSource = new Source(lastNumber, latest.settings(), latest.code());
        return Integer.toString(lastNumber);
    }

    void add(FunctionVersion version) {
        versions.put(number(version.version()), version);
    }

    /** Replaces a version, unless it was removed. */
    void replace(String number, FunctionVersion after) {
        versions.computeIfPresent(number(number), (key, version) -> after);
    }

    @Nullable
    FunctionVersion remove(String number) {
        return versions.remove(number(number));
    }

    void revise(String number) {
        versions.computeIfPresent(number(number), (key, version) -> version.revised());
    }

    List<FunctionVersion> pending() {
        List<FunctionVersion> pending = new ArrayList<>();
        for (FunctionVersion version : versions.values()) {
            if (version.state() == FunctionVersion.State.PENDING) {
                pending.add(version);
            }
        }
        return pending;
    }

    /** Replaces every version that is on its way. */
    void arrive(UnaryOperator<FunctionVersion> change) {
        versions.replaceAll((number, version) ->
                version.state() == FunctionVersion.State.PENDING ? change.apply(version) : version);
    }

    // A number too long for an int can't be a version that exists, nor one with a leading zero: an alias knows 1 and
    // not 01.
    private static int number(String version) {
        try {
            return version.startsWith("0") ? -1 : Integer.parseInt(version);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
