package io.coldgate.embedded.runtime.language;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Python interpreters of this machine: those on the PATH, and those that version managers keep. */
final class PythonInterpreters {
    /** The first version that AWS's interface client still serves. */
    private static final int OLDEST = 9;

    /** Prints the interpreter itself: what is on the PATH may be a version manager's wrapper, or a user's environment. */
    private static final String WHAT =
            "import sys; print('%d.%d' % sys.version_info[:2], getattr(sys, '_base_executable', None) or sys.executable)";

    private static final Pattern NAME = Pattern.compile("python3(\\.\\d+)?");
    private static final Pattern ANSWER = Pattern.compile("3\\.(\\d+) (/.*)");

    /** Below the user's home folder: pyenv, asdf, mise and uv. */
    private static final List<String> MANAGED = List.of(
            ".pyenv/versions", ".asdf/installs/python", ".local/share/mise/installs/python", ".local/share/uv/python");

    private PythonInterpreters() {}

    /** Interpreters by their minor version; the first one found of a version counts. */
    static NavigableMap<Integer, Path> installed() throws IOException {
        var found = new TreeMap<Integer, Path>();
        for (Path candidate : candidates()) {
            Optional<String> line = Probe.firstLine(List.of(candidate.toString(), "-I", "-c", WHAT));
            Matcher matcher = ANSWER.matcher(line.orElse(""));
            if (matcher.matches() && Integer.parseInt(matcher.group(1)) >= OLDEST) {
                found.putIfAbsent(Integer.valueOf(matcher.group(1)), Path.of(matcher.group(2)));
            }
        }
        return found;
    }

    /** Without those that are a link to one before them; a version manager's wrappers are files of their own. */
    private static Iterable<Path> candidates() {
        var all = new LinkedHashMap<Path, Path>();
        String path = System.getenv("PATH");
        for (String folder : (path == null ? "/usr/local/bin:/usr/bin:/bin" : path).split(":", -1)) {
            if (folder.startsWith("/")) {
                addPrograms(all, folder);
            }
        }
        for (String managed : MANAGED) {
            for (Path version : children(System.getProperty("user.home") + "/" + managed)) {
                addPrograms(all, version + "/bin");
            }
        }
        return all.values();
    }

    private static void addPrograms(Map<Path, Path> all, String folder) {
        for (Path program : children(folder)) {
            if (NAME.matcher(program.getFileName().toString()).matches() && Files.isExecutable(program)) {
                all.putIfAbsent(real(program), program);
            }
        }
    }

    private static Path real(Path program) {
        try {
            return program.toRealPath();
        } catch (IOException e) {
            return program;
        }
    }

    private static List<Path> children(String folder) {
        var found = new ArrayList<Path>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of(folder))) {
            entries.forEach(found::add);
        } catch (IOException | InvalidPathException e) {
            // Most machines have only some of these folders.
            return List.of();
        }
        found.sort(null);
        return found;
    }
}
