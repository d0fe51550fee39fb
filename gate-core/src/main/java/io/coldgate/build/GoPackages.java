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
 * Asks the installed go which packages a program is made of, for the platform and with the tags that it was built with.
 * Nothing is built, fetched or written.
 */
public final class GoPackages {
    /** A listing takes a second or two; a go that hangs must not hang the gate. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int MOST_BYTES = 64 << 20;
    private static final int LONGEST_REASON = 300;

    private static final String FIELDS = "ImportPath,Name,Dir,Standard,Imports,ImportMap,GoFiles,CgoFiles,Module";

    /** Settings of a build by which go chooses files; its variables have the same names. */
    private static final Set<String> CHOICES =
            Set.of("GOOS", "GOARCH", "CGO_ENABLED", "GOEXPERIMENT", "GOAMD64", "GOARM64", "GOARM", "GO386");

    /**
     * No network, and no change of go.mod by a user's {@code -mod=mod}. Without {@code GONOPROXY} a private module
     * would be fetched though there is no proxy. An empty GOFLAGS would let that of {@code go env -w} through.
     */
    private static final Map<String, String> VARIABLES = Map.of(
            "GOPROXY", "off",
            "GONOPROXY", "none",
            "GOVCS", "*:off",
            "GOSUMDB", "off",
            "GOFLAGS", "-buildvcs=false");

    private final String program;

    /** Asks the go on the PATH. */
    public GoPackages() {
        this("go");
    }

    /**
     * Asks another go.
     *
     * @param program its name or path
     */
    GoPackages(String program) {
        this.program = program;
    }

    /**
     * Lists the packages of a program whose module lies at, above or below a folder.
     *
     * @param build as it is in the program
     * @param folder mostly the thresholds file's
     */
    public GoListing list(GoBuild build, Path folder) throws InterruptedException {
        Path absolute = folder.toAbsolutePath().normalize();
        return list(build, absolute, absolute.getRoot());
    }

    /**
     * Lists the packages of a function's program as they are at a git ref: in the worktree that baselines are built in,
     * which is made when it is not there. Nothing is built.
     *
     * @param ref as in {@code baseline.ref}
     * @param build as it is in the baseline's program
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

    /** Returns whether go takes it for a package's path: no option, pattern or file. */
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

    /** Go's first complaint: those behind it mostly follow from it. */
    private static String firstWord(String errors, int exit) {
        String first = errors.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("go: warning"))
                .findFirst()
                .orElse("exit code " + exit);
        return Printable.escape(first.strip(), LONGEST_REASON);
    }
}
