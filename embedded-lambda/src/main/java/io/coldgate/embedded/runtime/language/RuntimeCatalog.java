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

/** The runtimes that this machine can run: one row is an identifier's pattern and how its command line is made. */
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
     * The usual rows, after those of the user.
     *
     * @param extra identifier to command line; {@code {handler}}, {@code {task}} and {@code {opt}} stand for the
     *     function's
     * @param folder for what has to be extracted
     * @param cache for what has to be downloaded; outlives the server
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
     * The command line for a function.
     *
     * @throws RuntimeUnavailableException when this machine cannot run it
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

    /** A package's own bootstrap is started as it is: it alone would know of a wrapper. */
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
