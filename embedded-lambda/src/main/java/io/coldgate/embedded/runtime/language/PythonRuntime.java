package io.coldgate.embedded.runtime.language;

import io.coldgate.embedded.runtime.host.Shell;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Python functions, through {@code awslambdaric} where it is installed beside the interpreter. */
final class PythonRuntime {
    /** Prints the interpreter itself: what is on the PATH may be a wrapper that needs the user's own environment. */
    private static final String PROBE = "import awslambdaric, sys; print(sys.executable)";

    private final Map<String, String> interpreters = new HashMap<>();

    synchronized RuntimeCommand command(String version, EnvironmentSpec spec, Path task, @Nullable Path opt)
            throws RuntimeUnavailableException, IOException {
        String python = interpreters.get(version);
        if (python == null) {
            String program = Shell.find("python" + version);
            Optional<String> found =
                    program == null ? Optional.empty() : Probe.firstLine(List.of(program, "-c", PROBE));
            python = found.filter(path -> path.startsWith("/"))
                    .orElseThrow(() -> new RuntimeUnavailableException(spec.runtime() + ": needs python" + version
                            + " with awslambdaric: python" + version + " -m pip install awslambdaric"));
            interpreters.put(version, python);
        }
        String path = opt == null ? task.toString() : task + ":" + opt.resolve("python");
        return new RuntimeCommand(
                List.of(python, "-m", "awslambdaric", spec.handler()),
                Map.of("PYTHONPATH", path, "AWS_EXECUTION_ENV", "AWS_Lambda_" + spec.runtime()),
                null);
    }
}
