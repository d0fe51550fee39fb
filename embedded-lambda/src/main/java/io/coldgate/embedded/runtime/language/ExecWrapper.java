package io.coldgate.embedded.runtime.language;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The program of {@code AWS_LAMBDA_EXEC_WRAPPER}, which starts a managed runtime: it gets the runtime's command line as
 * arguments. If it is missing or not executable, the runtime ends as AWS's own start script does (source: {@code
 * /var/runtime/bootstrap} of AWS's images for Python 3.11 and Node.js 18): with a line in the log, and exit code 127 or
 * 126.
 */
final class ExecWrapper {
    /** The function's variable that names the wrapper. */
    static final String VARIABLE = "AWS_LAMBDA_EXEC_WRAPPER";

    private static final Path TASK = Path.of("/var/task");
    private static final Path OPT = Path.of("/opt");

    private static final int NOT_THERE = 127;
    private static final int NOT_EXECUTABLE = 126;

    private ExecWrapper() {}

    /**
     * Returns the command with the wrapper in front.
     *
     * @param name the value of the function's variable
     */
    static RuntimeCommand around(RuntimeCommand runtime, String name, Path task, @Nullable Path opt)
            throws IOException {
        Path wrapper = local(name, task, opt);
        if (wrapper == null || !Files.isRegularFile(wrapper)) {
            return refusal(runtime, name + ": does not exist", NOT_THERE, notThere(name, opt));
        }
        // Not Files.isExecutable(): for root, it ignores the mode on some systems.
        if (!Files.getPosixFilePermissions(wrapper).contains(PosixFilePermission.OTHERS_EXECUTE)) {
            return refusal(
                    runtime,
                    name + ": is not an executable",
                    NOT_EXECUTABLE,
                    "the wrapper is packed without the execute permission for others (a zip made on Windows has none):"
                            + " chmod 755 it before zipping, on Linux or macOS");
        }
        var command = new ArrayList<String>();
        command.add(wrapper.toString());
        command.addAll(runtime.command());
        return new RuntimeCommand(command, runtime.variables(), runtime.note());
    }

    /**
     * Returns the local file for a path on Lambda: paths below /var/task and /opt belong to the package and the layers;
     * null for a layer's path without layers, even if this machine has such a file below its own /opt.
     */
    static @Nullable Path local(String name, Path task, @Nullable Path opt) {
        Path path = TASK.resolve(name).normalize();
        if (path.startsWith(TASK)) {
            return task.resolve(TASK.relativize(path));
        }
        if (path.startsWith(OPT)) {
            return opt == null ? null : opt.resolve(OPT.relativize(path));
        }
        return path;
    }

    private static String notThere(String name, @Nullable Path opt) {
        Path path = TASK.resolve(name).normalize();
        if (path.startsWith(TASK)) {
            return VARIABLE + " names a file that is not in the package";
        }
        if (path.startsWith(OPT)) {
            return VARIABLE + " names a file of a layer, "
                    + (opt == null ? "and the function has no layers" : "and no layer has it");
        }
        return VARIABLE + " names a file that is not on this machine; those of the package are below /var/task,"
                + " those of layers below /opt";
    }

    private static RuntimeCommand refusal(RuntimeCommand runtime, String line, int exitCode, String explanation) {
        return new RuntimeCommand(
                List.of("/bin/sh", "-c", "printf '%s\\n' \"$1\"; exit " + exitCode, "bootstrap", line),
                runtime.variables(),
                explanation);
    }
}
