package io.coldgate.explain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A package whose init is proven to cost more than in the baseline.
 *
 * @param packageName the package; {@code main()} for the program's own code after the inits
 * @param kind whether it got slower itself, or only contains a garbage collection now
 * @param nanos the slowdown, ns
 * @param allocs the increase in allocations; 0 if the runtime does not report them
 * @param bytes the increase in allocated bytes; 0 if the runtime does not report them
 * @param isNew whether the baseline does not have it
 * @param at file and line at which it was found most often; empty when it never was
 * @param chain import paths from the program to the package; empty when not known
 * @param importedAt the import that brought it in; empty when not known
 * @param importIsNew whether the baseline does not have that import
 * @param version the old and the new version of its module; empty when they are equal or not known
 */
public record Slower(
        String packageName,
        Kind kind,
        double nanos,
        long allocs,
        long bytes,
        boolean isNew,
        String at,
        List<String> chain,
        String importedAt,
        boolean importIsNew,
        Optional<Version> version) {
    /** The name of the program's own code after the inits. */
    public static final String MAIN = "main()";

    /** Copies the list. */
    public Slower {
        chain = List.copyOf(chain);
    }

    /** The role of a package in a change. */
    public enum Kind {
        /** It does more work than before. */
        CAUSE,
        /** It does the same work as before, but a garbage collection caused by others now happens during it. */
        VICTIM;

        /** Returns the name in files: {@code cause}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The versions of a module. */
    public record Version(String module, String from, String to) {}

    Slower imported(List<String> by, String place, boolean fresh) {
        return new Slower(packageName, kind, nanos, allocs, bytes, isNew, at, by, place, fresh, version);
    }

    Slower foundAt(String place) {
        return new Slower(
                packageName, kind, nanos, allocs, bytes, isNew, place, chain, importedAt, importIsNew, version);
    }

    Slower because(Kind other) {
        return new Slower(packageName, other, nanos, allocs, bytes, isNew, at, chain, importedAt, importIsNew, version);
    }
}
