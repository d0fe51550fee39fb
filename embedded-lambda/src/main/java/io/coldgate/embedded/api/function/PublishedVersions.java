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
    /** Numbers of the versions whose snapshot is being made: the snapshot decides their state, not an update. */
    private final Set<String> awaitingSnapshot = new HashSet<>();

    private @Nullable Source lastSource;
    private int lastNumber;

    // The state of $LATEST when it was last published.
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

    /** The number for a version that is published from {@code latest} now. */
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

    /** Lets the snapshot decide the state of this version from now on. */
    void awaitSnapshot(FunctionVersion version) {
        awaitingSnapshot.add(version.version());
    }

    /** Notes that the snapshot of a version was made, or could not be made. */
    void arriveAlone(String number, FunctionVersion after) {
        awaitingSnapshot.remove(number);
        replace(number, after);
    }

    /** Returns the versions that were published with an update and are in progress together with it. */
    List<FunctionVersion> pending() {
        return versions.values().stream().filter(this::isPending).toList();
    }

    private boolean isPending(FunctionVersion version) {
        return version.state() == FunctionVersion.State.PENDING && !awaitingSnapshot.contains(version.version());
    }

    /** Replaces every version that is in progress together with an update. */
    void arrive(UnaryOperator<FunctionVersion> change) {
        versions.replaceAll((number, version) -> isPending(version) ? change.apply(version) : version);
    }

    // A number too long for an int cannot be that of an existing version, nor can one with a leading zero: 01 is not
    // another name for version 1.
    private static int number(String version) {
        try {
            return version.startsWith("0") ? -1 : Integer.parseInt(version);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
