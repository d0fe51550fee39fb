package io.coldgate.embedded.runtime.language;

import io.coldgate.embedded.runtime.code.ArchivePaths;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.facts.RuntimeIdentifiers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The runtimes that this machine can run: each row has an identifier's pattern and the way to make its command line.
 */
public final class RuntimeCatalog {
    private final List<Row> rows = new ArrayList<>();

    /**
     * A row.
     *
     * @param identifier matches the runtime identifiers; its first group, if any, is the version
     */
    private record Row(Pattern identifier, Maker maker) {}

    /** Makes the command line of one function. */
    @FunctionalInterface
    interface Maker {
        RuntimeCommand make(String version, EnvironmentSpec spec, Path task, @Nullable Path opt)
                throws RuntimeUnavailableException, EntrypointException, IOException;
    }

    /**
     * Creates the catalog of built-in rows, after those of the user.
     *
     * @param extra command lines by identifier; {@code {handler}}, {@code {task}} and {@code {opt}} stand for the
     *     function's
     * @param folder the folder for files that have to be extracted
     * @param cache the folder for downloads, which outlives the server
     */
    public RuntimeCatalog(Map<String, List<String>> extra, Path folder, Path cache) {
        extra.forEach((identifier, command) -> rows.add(new Row(
                Pattern.compile(Pattern.quote(identifier)),
                (version, spec, task, opt) -> new RuntimeCommand(fill(command, spec, task, opt), Map.of(), null))));
        row(
                "provided(?:\\.al\\d+)?",
                (version, spec, task, opt) ->
                        new RuntimeCommand(List.of(Bootstrap.find(task, opt).toString()), Map.of(), null));
        row("java(\\d+)(?:\\.al\\d+)?", new JavaRuntime(folder)::command);
        row("python3\\.(\\d+)", new PythonRuntime(new PythonClient(cache, Map.of()))::command);
        row("nodejs(\\d+)\\.x", new NodeRuntime(folder)::command);
    }

    private void row(String identifier, Maker maker) {
        rows.add(new Row(Pattern.compile(identifier), maker));
    }

    /**
     * Returns the command line for a function.
     *
     * @throws RuntimeUnavailableException when this machine cannot run the runtime
     * @throws EntrypointException when the package cannot be started
     */
    public RuntimeCommand command(EnvironmentSpec spec, Path task, @Nullable Path opt)
            throws RuntimeUnavailableException, EntrypointException, IOException {
        for (Row row : rows) {
            Matcher matcher = row.identifier().matcher(spec.runtime());
            if (matcher.matches()) {
                String version = matcher.groupCount() > 0 ? matcher.group(1) : "";
                return wrapped(row.maker().make(version, spec, task, opt), spec, task, opt);
            }
        }
        throw new RuntimeUnavailableException(ArchivePaths.printable(spec.runtime())
                + ": the embedded Lambda has no runtime interface client for it: use provided.al2023 with a bootstrap");
    }

    /** A package's own bootstrap is started as it is: only the bootstrap itself could use a wrapper. */
    private static RuntimeCommand wrapped(RuntimeCommand command, EnvironmentSpec spec, Path task, @Nullable Path opt)
            throws IOException {
        String wrapper = spec.environment().getOrDefault(ExecWrapper.VARIABLE, "");
        return wrapper.isEmpty() || RuntimeIdentifiers.isProvided(spec.runtime())
                ? command
                : ExecWrapper.around(command, wrapper, task, opt);
    }

    private static List<String> fill(List<String> command, EnvironmentSpec spec, Path task, @Nullable Path opt) {
        return command.stream()
                .map(word -> word.replace("{handler}", spec.handler())
                        .replace("{task}", task.toString())
                        .replace("{opt}", opt == null ? "/opt" : opt.toString()))
                .toList();
    }
}
