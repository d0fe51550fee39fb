package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.host.OwnOpt;
import io.coldgate.embedded.runtime.language.RuntimeCommand;
import io.coldgate.embedded.runtime.language.RuntimeUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides at which path a function finds its layers: at {@code /opt} if this machine supports that. */
final class OptFolder {
    private static final Use NO_LAYERS = new Use(null, Map.of(), null);

    private OptFolder() {}

    /**
     * The decision.
     *
     * @param own the folder that is mounted at the function's own {@code /opt}; null if it sees this machine's
     * @param extensions external extensions: their path by name
     * @param note one line for the log; null for none
     */
    record Use(
            @Nullable Path own,
            Map<String, String> extensions,
            @Nullable String note) {}

    /**
     * Decides for one function. Nothing is checked or tried if there are no layers.
     *
     * @param opt the layers' folder; null for no layers
     * @param command null if the package cannot be started
     * @throws RuntimeUnavailableException if there are extensions, which look for their files at /opt themselves, and
     *     this machine cannot provide /opt
     */
    static Use use(@Nullable Path opt, @Nullable RuntimeCommand command, Path task)
            throws RuntimeUnavailableException, IOException {
        return opt == null ? NO_LAYERS : use(opt, command, task, OwnOpt.missing());
    }

    /**
     * Decides for a function with layers.
     *
     * @param reason the reason why there is no own /opt here; null if there is one
     */
    static Use use(Path opt, @Nullable RuntimeCommand command, Path task, @Nullable String reason)
            throws RuntimeUnavailableException, IOException {
        Map<String, String> extensions = extensions(opt);
        String missing = reason;
        if (missing == null) {
            missing = hidden(command, task);
        }
        if (missing == null) {
            return new Use(opt, extensions, null);
        }
        if (!extensions.isEmpty()) {
            throw new RuntimeUnavailableException("the layers have extensions ("
                    + String.join(", ", extensions.keySet())
                    + "), which need a folder /opt of their own, and this machine cannot give them one: " + missing
                    + "; run as root or where user namespaces are allowed, or measure on localstack or aws");
        }
        return new Use(
                null,
                Map.of(),
                "the layers are in COLDGATE_OPT and not at /opt, which cannot be given here: " + missing);
    }

    /** Returns the program that an own /opt would hide, if any: some machines keep their interpreters there. */
    private static @Nullable String hidden(@Nullable RuntimeCommand command, Path task) throws IOException {
        if (task.toRealPath().startsWith(OwnOpt.OPT)) {
            return "the work folder is below this machine's /opt";
        }
        for (String word : command == null ? Stream.<String>of().toList() : command.command()) {
            if (word.startsWith("/") && Files.exists(Path.of(word))) {
                Path real = Path.of(word).toRealPath();
                if (real.startsWith(OwnOpt.OPT)) {
                    return real + " is below this machine's /opt, which would be hidden";
                }
            }
        }
        return null;
    }

    private static Map<String, String> extensions(Path opt) throws IOException {
        Path folder = opt.resolve("extensions");
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        var found = new TreeMap<String, String>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                String name = file.getFileName().toString();
                found.put(name, OwnOpt.OPT + "/extensions/" + name);
            });
        }
        return found;
    }
}
