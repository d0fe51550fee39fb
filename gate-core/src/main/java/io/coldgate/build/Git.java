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
 * The installed git, on its own: it asks nothing, runs no hook, and reaches no other repository, so that what a
 * thresholds file names can at worst be unknown.
 */
public final class Git {
    /**
     * The variables that a hook which starts the gate has set for its own repository ({@code git rev-parse
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
    /** More than any answer that is taken whole. */
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

    /** Returns the same that may reach other repositories, for who was told to fetch or to push. */
    Git reachingRemotes() {
        return new Git(
                program,
                settings.stream().filter(setting -> !setting.equals(NO_REMOTES)).toList(),
                more);
    }

    /** Returns the same with variables of its own, such as an index in another place. */
    Git with(Map<String, String> variables) {
        return new Git(program, settings, variables);
    }

    /** There is no such program. */
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

        /** Returns what is missing, and what to do; of no setting, for any call of git can meet it. */
        public Problem problem() {
            return problem;
        }
    }

    /** The result of a call. */
    public record Answer(int exit, String output, String errors) {
        /** Returns whether git was content. */
        public boolean isGood() {
            return exit == 0;
        }

        /** The first line of the output. */
        public String line() {
            return output.lines().findFirst().orElse("");
        }

        /** Git's own last word, fit for people. */
        public String reason() {
            String last = errors.lines()
                    .filter(line -> !line.isBlank())
                    .reduce((first, second) -> second)
                    .orElse("exit code " + exit);
            return Printable.escape(last, LONGEST_REASON);
        }
    }

    /** Calls it and waits for its end. */
    public Answer run(Path folder, String... arguments) throws IOException, InterruptedException {
        return run(folder, new byte[0], arguments);
    }

    /**
     * The same with an input.
     *
     * @param input what it reads
     */
    Answer run(Path folder, byte[] input, String... arguments) throws IOException, InterruptedException {
        return run(
                folder,
                input,
                (exit, output, errors) -> new Answer(exit, output.text(MOST_BYTES), errors.text(MOST_BYTES)),
                arguments);
    }

    /**
     * A reader of what git printed.
     *
     * @param <T> what it is read as
     */
    interface OutputReader<T> {
        T read(int exit, KeptOutput output, KeptOutput errors) throws IOException;
    }

    /** Calls it with an input, waits for its end, and reads what it printed. */
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

    /** Returns the full name of the commit that a ref names; empty where there is none. */
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
