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
 * The abilities of this machine.
 *
 * @param architecture Lambda's name of its processor
 * @param hasProgram whether a program of that name is on the path
 */
public record Host(String architecture, Predicate<String> hasProgram) {
    /** The line that installs an interpreter where most CI runners get theirs. */
    private static final String INSTALL = ": install it, on Debian and Ubuntu with sudo apt-get install ";

    /** This machine. */
    public static Host local() {
        return new Host(Architectures.ofHost(), Host::isOnPath);
    }

    String goArchitecture() {
        return architecture.equals(Architectures.ARM64) ? "arm64" : "amd64";
    }

    /**
     * Returns the setting that names this machine's architecture; empty where it is the one that goes without saying.
     */
    Optional<FoundFunction.Setting> architectureSetting() {
        return architecture.equals(Architectures.ARM64)
                ? Optional.of(new FoundFunction.Setting("architecture", Architectures.ARM64))
                : Optional.empty();
    }

    /** Returns why the embedded Lambda cannot run that runtime here; empty when it can. */
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
                // No folder of that name can exist.
                continue;
            }
        }
        return false;
    }
}
