package io.coldgate.change;

import io.coldgate.build.ChildProcess;
import io.coldgate.build.KeptOutput;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The folders that a Go program is compiled from, as the installed go tells. */
final class GoImports {
    /** A listing takes a second or two; a go that hangs must not hang the gate. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A hundred times what the largest programs import. */
    private static final int MOST_BYTES = 64 << 20;

    private final String program;

    /**
     * Makes a reader that asks a go.
     *
     * @param program its name or path
     */
    GoImports(String program) {
        this.program = program;
    }

    /** Returns whether there is Go source right in the folder. */
    static boolean isGo(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".go"));
        } catch (IOException e) {
            return false;
        }
    }

    /** The nearest folder at or above this one that holds a go.mod. */
    static Optional<Path> module(Path folder, Path top) {
        for (Path at = folder; at != null && at.startsWith(top); at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("go.mod"))) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /**
     * The folders below {@code top} of the package in this folder and of all that it imports; empty when go is missing
     * or does not know. Nothing is fetched: what lies outside of the repository cannot change in it.
     */
    Optional<Set<Path>> folders(Path folder, Path top) throws InterruptedException {
        ProcessBuilder list = new ProcessBuilder(
                        program, "list", "-e", "-deps", "-f", "{{if not .Standard}}{{.Dir}}{{end}}", ".")
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        list.environment().put("GOOS", "linux");
        list.environment().put("GOPROXY", "off");
        list.environment().put("GOTOOLCHAIN", "local");
        list.environment().put("GOFLAGS", "-buildvcs=false");
        try (KeptOutput output = KeptOutput.open()) {
            OptionalInt exit = ChildProcess.run(list.redirectOutput(output.target()), PATIENCE, output);
            return exit.equals(OptionalInt.of(0)) && output.size() <= MOST_BYTES
                    ? folders(output.text(MOST_BYTES), top)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Set<Path>> folders(String printed, Path top) {
        Set<Path> folders = new TreeSet<>();
        for (String line : printed.lines().toList()) {
            if (!line.isBlank()) {
                Path folder = Path.of(Printable.escape(line, 4096)).normalize();
                if (folder.startsWith(top)) {
                    folders.add(folder);
                }
            }
        }
        return folders.isEmpty() ? Optional.empty() : Optional.of(folders);
    }
}
