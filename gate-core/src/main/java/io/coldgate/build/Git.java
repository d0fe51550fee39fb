package io.coldgate.build;

import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The installed git, isolated: it asks no questions, runs no hooks and contacts no other repository. The worst that a
 * ref from a thresholds file can cause is that it is unknown.
 */
public final class Git {
    /**
     * The variables that git sets for its own repository when a hook starts the gate ({@code git rev-parse
     * --local-env-vars}).
     */
    static final Set<String> LOCAL_VARIABLES = Set.of(
            "GIT_ALTERNATE_OBJECT_DIRECTORIES",
            "GIT_COMMON_DIR",
            "GIT_DIR",
            "GIT_GRAFT_FILE",
            "GIT_IMPLICIT_WORK_TREE",
            "GIT_INDEX_FILE",
            "GIT_INTERNAL_SUPER_PREFIX",
            "GIT_NAMESPACE",
            "GIT_NO_REPLACE_OBJECTS",
            "GIT_OBJECT_DIRECTORY",
            "GIT_PREFIX",
            "GIT_REPLACE_REF_BASE",
            "GIT_SHALLOW_FILE",
            "GIT_WORK_TREE");

    private static final String NO_REMOTES = "protocol.allow=never";

    private static final List<String> SETTINGS = List.of(
            "core.hooksPath=/dev/null",
            "core.fsmonitor=false",
            "submodule.recurse=false",
            NO_REMOTES,
            "advice.detachedHead=false");

    private static final Map<String, String> VARIABLES = Map.of(
            "GIT_TERMINAL_PROMPT", "0",
            "GIT_OPTIONAL_LOCKS", "0",
            "GIT_NO_LAZY_FETCH", "1",
            "LC_ALL", "C");

    private static final int LONGEST_REASON = 300;
    /** The largest output that is read as a text; no answer comes near it. */
    private static final int MOST_BYTES = 1 << 30;

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");

    private final String program;
    private final List<String> settings;
    private final Map<String, String> more;

    /**
     * A git.
     *
     * @param program its name or path
     */
    public Git(String program) {
        this(program, SETTINGS, Map.of());
    }

    private Git(String program, List<String> settings, Map<String, String> more) {
        this.program = program;
        this.settings = settings;
        this.more = more;
    }

    /** Returns a git that may also contact other repositories, for explicit fetches and pushes. */
    Git reachingRemotes() {
        return new Git(
                program,
                settings.stream().filter(setting -> !setting.equals(NO_REMOTES)).toList(),
                more);
    }

    /** Returns a git with additional environment variables. */
    Git with(Map<String, String> variables) {
        return new Git(program, settings, variables);
    }

    /** Git is not installed. */
    public static final class MissingException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        MissingException(IOException cause) {
            this(Problem.of("cannot run git: install it, or put it on the PATH"), cause);
        }

        private MissingException(Problem problem, IOException cause) {
            super(problem.line(), cause);
            this.problem = problem;
        }

        /** Returns the problem and its remedy, without a setting, because any call of git can cause it. */
        public Problem problem() {
            return problem;
        }
    }

    /** The result of a call. */
    public record Answer(int exit, String output, String errors) {
        /** Returns whether git succeeded. */
        public boolean isGood() {
            return exit == 0;
        }

        /** Returns the first line of the output. */
        public String line() {
            return output.lines().findFirst().orElse("");
        }

        /** Returns git's last error line, formatted for people. */
        public String reason() {
            String last = errors.lines()
                    .filter(line -> !line.isBlank())
                    .reduce((first, second) -> second)
                    .orElse("exit code " + exit);
            return Printable.escape(last, LONGEST_REASON);
        }
    }

    /** Runs git and waits for its end. */
    public Answer run(Path folder, String... arguments) throws IOException, InterruptedException {
        return run(folder, new byte[0], arguments);
    }

    /**
     * Runs git with an input and waits for its end.
     *
     * @param input its standard input
     */
    Answer run(Path folder, byte[] input, String... arguments) throws IOException, InterruptedException {
        return run(
                folder,
                input,
                (exit, output, errors) -> new Answer(exit, output.text(MOST_BYTES), errors.text(MOST_BYTES)),
                arguments);
    }

    /**
     * A reader of git's output.
     *
     * @param <T> the type of the result
     */
    interface OutputReader<T> {
        T read(int exit, KeptOutput output, KeptOutput errors) throws IOException;
    }

    /** Runs git with an input, waits for its end, and reads its output. */
    <T> T run(Path folder, byte[] input, OutputReader<T> reader, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        settings.forEach(setting -> command.addAll(List.of("-c", setting)));
        command.addAll(List.of(arguments));
        try (KeptOutput output = KeptOutput.open();
                KeptOutput errors = KeptOutput.open()) {
            ProcessBuilder call = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(output.target())
                    .redirectError(errors.target());
            call.environment().keySet().removeAll(LOCAL_VARIABLES);
            call.environment().putAll(VARIABLES);
            call.environment().putAll(more);
            return reader.read(exit(call, input, output, errors), output, errors);
        }
    }

    /** Returns the full hash of the commit that a ref names; empty if there is none. */
    public Optional<String> commit(Path folder, String ref) throws IOException, InterruptedException {
        Answer found = run(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", ref + "^{commit}");
        return Optional.of(found.line())
                .filter(name -> found.isGood() && COMMIT.matcher(name).matches());
    }

    private static int exit(ProcessBuilder call, byte[] input, KeptOutput... outputs)
            throws IOException, InterruptedException {
        try {
            return ChildProcess.run(call, input, outputs);
        } catch (IOException e) {
            throw new MissingException(e);
        }
    }
}
