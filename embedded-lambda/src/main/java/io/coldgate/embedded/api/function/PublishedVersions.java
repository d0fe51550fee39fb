package io.coldgate.embedded.api.function;

import io.coldgate.embedded.runtime.code.StoredCode;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A function's published versions by number. A number is never used again. Guarded by the function. */
final class PublishedVersions {
    private final NavigableMap<Integer, FunctionVersion> versions = new TreeMap<>();
    /** Numbers of those whose snapshot is being made: it decides what becomes of them, and no update does. */
    private final Set<String> awaitingSnapshot = new HashSet<>();

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
        awaitingSnapshot.remove(number);
        return versions.remove(number(number));
    }

    void revise(String number) {
        versions.computeIfPresent(number(number), (key, version) -> version.revised());
    }

    /** Leaves the fate of this version to its snapshot from now on. */
    void awaitSnapshot(FunctionVersion version) {
        awaitingSnapshot.add(version.version());
    }

    /** The snapshot of a version is there, or could not be made. */
    void arriveAlone(String number, FunctionVersion after) {
        awaitingSnapshot.remove(number);
        replace(number, after);
    }

    /** Returns what was published with an update and is on its way together with it. */
    List<FunctionVersion> pending() {
        return versions.values().stream().filter(this::isPending).toList();
    }

    private boolean isPending(FunctionVersion version) {
        return version.state() == FunctionVersion.State.PENDING && !awaitingSnapshot.contains(version.version());
    }

    /** Replaces every version that is on its way together with an update. */
    void arrive(UnaryOperator<FunctionVersion> change) {
        versions.replaceAll((number, version) -> isPending(version) ? change.apply(version) : version);
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
