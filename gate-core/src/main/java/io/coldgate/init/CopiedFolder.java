package io.coldgate.init;

import io.coldgate.unit.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The package of a function whose code is a folder of sources. If it has dependencies, or is the whole repository, the
 * folder is copied, and dependencies are installed in the copy: the user's own installation in the folder is left
 * alone.
 */
final class CopiedFolder {
    /** Names of files that belong in no package, and that a checkout of another commit would not contain. */
    private static final List<String> EXCLUDED = List.of("node_modules", "__pycache__");

    /** Further names to exclude if the folder is a whole repository. */
    private static final List<String> EXCLUDED_OF_BASE = List.of(".git", ".aws-sam", ".venv", "coldgate-out");

    private static final Pattern DEPENDENCIES = Pattern.compile("\"dependencies\"\\s*:\\s*\\{\\s*\"");
    private static final Pattern PATHS = Pattern.compile("\"(?:file|link|portal|workspace):");

    private final Path base;
    private final Host host;
    private final Path code;
    private final String name;

    CopiedFolder(Path base, Host host, Path code, String name) {
        this.base = base;
        this.host = host;
        this.code = code;
        this.name = name;
    }

    /** Returns the package for that runtime, and the command that builds it. */
    FoundFunction.Code packaged(String runtime) throws SamFunctions.LeftOutException, IOException {
        String build;
        if (runtime.startsWith("python") && hasRequirements()) {
            build = python();
        } else if (runtime.startsWith("nodejs") && hasPackages()) {
            build = copy(made()) + npm(made(), " --omit=dev");
        } else if (code.equals(base)) {
            build = copy(made());
        } else {
            return new FoundFunction.Code(Optional.empty(), folder(), sources());
        }
        return new FoundFunction.Code(Optional.of(shell(build)), made(), sources());
    }

    /** Returns the package that esbuild creates, called in the same way as by SAM. */
    FoundFunction.Code bundled(TemplateNode properties, String handler)
            throws SamFunctions.LeftOutException, IOException {
        Path file = code.resolve("package.json");
        if (!Files.isRegularFile(file) || !PlainText.start(file).contains("\"esbuild\"")) {
            throw new SamFunctions.LeftOutException("SAM builds it with esbuild, which no package.json in its CodeUri"
                    + " names: write its entry with the build: that bundles it");
        }
        String copy = made() + "/sources";
        String bundle = made() + "/package";
        String build = copy(copy) + npm(copy, "") + " && " + Esbuild.command(code, copy, bundle, properties, handler);
        return new FoundFunction.Code(Optional.of(shell(build)), bundle, sources());
    }

    private String made() {
        return GoMains.buildFolder(name);
    }

    private String folder() {
        String relative = base.relativize(code).toString();
        return relative.isEmpty() ? "." : relative;
    }

    /** Returns the sources; none if they are the whole repository. */
    private List<String> sources() {
        return code.equals(base) ? List.of() : List.of(folder());
    }

    private boolean hasRequirements() throws IOException {
        Path file = code.resolve("requirements.txt");
        return Files.isRegularFile(file)
                && PlainText.start(file)
                        .lines()
                        .anyMatch(line -> !line.isBlank() && !line.strip().startsWith("#"));
    }

    private boolean hasPackages() throws IOException {
        Path file = code.resolve("package.json");
        return Files.isRegularFile(file)
                && DEPENDENCIES.matcher(PlainText.start(file)).find();
    }

    private String shell(String build) throws SamFunctions.LeftOutException {
        if (!PlainText.isHarmless(folder())) {
            throw new SamFunctions.LeftOutException(Findings.HARMFUL_PATH);
        }
        return "sh -c '" + build + "'";
    }

    private String copy(String into) {
        return "rm -rf " + made() + " && mkdir -p " + into + " && " + copied(into);
    }

    private String copied(String into) {
        String excluded = Stream.concat(
                        EXCLUDED.stream(), code.equals(base) ? EXCLUDED_OF_BASE.stream() : Stream.empty())
                .map(word -> " --exclude=" + word)
                .collect(Collectors.joining());
        return "tar -C " + folder() + excluded + " -cf - . | tar -C " + into + " -xf -";
    }

    /**
     * Returns the command for Python. The sources are copied last, as SAM does: a module of theirs replaces an
     * installed one with the same name.
     */
    private String python() {
        String requirements = folder().equals(".") ? "requirements.txt" : folder() + "/requirements.txt";
        return "rm -rf " + made() + " && python3 -m pip install -q -r " + requirements + " -t " + made() + " && "
                + copied(made());
    }

    private String npm(String copy, String more) throws SamFunctions.LeftOutException, IOException {
        if (!host.hasProgram().test("npm")) {
            throw new SamFunctions.LeftOutException("there is no npm on the PATH to install its packages with");
        }
        if (PATHS.matcher(PlainText.start(code.resolve("package.json"))).find()) {
            throw new SamFunctions.LeftOutException(
                    "its package.json names packages by their paths: write its entry with the build: that installs"
                            + " them");
        }
        String command = Files.isRegularFile(code.resolve("package-lock.json")) ? "ci" : "install";
        // The prepare script, for instance for git hooks, often needs a development tool that was left out.
        return " && npm pkg delete scripts.prepare --prefix " + copy + " && npm " + command + more
                + " --no-audit --no-fund --prefix " + copy;
    }
}
