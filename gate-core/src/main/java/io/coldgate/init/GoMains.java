package io.coldgate.init;

import io.coldgate.unit.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds folders of Go programs, and those that serve Lambda events. They are recognised by a few words in their
 * sources, without parsing.
 */
final class GoMains {
    private static final Pattern MAIN = Pattern.compile("(?m)^package\\s+main\\b");
    private static final Pattern LOCAL =
            Pattern.compile("(?m)(?:=>|^[ \\t]*+use|^)[ \\t]*+(\\.{1,2}(?:/[A-Za-z0-9_./@+-]++)?)[ \\t\\r]*+$");

    /** The import, with or without an alias. */
    private static final Pattern IMPORT = Pattern.compile(
            "(?m)^[ \\t]*(?:import[ \\t]+)?(?:([A-Za-z_]\\w*|\\.)[ \\t]+)?\"github\\.com/aws/aws-lambda-go/lambda\"");

    /** Names of folders that do not describe the function in them. */
    private static final Set<String> GENERAL =
            Set.of("bootstrap", "cmd", "function", "handler", "lambda", "main", "src");

    private final Path base;
    private final Host host;
    private final SortedSet<Path> programs = new TreeSet<>();
    private final SortedSet<Path> serving = new TreeSet<>();

    /** Creates a finder for commands that run in {@code base}. */
    GoMains(Path base, Host host, List<Path> sources) throws IOException {
        this.base = base;
        this.host = host;
        for (Path source : sources) {
            Path folder = source.getParent();
            if (folder != null && Files.isReadable(source) && !serving.contains(folder)) {
                look(source, folder);
            }
        }
    }

    private void look(Path source, Path folder) throws IOException {
        String text = PlainText.start(source);
        if (MAIN.matcher(text).find()) {
            programs.add(folder);
            Matcher imported = IMPORT.matcher(text);
            if (imported.find() && starts(text, imported.group(1) == null ? "lambda" : imported.group(1))) {
                serving.add(folder);
            }
        }
    }

    private static boolean starts(String text, String imported) {
        String call = imported.equals(".") ? "(?<![\\w.])Start\\w*\\s*\\(" : "\\b" + imported + "\\s*\\.\\s*Start";
        return Pattern.compile(call).matcher(text).find();
    }

    /**
     * Returns the name of a program's folder, or of a more descriptive one above: {@code orders} for
     * {@code orders/cmd}.
     */
    String nameOf(Path folder) {
        Path at = folder;
        while (at != null && !at.equals(base) && at.startsWith(base)) {
            String name = String.valueOf(at.getFileName());
            if (!GENERAL.contains(name.toLowerCase(Locale.ROOT))) {
                return name;
            }
            at = at.getParent();
        }
        return String.valueOf(folder.getFileName());
    }

    /** Returns the folders whose program calls {@code lambda.Start} itself. */
    SortedSet<Path> serving() {
        return serving;
    }

    /** Returns the folders of all programs. */
    SortedSet<Path> programs() {
        return programs;
    }

    /** Returns whether the folder has a program, regardless of where it calls {@code lambda.Start}. */
    boolean isProgram(Path folder) {
        return programs.contains(folder);
    }

    /**
     * Returns the programs in a folder and below it; only those that call {@code lambda.Start} themselves, if there are
     * any.
     */
    List<Path> below(Path folder) {
        List<Path> starting =
                serving.stream().filter(path -> path.startsWith(folder)).toList();
        return starting.isEmpty()
                ? programs.stream().filter(path -> path.startsWith(folder)).toList()
                : starting;
    }

    /** Returns the program that a name refers to: {@code OrdersFunction} or {@code orders} for {@code cmd/orders}. */
    static Optional<Path> meant(List<Path> programs, String name) {
        String wanted = plain(name);
        List<Path> same = programs.stream()
                .filter(path -> plain(String.valueOf(path.getFileName())).equals(wanted))
                .toList();
        return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
    }

    /** Returns a name in lower case, without punctuation and without words such as "function". */
    static String plain(String name) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        String bare = letters.replaceAll("(?:function|lambda|handler|fn)+$", "");
        return bare.isEmpty() ? letters : bare;
    }

    /** Returns why the program cannot be built here; empty if it can. */
    Optional<String> obstacle(Path folder) {
        if (!host.hasProgram().test("go")) {
            return Optional.of("there is no go on the PATH to build it with");
        }
        Optional<Path> module = module(folder, "go.mod");
        if (module.isEmpty()) {
            return Optional.of("no go.mod in its folder or above");
        }
        boolean harmless = List.of(base.relativize(module.get()), module.get().relativize(folder)).stream()
                .allMatch(path -> path.toString().isEmpty() || PlainText.isHarmless(path.toString()));
        return harmless ? Optional.empty() : Optional.of(Findings.HARMFUL_PATH);
    }

    private static Optional<Path> module(Path folder, String file) {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(file))) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    /** Returns the folder for the build of the named function, relative to the base. */
    static String buildFolder(String name) {
        return "coldgate-out/build/" + name;
    }

    /** Returns the path of the named function's program after the build, relative to the base. */
    static String packageOf(String name) {
        return buildFolder(name) + "/bootstrap";
    }

    /**
     * Returns the package of that name, and the command that builds it in the base: without a shell, and with the same
     * bytes in every folder.
     */
    FoundFunction.Code code(Path folder, String name) throws IOException {
        Path module = module(folder, "go.mod").orElseThrow();
        // Go finds a workspace or a module in the base by itself.
        boolean here = module.equals(base)
                || workspace(module).filter(base::startsWith).isPresent();
        Path from = here ? base : module;
        String target = from.relativize(base.resolve(packageOf(name))).toString();
        String source = from.relativize(folder).toString();
        String build = "env CGO_ENABLED=0 GOOS=linux GOARCH=" + host.goArchitecture() + " go build "
                + (here ? "" : "-C " + base.relativize(module) + " ")
                + "-trimpath -buildvcs=false -ldflags '-s -w' -tags lambda.norpc -o " + target
                + (source.isEmpty() ? " ." : " ./" + source);
        return made(build, packageOf(name), folder);
    }

    /** Returns the package that a command builds from the program in that folder. */
    FoundFunction.Code made(String build, String packagePath, Path folder) throws IOException {
        Optional<String> program = Optional.of(folder)
                .filter(path -> path.startsWith(base) && !path.equals(base))
                .map(path -> base.relativize(path).toString());
        return new FoundFunction.Code(Optional.of(build), packagePath, sources(folder), program);
    }

    private static Optional<Path> workspace(Path module) throws IOException {
        Optional<Path> found = module(module, "go.work");
        return found.isPresent() && local(found.get().resolve("go.work")).contains(module) ? found : Optional.empty();
    }

    /** Returns the folders that a go.mod uses as replacements of modules, or that a go.work uses. */
    private static List<Path> local(Path file) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent(), "a folder");
        String text = PlainText.start(file).replaceAll("//[^\n]*", "");
        return LOCAL.matcher(text)
                .results()
                .map((MatchResult found) -> folder.resolve(found.group(1)).normalize())
                .toList();
    }

    /**
     * Returns the whole module, and the local modules that it is built with: they also contain imports that are added
     * later.
     */
    List<String> sources(Path folder) throws IOException {
        Optional<Path> module = module(folder, "go.mod");
        if (module.isEmpty()) {
            return List.of();
        }
        SortedSet<Path> modules = new TreeSet<>(List.of(module.get()));
        List<Path> files = new ArrayList<>(List.of(module.get().resolve("go.mod")));
        Optional<Path> workspace = workspace(module.get());
        workspace.ifPresent(found -> files.add(found.resolve("go.work")));
        for (Path file : files) {
            modules.addAll(local(file));
        }
        workspace.ifPresent(found -> modules.add(found.resolve("go.work")));
        if (modules.contains(base) || !modules.stream().allMatch(path -> path.startsWith(base) && Files.exists(path))) {
            return List.of();
        }
        List<String> shown =
                modules.stream().map(path -> base.relativize(path).toString()).toList();
        return shown.stream().allMatch(PlainText::isHarmless) ? shown : List.of();
    }
}
