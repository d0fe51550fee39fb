package io.coldgate.embedded.runtime.language;

import io.coldgate.embedded.runtime.code.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds a package's bootstrap, and explains why Lambda would not start it. */
public final class Bootstrap {
    private static final String NAME = "bootstrap";

    private Bootstrap() {}

    /** Returns the absolute path of the bootstrap: the function's, or else its layers'. */
    static Path find(Path task, @Nullable Path opt) throws EntrypointException, IOException {
        Path own = task.resolve(NAME);
        Path layered = opt == null ? null : opt.resolve(NAME);
        if (isFile(own)) {
            check(own, "/var/task/bootstrap");
            return own;
        }
        if (layered != null && isFile(layered)) {
            check(layered, "/opt/bootstrap");
            return layered;
        }
        throw new EntrypointException(
                "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]",
                Files.isDirectory(own)
                        ? "bootstrap is a folder: it must be the program itself"
                        : "the package has no file named bootstrap at its top level: put the program there");
    }

    /**
     * Returns whether there is a file of exactly that name: the file systems of macOS also find a Bootstrap, Lambda's
     * does not.
     */
    private static boolean isFile(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Executable.ON_MACOS) {
            return Files.isRegularFile(file);
        }
        try (Stream<Path> there = Files.list(file.resolveSibling(""))) {
            return there.anyMatch(path -> path.endsWith(NAME));
        }
    }

    private static void check(Path file, String lambdaPath) throws EntrypointException, IOException {
        // Not Files.isExecutable(): for root, it ignores the mode on some systems.
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!permissions.contains(PosixFilePermission.OTHERS_EXECUTE)) {
            throw new EntrypointException(
                    "fork/exec " + lambdaPath + ": permission denied",
                    "bootstrap is packed without the execute permission for others (a zip made on Windows has none):"
                            + " chmod 755 bootstrap before zipping, on Linux or macOS");
        }
        if (permissions.contains(PosixFilePermission.OWNER_EXECUTE) && !Files.isExecutable(file)) {
            throw new EntrypointException(
                    "fork/exec " + lambdaPath + ": permission denied",
                    "no program can start in the temporary folder, which is mounted noexec: " + Reasons.ANOTHER_FOLDER);
        }
        // The kernel runs even a program that its user may not read.
        if (Files.isReadable(file)) {
            new Executable(file).check(lambdaPath);
        }
    }
}
