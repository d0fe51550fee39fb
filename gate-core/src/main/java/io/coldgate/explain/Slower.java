package io.coldgate.explain;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A package whose init costs more than that of the baseline's, by evidence.
 *
 * @param packageName the package; {@code main()} for the program's own code after the inits
 * @param kind whether it is what got slower, or what a garbage collection now falls into
 * @param nanos how much slower, ns
 * @param allocs how many allocations more; 0 where the runtime does not tell
 * @param bytes how many bytes more were allocated; 0 where the runtime does not tell
 * @param isNew whether the baseline does not have it
 * @param at file and line at which it was found most often; empty when it never was
 * @param chain import paths from the program to the package; empty when not known
 * @param importedAt the import that brought it in; empty when not known
 * @param importIsNew whether the baseline does not have that import
 * @param version what its module's version was and is; empty when it is the same or not known
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
    /** The name under which the program's own code after the inits stands. */
    public static final String MAIN = "main()";

    /** Copies the list. */
    public Slower {
        chain = List.copyOf(chain);
    }

    /** The role of a package in a change. */
    public enum Kind {
        /** It does more than before. */
        CAUSE,
        /** It does what it did, and a garbage collection that others bring about now falls into it. */
        VICTIM;

        /** The name in files: {@code cause}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The versions of a module. */
    public record Version(String module, String from, String to) {}

    Slower imported(List<String> by, String place, boolean fresh) {
        return new Slower(packageName, kind, nanos, allocs, bytes, isNew, at, by, place, fresh, version);
    }

    Slower because(Kind other) {
        return new Slower(packageName, other, nanos, allocs, bytes, isNew, at, chain, importedAt, importIsNew, version);
    }
}
