package io.coldgate.embedded.runtime.language;

import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Node functions, through an interface client of this module's own: AWS's client compiles a C library when it is
 * installed, which fails without compilers.
 */
final class NodeRuntime {
    /** Resources of this package. */
    private static final List<String> CLIENT =
            List.of("index.cjs", "api.cjs", "errors.cjs", "handler.cjs", "invocation.cjs", "log.cjs", "stream.cjs");

    private final Path folder;
    private final Map<Integer, Map.Entry<Integer, Path>> chosen = new HashMap<>();
    private @Nullable Path extracted;

    NodeRuntime(Path folder) {
        this.folder = folder;
    }

    synchronized RuntimeCommand command(String version, EnvironmentSpec spec, Path task, @Nullable Path opt)
            throws RuntimeUnavailableException, IOException {
        int wanted = Integer.parseInt(version);
        Map.Entry<Integer, Path> node = choose(spec.runtime(), wanted);
        var command = new ArrayList<String>(List.of(node.getValue().toString()));
        command.addAll(limits(spec.memoryMegabytes()));
        command.addAll(List.of(client().toString(), spec.handler()));
        String modules = opt == null
                ? ""
                : opt.resolve("nodejs/node" + wanted + "/node_modules") + ":" + opt.resolve("nodejs/node_modules")
                        + ":";
        return new RuntimeCommand(
                command,
                Map.of("NODE_PATH", modules + task, "AWS_EXECUTION_ENV", "AWS_Lambda_" + spec.runtime()),
                node.getKey() == wanted ? null : spec.runtime() + " runs on Node.js " + node.getKey() + " here");
    }

    /** The options of AWS's start script (source: {@code /var/runtime/bootstrap} of its image for Node.js 18). */
    private static List<String> limits(int memoryMegabytes) {
        int young = memoryMegabytes / 10;
        return List.of(
                "--expose-gc",
                "--max-http-header-size=81920",
                "--max-semi-space-size=" + young / 2,
                "--max-old-space-size=" + (memoryMegabytes - young));
    }

    private Map.Entry<Integer, Path> choose(String runtime, int wanted)
            throws RuntimeUnavailableException, IOException {
        Map.Entry<Integer, Path> known = chosen.get(wanted);
        if (known != null && Files.isExecutable(known.getValue())) {
            return known;
        }
        Map.Entry<Integer, Path> node = Interpreters.NODE.serving(wanted);
        if (node == null) {
            throw new RuntimeUnavailableException(runtime + ": needs Node.js " + wanted
                    + " or newer: install it (apt-get install nodejs, or nvm install " + wanted + ")");
        }
        chosen.put(wanted, node);
        return node;
    }

    /** Extracts the interface client at first use. */
    private Path client() throws IOException {
        Path known = extracted;
        if (known != null) {
            return known;
        }
        Path target = Files.createDirectories(folder.resolve("node"));
        for (String name : CLIENT) {
            try (InputStream in = NodeRuntime.class.getResourceAsStream("node/" + name)) {
                if (in == null) {
                    throw new IOException("resource node/" + name + " is missing: build the module with Maven");
                }
                Files.copy(in, target.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path index = target.resolve(CLIENT.get(0));
        extracted = index;
        return index;
    }
}
