package io.coldgate.embedded.runtime.language;

import io.coldgate.embedded.runtime.host.Shell;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Node functions, through {@code aws-lambda-ric} where it is installed globally beside an interpreter of that version.
 */
final class NodeRuntime {
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");

    RuntimeCommand command(String version, EnvironmentSpec spec, Path task, @Nullable Path opt)
            throws RuntimeUnavailableException, IOException {
        String node = Shell.find("node");
        if (node != null) {
            Optional<String> printed = Probe.firstLine(List.of(node, "--version"));
            Matcher matcher = VERSION.matcher(printed.orElse(""));
            Path client = client(Path.of(node));
            if (matcher.matches() && matcher.group(1).equals(version) && client != null) {
                String path =
                        task.resolve("node_modules") + (opt == null ? "" : ":" + opt.resolve("nodejs/node_modules"));
                return new RuntimeCommand(
                        List.of(node, client.toString(), spec.handler()),
                        Map.of("NODE_PATH", path, "AWS_EXECUTION_ENV", "AWS_Lambda_" + spec.runtime()),
                        null);
            }
        }
        throw new RuntimeUnavailableException(spec.runtime() + ": needs node " + version
                + " on the PATH with aws-lambda-ric: npm install -g aws-lambda-ric");
    }

    private static @Nullable Path client(Path node) throws IOException {
        Path prefix = node.toRealPath().resolve("../..").normalize();
        for (String lib : List.of("lib/node_modules", "local/lib/node_modules")) {
            for (String script : List.of("bin/index.mjs", "bin/index.js")) {
                Path client = prefix.resolve(lib).resolve("aws-lambda-ric").resolve(script);
                if (Files.isRegularFile(client)) {
                    return client;
                }
            }
        }
        return null;
    }
}
