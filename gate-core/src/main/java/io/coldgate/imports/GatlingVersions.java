package io.coldgate.imports;

import io.coldgate.unit.Printable;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions whose {@code simulation.log} is known. The format is private to Gatling and may differ in other versions.
 */
final class GatlingVersions {
    static final List<String> TEXT = List.of("3.9", "3.10", "3.11", "3.12");
    static final List<String> BINARY = List.of("3.13", "3.14", "3.15");

    private static final Pattern VERSION = Pattern.compile("(?<minor>[0-9]+\\.[0-9]+)\\.[0-9]+.*");

    private GatlingVersions() {}

    static void require(String version, List<String> known) throws ImportException {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches() || !known.contains(parts.group("minor"))) {
            throw new ImportException("of Gatling version " + Printable.quote(version) + "; this gate knows "
                    + String.join(", ", TEXT) + ", " + String.join(", ", BINARY)
                    + ": let the simulation record its own samples, see docs/results.md");
        }
    }
}
