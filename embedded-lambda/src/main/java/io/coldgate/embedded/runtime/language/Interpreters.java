package io.coldgate.embedded.runtime.language;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The interpreters of a language on this machine: those on the PATH, and those of version managers.
 *
 * @param names the names of the program
 * @param managed folders below the user's home folder in which version managers keep a folder for each version
 * @param question arguments with which an interpreter prints its version and its own path: the one on the PATH may be a
 *     version manager's wrapper, or belong to a virtual environment
 * @param answer the pattern of that output; its groups are the version's number and the path
 * @param prefix of the version's number in a path
 * @param oldest the oldest supported version
 */
record Interpreters(
        Pattern names, List<String> managed, List<String> question, Pattern answer, String prefix, int oldest) {
    /** Python 3 by its minor version; AWS's interface client requires 3.9 or later. */
    static final Interpreters PYTHON = new Interpreters(
            Pattern.compile("python3(\\.\\d+)?"),
            List.of(
                    ".pyenv/versions",
                    ".asdf/installs/python",
                    ".local/share/mise/installs/python",
                    ".local/share/uv/python"),
            List.of(
                    "-I",
                    "-c",
                    "import sys; print('%d.%d' % sys.version_info[:2],"
                            + " getattr(sys, '_base_executable', None) or sys.executable)"),
            Pattern.compile("3\\.(\\d+) (/.*)"),
            "3.",
            9);

    /** Node.js by its major version; the client here requires 16 or later. */
    static final Interpreters NODE = new Interpreters(
            Pattern.compile("node(js)?"),
            List.of(
                    ".nvm/versions/node",
                    ".nodenv/versions",
                    ".asdf/installs/nodejs",
                    ".local/share/mise/installs/node",
                    ".volta/tools/image/node"),
            List.of("-p", "process.versions.node + ' ' + process.execPath"),
            Pattern.compile("(\\d+)\\.\\S+ (/.*)"),
            "",
            16);

    /** Returns the interpreters by version; the first one found of each version counts. */
    NavigableMap<Integer, Path> installed() throws IOException {
        var found = new TreeMap<Integer, Path>();
        for (Path candidate : candidates()) {
            ask(candidate).ifPresent(program -> found.putIfAbsent(program.getKey(), program.getValue()));
        }
        return found;
    }

    /**
     * Returns the interpreter for a version: one of that version, or else of the next installed one; null for none.
     * Asks first those whose path contains the version, because each answer is slow on a busy machine.
     */
    Map.@Nullable Entry<Integer, Path> serving(int wanted) throws IOException {
        var later = new TreeMap<Integer, Path>();
        List<Path> all = candidates();
        all.sort(Comparator.comparing(path -> !path.toString().contains(prefix + wanted)));
        for (Path candidate : all) {
            Optional<Map.Entry<Integer, Path>> program = ask(candidate);
            if (program.isPresent() && program.get().getKey() == wanted) {
                return program.get();
            }
            program.ifPresent(other -> later.putIfAbsent(other.getKey(), other.getValue()));
        }
        return later.ceilingEntry(wanted);
    }

    /** Returns the version and path of an interpreter; empty for one that does not answer, or is too old. */
    private Optional<Map.Entry<Integer, Path>> ask(Path candidate) throws IOException {
        var command = new ArrayList<String>(List.of(candidate.toString()));
        command.addAll(question);
        Matcher matcher = answer.matcher(Probe.firstLine(command).orElse(""));
        return matcher.matches() && Integer.parseInt(matcher.group(1)) >= oldest
                ? Optional.of(Map.entry(Integer.valueOf(matcher.group(1)), Path.of(matcher.group(2))))
                : Optional.empty();
    }

    /**
     * Returns the candidates without those that link to an earlier one; a version manager's wrappers are separate
     * files.
     */
    private List<Path> candidates() {
        var all = new LinkedHashMap<Path, Path>();
        String path = System.getenv("PATH");
        for (String folder : (path == null ? "/usr/local/bin:/usr/bin:/bin" : path).split(":", -1)) {
            if (folder.startsWith("/")) {
                addPrograms(all, folder);
            }
        }
        for (String manager : managed) {
            for (Path version : children(System.getProperty("user.home") + "/" + manager)) {
                addPrograms(all, version + "/bin");
            }
        }
        return new ArrayList<>(all.values());
    }

    private void addPrograms(Map<Path, Path> all, String folder) {
        for (Path program : children(folder)) {
            if (names.matcher(program.getFileName().toString()).matches() && Files.isExecutable(program)) {
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
