package io.coldgate.change;

import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.CloudSettings;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Invocations.WarmUp;
import io.coldgate.thresholds.SourcePattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The inputs that a function is built from, as far as its entry and its sources show them.
 *
 * @param places files, and folders with everything below them
 * @param siblings folders of which only the immediate files count
 * @param sourceFolders folders whose build files count, and those of the folders above them
 * @param patterns the patterns in {@code sources}
 * @param isKnown whether the list is believed to be complete
 */
record FunctionInputs(
        Set<Path> places, Set<Path> siblings, Set<Path> sourceFolders, List<SourcePattern> patterns, boolean isKnown) {
    /** The files that describe builds, in a folder of sources or above. */
    private static final Set<String> BUILD_FILES = Set.of(
            "go.mod",
            "go.sum",
            "go.work",
            "go.work.sum",
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "settings.gradle",
            "settings.gradle.kts",
            "gradle.properties",
            "package.json",
            "package-lock.json",
            "npm-shrinkwrap.json",
            "yarn.lock",
            "pnpm-lock.yaml",
            "pnpm-workspace.yaml",
            "tsconfig.json",
            "requirements.txt",
            "pyproject.toml",
            "poetry.lock",
            "uv.lock",
            "Pipfile.lock",
            "Cargo.toml",
            "Cargo.lock",
            "Gemfile.lock",
            "Directory.Build.props",
            "Makefile",
            "Dockerfile");

    /** Determines the inputs. */
    static FunctionInputs of(FunctionSpec function, Path folder, WorkingTree tree, GoImports go)
            throws InterruptedException {
        Set<Path> places = named(function);
        List<String> command = function.source().build().orElse(List.of());
        CommandSources build = new CommandSources(command, folder, tree);
        if (!function.source().patterns().isEmpty()) {
            // Named sources are the code; flags and recipes are in the Makefile.
            places.addAll(build.makefiles());
            return new FunctionInputs(
                    withTargets(places), Set.of(), Set.of(), function.source().patterns(), true);
        }
        Set<Path> sources = new LinkedHashSet<>(build.folders());
        boolean isKnown = build.isKnown();
        if (sources.isEmpty() && !command.isEmpty()) {
            function.source()
                    .packagePath()
                    .flatMap(path -> ownFolder(path, folder, tree))
                    .ifPresent(sources::add);
            isKnown = !sources.isEmpty();
        }
        isKnown |= command.isEmpty()
                && function.source().packagePath().filter(tree::tracks).isPresent();
        // The inputs of the baseline are not inputs of the candidate.
        List<String> ofBaseline =
                function.comparison().baseline().flatMap(Baseline::build).orElse(List.of());
        CommandSources baseline = new CommandSources(ofBaseline, folder, tree);
        sources.addAll(baseline.folders());
        places.addAll(build.files());
        places.addAll(baseline.files());
        Set<Path> siblings = new LinkedHashSet<>(build.siblings());
        siblings.addAll(baseline.siblings());
        Set<Path> sourceFolders = new LinkedHashSet<>();
        for (Path source : sources) {
            sourceFolders.add(source);
            places.addAll(withImports(source, tree, go));
        }
        sourceFolders.addAll(places.stream().filter(Files::isDirectory).toList());
        return new FunctionInputs(withTargets(places), siblings, sourceFolders, List.of(), isKnown);
    }

    /** Returns the files and folders that the function's entry names explicitly. */
    private static Set<Path> named(FunctionSpec function) {
        Set<Path> named = new LinkedHashSet<>();
        function.source().packagePath().ifPresent(named::add);
        function.configuration().payloads().forEach(payload -> named.add(payload.file()));
        function.configuration().invocations().warmUp().map(WarmUp::payload).ifPresent(named::add);
        function.target().cloud().localLayers().forEach(layer -> named.add(Path.of(layer)));
        function.comparison().baseline().ifPresent(baseline -> {
            baseline.packagePath().ifPresent(named::add);
            baseline.change().layers().stream()
                    .flatMap(List::stream)
                    .filter(CloudSettings::isLocal)
                    .forEach(layer -> named.add(Path.of(layer)));
        });
        return named;
    }

    /** Adds the targets of links, because git names a file by its real path. */
    private static Set<Path> withTargets(Set<Path> places) {
        Set<Path> all = new LinkedHashSet<>(places);
        for (Path place : places) {
            try {
                all.add(place.toRealPath());
            } catch (IOException e) {
                // It does not exist, or not yet.
                continue;
            }
        }
        return all;
    }

    /** Returns the first changed file that is one of the inputs, if any. */
    Optional<Path> touchedBy(Set<Path> changed) {
        return changed.stream().filter(this::contains).findFirst();
    }

    private boolean contains(Path file) {
        Path parent = file.getParent();
        // A submodule changes as a whole, under the name of its folder.
        return places.stream().anyMatch(place -> file.startsWith(place) || place.startsWith(file))
                || siblings.contains(parent)
                || patterns.stream().anyMatch(pattern -> pattern.matches(file))
                || parent != null
                        && BUILD_FILES.contains(String.valueOf(file.getFileName()))
                        && sourceFolders.stream().anyMatch(source -> source.startsWith(parent));
    }

    /**
     * Returns the folder of a package, which usually contains its sources, unless it also contains the thresholds file
     * or has no sources.
     */
    private static Optional<Path> ownFolder(Path packagePath, Path folder, WorkingTree tree) {
        return Optional.ofNullable(packagePath.getParent())
                .filter(parent -> !folder.startsWith(parent))
                .filter(parent -> tree.sources(parent).findAny().isPresent());
    }

    /**
     * Returns the folder; if there is Go source in it or below it, also all imports, or the whole module if go cannot
     * list them. A whole module needs no list.
     */
    private static Set<Path> withImports(Path source, WorkingTree tree, GoImports go) throws InterruptedException {
        Set<Path> folders = new LinkedHashSet<>();
        folders.add(source);
        boolean isGo = GoImports.isGo(source)
                || tree.sources(source).anyMatch(file -> file.toString().endsWith(".go"));
        Optional<Path> module = isGo ? GoImports.module(source, tree.top()) : Optional.empty();
        if (module.isPresent() && (GoImports.isGo(source) || !module.get().equals(source))) {
            folders.addAll(go.folders(source, tree.top()).orElse(Set.of(module.get())));
        }
        return folders;
    }
}
