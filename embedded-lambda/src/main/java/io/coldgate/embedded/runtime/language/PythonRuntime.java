package io.coldgate.embedded.runtime.language;

import io.coldgate.embedded.runtime.code.ArchivePaths;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Python functions, through AWS's interface client. */
final class PythonRuntime {
    /** The name of an extension module that was compiled for one version, as in {@code _core.cpython-312-….so}. */
    private static final Pattern EXTENSION = Pattern.compile(".*\\.cpython-3(\\d+)-[^/]*\\.so");

    private final PythonClient client;
    private final Map<Integer, Chosen> chosen = new HashMap<>();

    /**
     * The interpreter that serves a runtime.
     *
     * @param minor its version: 3.minor
     * @param program the interpreter, which finds the interface client
     */
    private record Chosen(int minor, Path program) {}

    PythonRuntime(PythonClient client) {
        this.client = client;
    }

    RuntimeCommand command(String version, EnvironmentSpec spec, Path task, @Nullable Path opt)
            throws RuntimeUnavailableException, IOException {
        int wanted = Integer.parseInt(version);
        Chosen python = choose(spec.runtime(), wanted);
        var paths = new ArrayList<Path>(List.of(task));
        if (opt != null) {
            // Source: AWS's developer guide, "Layer paths for each Lambda runtime".
            paths.add(opt.resolve("python/lib/python3." + wanted + "/site-packages"));
            paths.add(opt.resolve("python"));
        }
        String note = null;
        if (python.minor() != wanted) {
            refuseExtensions(spec.runtime(), wanted, paths);
            note = spec.runtime() + " runs on Python 3." + python.minor() + " here";
        }
        return new RuntimeCommand(
                // -B: on Lambda the package is read-only, so each start compiles the modules that have no .pyc in it.
                List.of(python.program().toString(), "-B", "-m", "awslambdaric", spec.handler()),
                Map.of(
                        "PYTHONPATH",
                        String.join(":", paths.stream().map(Path::toString).toList()),
                        "AWS_EXECUTION_ENV",
                        "AWS_Lambda_" + spec.runtime()),
                note);
    }

    private synchronized Chosen choose(String runtime, int wanted) throws RuntimeUnavailableException, IOException {
        Chosen known = chosen.get(wanted);
        if (known != null && Files.isExecutable(known.program())) {
            return known;
        }
        Map.Entry<Integer, Path> python = Interpreters.PYTHON.serving(wanted);
        if (python == null) {
            throw new RuntimeUnavailableException(runtime + ": needs Python 3." + wanted
                    + " or newer: install it (apt-get install python3 python3-venv, or pyenv install 3." + wanted
                    + ")");
        }
        var found = new Chosen(python.getKey(), client.interpreter(runtime, python.getKey(), python.getValue()));
        chosen.put(wanted, found);
        return found;
    }

    /** Another version would not find these modules, and the function would fail with a misleading error. */
    private static void refuseExtensions(String runtime, int wanted, List<Path> paths)
            throws RuntimeUnavailableException, IOException {
        for (Path path : paths) {
            Optional<Path> extension = Files.isDirectory(path) ? extension(path, wanted) : Optional.empty();
            if (extension.isPresent()) {
                throw new RuntimeUnavailableException(runtime + ": the package holds "
                        + ArchivePaths.printable(
                                path.relativize(extension.get()).toString())
                        + ", which only Python 3." + wanted + " loads: install that version (pyenv install 3." + wanted
                        + ")");
            }
        }
    }

    private static Optional<Path> extension(Path folder, int wanted) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> {
                        Matcher name = EXTENSION.matcher(file.getFileName().toString());
                        return name.matches() && name.group(1).equals(Integer.toString(wanted));
                    })
                    .findFirst();
        }
    }
}
