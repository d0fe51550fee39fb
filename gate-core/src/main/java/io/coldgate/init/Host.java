package io.coldgate.init;

import io.coldgate.facts.Architectures;
import io.coldgate.facts.RuntimeIdentifiers;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The capabilities of this machine.
 *
 * @param architecture Lambda's name of its processor
 * @param hasProgram tells whether a program is on the path
 */
public record Host(String architecture, Predicate<String> hasProgram) {
    /** The hint for installing an interpreter on a typical CI runner. */
    private static final String INSTALL = ": install it, on Debian and Ubuntu with sudo apt-get install ";

    /** Returns this machine. */
    public static Host local() {
        return new Host(Architectures.ofHost(), Host::isOnPath);
    }

    String goArchitecture() {
        return architecture.equals(Architectures.ARM64) ? "arm64" : "amd64";
    }

    /** Returns the setting that names this machine's architecture; empty if it is the default. */
    Optional<FoundFunction.Setting> architectureSetting() {
        return architecture.equals(Architectures.ARM64)
                ? Optional.of(new FoundFunction.Setting("architecture", Architectures.ARM64))
                : Optional.empty();
    }

    /** Returns why the embedded Lambda cannot run that runtime here; empty if it can. */
    Optional<String> missing(String runtime) {
        if (RuntimeIdentifiers.isProvided(runtime) || runtime.startsWith("java")) {
            return Optional.empty();
        }
        if (runtime.startsWith("python")) {
            return hasProgram.test(runtime) || hasProgram.test("python3")
                    ? Optional.empty()
                    : Optional.of("there is no " + runtime + " on this machine" + INSTALL + "python3 python3-venv");
        }
        if (runtime.startsWith("nodejs")) {
            return hasProgram.test("node")
                    ? Optional.empty()
                    : Optional.of("there is no node on this machine" + INSTALL + "nodejs");
        }
        return Optional.of("the embedded Lambda does not run the runtime " + runtime);
    }

    private static boolean isOnPath(String program) {
        String path = System.getenv("PATH");
        for (String folder : (path == null ? "" : path).split(File.pathSeparator, -1)) {
            try {
                if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                    return true;
                }
            } catch (InvalidPathException e) {
                // A folder with such a name cannot exist.
                continue;
            }
        }
        return false;
    }
}
