package io.coldgate.build;

import io.coldgate.artifact.GoBuild;
import io.coldgate.explain.GoListException;
import io.coldgate.explain.ImportGraph;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Asks the installed go which packages a program consists of, for the platform and the build tags of the program.
 * Nothing is built, fetched or written.
 */
public final class GoPackages {
    /** The time limit of a listing, which takes a second or two: a go that hangs must not hang the gate. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int MOST_BYTES = 64 << 20;
    private static final int LONGEST_REASON = 300;

    private static final String FIELDS = "ImportPath,Name,Dir,Standard,Imports,ImportMap,GoFiles,CgoFiles,Module";

    /** Build settings by which go selects files; the environment variables have the same names. */
    private static final Set<String> CHOICES =
            Set.of("GOOS", "GOARCH", "CGO_ENABLED", "GOEXPERIMENT", "GOAMD64", "GOARM64", "GOARM", "GO386");

    /**
     * Variables that prevent network access, and changes of go.mod by a user's {@code -mod=mod}. Without {@code
     * GONOPROXY}, a private module would be fetched even without a proxy. An empty GOFLAGS would not override the one
     * of {@code go env -w}.
     */
    private static final Map<String, String> VARIABLES = Map.of(
            "GOPROXY", "off",
            "GONOPROXY", "none",
            "GOVCS", "*:off",
            "GOSUMDB", "off",
            "GOFLAGS", "-buildvcs=false");

    private final String program;

    /** Uses the go on the PATH. */
    public GoPackages() {
        this("go");
    }

    /**
     * Uses another go.
     *
     * @param program its name or path
     */
    GoPackages(String program) {
        this.program = program;
    }

    /**
     * Lists the packages of a program whose module is in, above or below a folder.
     *
     * @param build the build information from the program
     * @param folder usually the folder of the thresholds file
     */
    public GoListing list(GoBuild build, Path folder) throws InterruptedException {
        Path absolute = folder.toAbsolutePath().normalize();
        return list(build, absolute, absolute.getRoot());
    }

    /**
     * Lists the packages of a function's program at a git ref, in the worktree in which baselines are built; it is
     * created if necessary. Nothing is built.
     *
     * @param ref as in {@code baseline.ref}
     * @param build the build information from the baseline's program
     */
    public GoListing listAt(GitBaseline baseline, FunctionSpec function, String ref, GoBuild build)
            throws InterruptedException {
        try {
            return baseline.read(function, ref, checkedOut -> list(build, checkedOut.folder(), checkedOut.worktree()));
        } catch (PreparationException e) {
            return new GoListing.Unlisted(e.problems().get(0).about("").withoutPlace());
        }
    }

    private GoListing list(GoBuild build, Path folder, Path top) throws InterruptedException {
        Optional<String> main = build.mainPackage().filter(GoPackages::isOnePackage);
        if (main.isEmpty() || build.modulePath().isEmpty()) {
            return new GoListing.Unlisted("the program does not say which package of which module it was built from:"
                    + " build a package, as in go build ./cmd/checkout, and not files");
        }
        String module = build.modulePath().get();
        Optional<Path> found = GoModules.find(module, folder, top);
        if (found.isEmpty()) {
            return new GoListing.Unlisted("no go.mod at, above or below " + Printable.escape(folder.toString(), 300)
                    + " is that of " + Printable.quote(module));
        }
        try (KeptOutput output = KeptOutput.open();
                KeptOutput errors = KeptOutput.open()) {
            ProcessBuilder call = call(build, main.get(), found.get())
                    .redirectOutput(output.target())
                    .redirectError(errors.target());
            return listing(call, output, errors, found.get());
        } catch (IOException e) {
            return new GoListing.Unlisted("the output of go list cannot be kept: "
                    + Printable.escape(String.valueOf(e.getMessage()), LONGEST_REASON));
        }
    }

    /** Returns whether go reads the word as the path of one package, rather than an option, a pattern or a file. */
    private static boolean isOnePackage(String path) {
        return !path.isEmpty()
                && !path.startsWith("-")
                && !path.contains("...")
                && !path.endsWith(".go")
                && !path.equals("command-line-arguments");
    }

    private ProcessBuilder call(GoBuild build, String main, Path folder) {
        List<String> command = new ArrayList<>(List.of(program, "list", "-deps", "-json=" + FIELDS));
        Optional.ofNullable(build.settings().get("-tags")).ifPresent(tags -> command.add("-tags=" + tags));
        command.add(main);
        ProcessBuilder call = new ProcessBuilder(command).directory(folder.toFile());
        Map<String, String> environment = call.environment();
        environment.keySet().removeAll(Git.LOCAL_VARIABLES);
        environment.keySet().removeAll(CHOICES);
        environment.put("GOOS", "linux");
        CHOICES.forEach(name ->
                Optional.ofNullable(build.settings().get(name)).ifPresent(value -> environment.put(name, value)));
        environment.putAll(VARIABLES);
        return call;
    }

    private static GoListing listing(ProcessBuilder call, KeptOutput output, KeptOutput errors, Path module)
            throws IOException, InterruptedException {
        OptionalInt exit;
        try {
            exit = ChildProcess.run(call, PATIENCE, output, errors);
        } catch (IOException e) {
            return new GoListing.Unlisted("there is no go on the PATH to ask for the imports");
        }
        if (exit.isEmpty()) {
            return new GoListing.Unlisted("go list did not end within " + PATIENCE.toSeconds() + " s");
        }
        if (exit.getAsInt() != 0) {
            return new GoListing.Unlisted("go list says: " + firstWord(errors.text(MOST_BYTES), exit.getAsInt()));
        }
        if (output.size() > MOST_BYTES) {
            return new GoListing.Unlisted("go list printed over " + (MOST_BYTES >> 20) + " MB");
        }
        try {
            return new GoListing.Listed(ImportGraph.parse(output.text(MOST_BYTES)), module);
        } catch (GoListException e) {
            return new GoListing.Unlisted(e.getMessage());
        }
    }

    /** Returns go's first error, because later ones mostly follow from it. */
    private static String firstWord(String errors, int exit) {
        String first = errors.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("go: warning"))
                .findFirst()
                .orElse("exit code " + exit);
        return Printable.escape(first.strip(), LONGEST_REASON);
    }
}
