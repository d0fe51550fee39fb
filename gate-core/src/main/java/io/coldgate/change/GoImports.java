package io.coldgate.change;

import io.coldgate.build.ChildProcess;
import io.coldgate.build.KeptOutput;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the folders from which a Go program is compiled, with the installed go. */
final class GoImports {
    /** The time limit of a listing, which takes a second or two: a go that hangs must not hang the gate. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** The largest output that is read: a hundred times that of the largest programs. */
    private static final int MOST_BYTES = 64 << 20;

    private final String program;
    private final Map<Path, Optional<Set<Path>>> listed = new HashMap<>();

    /**
     * Creates a finder that runs the given go.
     *
     * @param program its name or path
     */
    GoImports(String program) {
        this.program = program;
    }

    /** Returns whether the folder itself contains Go source. */
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

    /** Returns the nearest folder at or above this one that contains a go.mod. */
    static Optional<Path> module(Path folder, Path top) {
        for (Path at = folder; at != null && at.startsWith(top); at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("go.mod"))) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the folders below {@code top} of the package in this folder, or of all packages below it if it holds
     * none, and of all their imports; empty if go is missing or fails. Nothing is fetched, because packages outside the
     * repository do not change with it. Each folder is listed once.
     */
    Optional<Set<Path>> folders(Path folder, Path top) throws InterruptedException {
        Optional<Set<Path>> known = listed.get(folder);
        if (known == null) {
            known = list(folder, top);
            listed.put(folder, known);
        }
        return known;
    }

    private Optional<Set<Path>> list(Path folder, Path top) throws InterruptedException {
        ProcessBuilder list = new ProcessBuilder(
                        program,
                        "list",
                        "-e",
                        "-deps",
                        "-f",
                        "{{if not .Standard}}{{.Dir}}{{end}}",
                        isGo(folder) ? "." : "./...")
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
