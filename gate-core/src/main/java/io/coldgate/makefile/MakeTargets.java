package io.coldgate.makefile;

import io.coldgate.unit.Expansion;
import io.coldgate.unit.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The targets of Makefiles, with those of the files that they include, read without running make. */
public final class MakeTargets {
    /** The call of make's function that gives the folder in which make runs; like a variable, it can be given. */
    public static final String WORKING_FOLDER = "shell pwd";

    /** The call that gives the top of the git repository; like a variable, it can be given. */
    public static final String TOP_OF_REPOSITORY = "shell git rev-parse --show-toplevel";

    /** The names under which make looks for its file, in its order. */
    private static final List<String> NAMES = List.of("GNUmakefile", "makefile", "Makefile");

    /** A command that creates a zip: the folder that it changes to first, and the zip that it writes. */
    private static final Pattern PACKING =
            Pattern.compile("(?:\\bcd\\s++(\\S+)\\s*+&&\\s*+)?\\bzip\\s++(?:-\\S++\\s++)*+(\\S+\\.zip)(?!\\S)");

    /** The compiler option for the output file. */
    private static final Pattern OUTPUT = Pattern.compile("(?<!\\S)-o[ \\t]++(\\S++)");

    private final List<Target> targets = new ArrayList<>();
    private final Set<Path> files = new LinkedHashSet<>();
    private final Set<Path> tooLong = new LinkedHashSet<>();
    private final Expansion expansion = new Expansion();
    private boolean isComplete = true;

    /**
     * A target.
     *
     * @param folder the folder of its Makefile
     * @param name its name
     * @param recipe its lines
     */
    public record Target(Path folder, String name, String recipe) {
        /** Returns whether the recipe names that folder of sources. */
        public boolean names(Path source) {
            String relative = folder.relativize(source).toString();
            return !relative.isEmpty()
                    && Pattern.compile("(?<![A-Za-z0-9_.-])(?:\\./)?" + Pattern.quote(relative) + "(?![A-Za-z0-9_./-])")
                            .matcher(recipe)
                            .find();
        }

        /** Returns the zip with another name than the target's that its recipe writes, if there is one. */
        public Optional<Path> packed() {
            List<MatchResult> zips = PACKING.matcher(recipe).results().toList();
            return zips.size() == 1 ? packed(zips.get(0)) : Optional.empty();
        }

        private Optional<Path> packed(MatchResult zip) {
            String to = zip.group(1) == null ? "" : zip.group(1);
            return inside(to, zip.group(2));
        }

        private Optional<Path> inside(String to, String written) {
            return PlainText.isHarmless(to + written)
                    ? Optional.of(folder.resolve(to).resolve(written).normalize())
                            .filter(path -> path.startsWith(folder))
                    : Optional.empty();
        }

        /** Returns whether its recipe writes that zip, compiles to that file, or compiles into that folder. */
        public boolean writes(Path file) {
            return PACKING.matcher(recipe)
                            .results()
                            .flatMap(zip -> packed(zip).stream())
                            .anyMatch(file::equals)
                    || OUTPUT.matcher(recipe)
                            .results()
                            .flatMap(output -> inside("", output.group(1)).stream())
                            .anyMatch(path -> path.equals(file) || file.equals(path.getParent()));
        }

        /** Returns whether the recipe builds for another architecture than the given one in Go's notation. */
        public boolean isForAnother(String goArchitecture) {
            Matcher wanted = Pattern.compile("GOARCH=[\"']?([a-z0-9]+)").matcher(recipe);
            return wanted.find() && !wanted.group(1).equals(goArchitecture);
        }

        /** Returns the words that call it in {@code base}. */
        public String command(Path base) {
            return "make " + inFolder(base) + name;
        }

        /**
         * Returns the option that points make from {@code base} to its Makefile, with a trailing space; empty if it is
         * in {@code base}.
         */
        public String inFolder(Path base) {
            String relative = base.relativize(folder).toString();
            return relative.isEmpty() ? "" : "-C " + relative + " ";
        }
    }

    /**
     * Returns the targets of a folder's Makefile, deployments included; without any if it has none.
     *
     * @param variables variables that are given to make, and override those of the file
     */
    public static MakeTargets in(Path folder, Map<String, String> variables) throws IOException {
        Optional<Path> file = file(folder);
        return file.isPresent() ? in(folder, file.get(), variables) : new MakeTargets();
    }

    /**
     * Returns the targets of a Makefile that make reads in a folder, deployments included.
     *
     * @param variables variables that are given to make, and override those of the file
     */
    public static MakeTargets in(Path folder, Path makefile, Map<String, String> variables) throws IOException {
        MakeTargets read = new MakeTargets();
        read.add(folder, makefile, variables);
        return read;
    }

    private static Optional<Path> file(Path folder) {
        return NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
    }

    /** Returns the targets of those files, except deployments: {@code init} runs the target that builds a function. */
    public static MakeTargets of(Path base, List<Path> makefiles) throws IOException {
        MakeTargets read = new MakeTargets();
        for (Path file : makefiles) {
            Path folder = file.getParent();
            String way = folder == null ? " " : base.relativize(folder).toString();
            if (folder != null && Files.isReadable(file) && (way.isEmpty() || PlainText.isHarmless(way))) {
                read.add(folder, file, Map.of());
            }
        }
        read.targets.removeAll(Deployments.of(read.targets));
        return read;
    }

    private void add(Path folder, Path file, Map<String, String> variables) throws IOException {
        MakeReader reader = new MakeReader(folder, variables, expansion, targets);
        reader.read(file);
        files.addAll(reader.files());
        tooLong.addAll(reader.tooLong());
        isComplete &= reader.isComplete();
    }

    /** Returns the Makefiles, and the files that they include. */
    public Set<Path> files() {
        return files;
    }

    /** Returns whether every included file was read, except missing ones; false if make computes the name of one. */
    public boolean isComplete() {
        return isComplete;
    }

    /**
     * Returns the Makefiles that are partly ignored because they are too long after substitution of their variables.
     */
    public Set<Path> tooLong() {
        return tooLong;
    }

    /** Returns the target that make makes if none is named: the first one. */
    public Optional<Target> usual() {
        return targets.stream().filter(target -> !target.name().contains("%")).findFirst();
    }

    /** Returns the target of that name in that folder's Makefile. */
    public Optional<Target> named(Path folder, String name) {
        return targets.stream()
                .filter(target -> target.folder().equals(folder))
                .flatMap(target -> match(target, name).stream())
                .findFirst();
    }

    /** Returns the target that creates a file or folder: the target has its name, or the recipe writes it. */
    public Optional<Target> making(Path file) {
        Optional<Target> called = targets.stream()
                .filter(target -> file.startsWith(target.folder()))
                .flatMap(
                        target -> match(target, target.folder().relativize(file).toString()).stream())
                .findFirst();
        return called.or(() -> targets.stream()
                .filter(target -> !target.name().contains("%"))
                .filter(target -> file.startsWith(target.folder()) && target.writes(file))
                .findFirst());
    }

    /** Returns the target that creates a zip from that folder of sources, and the zip. */
    public Optional<Map.Entry<Target, Path>> zipOf(Path source) {
        for (Target target : targets) {
            if (!target.name().endsWith(".zip")) {
                continue;
            }
            // A pattern has a different stem for each zip; the folder's own name is the likely stem.
            Optional<Target> one = match(target, target.name().replace("%", String.valueOf(source.getFileName())));
            if (one.isPresent() && one.get().names(source)) {
                try {
                    return Optional.of(Map.entry(
                            one.get(), target.folder().resolve(one.get().name()).normalize()));
                } catch (InvalidPathException e) {
                    return Optional.empty();
                }
            }
        }
        return targets.stream()
                .filter(target -> !target.name().contains("%") && target.names(source))
                .flatMap(target -> target.packed().map(zip -> Map.entry(target, zip)).stream())
                .findFirst();
    }

    private static Optional<Target> match(Target target, String name) {
        String wanted = target.name().startsWith("./") ? "./" + name : name;
        if (!target.name().contains("%")) {
            return target.name().equals(wanted) ? Optional.of(target) : Optional.empty();
        }
        int at = target.name().indexOf('%');
        String before = target.name().substring(0, at);
        String after = target.name().substring(at + 1);
        if (!PlainText.isHarmless(wanted)
                || !wanted.startsWith(before)
                || !wanted.endsWith(after)
                || wanted.length() <= before.length() + after.length()) {
            return Optional.empty();
        }
        String stem = wanted.substring(before.length(), wanted.length() - after.length());
        Expansion one = new Expansion();
        return one.replaced(target.recipe(), target.name(), wanted)
                .flatMap(recipe -> one.replaced(recipe, "$*", stem))
                .flatMap(recipe -> one.replaced(recipe, "$(*)", stem))
                .flatMap(recipe -> one.replaced(recipe, "%", stem))
                .map(recipe -> new Target(target.folder(), wanted, recipe));
    }
}
