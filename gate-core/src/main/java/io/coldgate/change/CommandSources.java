package io.coldgate.change;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The files and folders that a build command names, in its own words or in those of the make targets that it calls. */
final class CommandSources {
    private final WorkingTree tree;
    private final Set<Path> folders = new LinkedHashSet<>();
    private final Set<Path> files = new LinkedHashSet<>();
    private final Set<Path> siblings = new LinkedHashSet<>();
    private final Set<Path> makefiles;
    private final boolean isKnown;

    /**
     * Reads a command.
     *
     * @param command the program and its arguments; may be empty
     * @param folder where it runs
     */
    CommandSources(List<String> command, Path folder, WorkingTree tree) {
        this.tree = tree;
        MakeRecipes recipes = new MakeRecipes(tree.top());
        Set<Path> workplaces = new LinkedHashSet<>();
        for (CommandLine line : CommandLine.ofCommand(command)) {
            workplaces.addAll(addNamed(line, folder));
            recipes.call(line, folder);
        }
        boolean namesFolder = !folders.isEmpty() || !workplaces.isEmpty();
        for (MakeRecipes.Recipe recipe : recipes.found()) {
            recipe.lines().forEach(line -> folders.addAll(addNamed(line, recipe.folder())));
        }
        makefiles = recipes.makefiles();
        files.addAll(makefiles);
        // What is called in a folder says better than the folder what is read there, if it says all.
        boolean isSaid = !recipes.found().isEmpty() && !recipes.isVague() && !folders.isEmpty();
        workplaces.stream().filter(place -> !isSaid || holdsSources(place)).forEach(folders::add);
        isKnown = !folders.isEmpty() && (namesFolder || !recipes.isVague());
    }

    /** Returns the folders of sources. */
    Set<Path> folders() {
        return folders;
    }

    /** Returns the files. */
    Set<Path> files() {
        return files;
    }

    /** Returns the Makefiles that it reads, and the files that these include. */
    Set<Path> makefiles() {
        return makefiles;
    }

    /** Returns the folders of scripts, of which only the immediate files count. */
    Set<Path> siblings() {
        return siblings;
    }

    /** Returns whether these folders are believed to be all: the command names one, or no recipe computes a path. */
    boolean isKnown() {
        return isKnown;
    }

    /**
     * Adds what a line names. Returns the folders in which it only works, unless it names a folder after them and they
     * hold no sources themselves.
     */
    private Set<Path> addNamed(CommandLine line, Path start) {
        Set<Path> workplaces = new LinkedHashSet<>();
        for (CommandLine.Word word : line.placed(start)) {
            Optional<Path> named = existing(word.folder(), word.text()).or(() -> existing(start, word.text()));
            named.filter(path -> !Files.isDirectory(path)).ifPresent(this::addFile);
            Optional<Path> folder = named.filter(Files::isDirectory).filter(tree::tracks);
            if (word.isWorkplace()) {
                folder.ifPresent(workplaces::add);
            } else if (folder.isPresent()) {
                folders.add(folder.get());
                workplaces.removeIf(place -> !holdsSources(place));
            }
        }
        return workplaces;
    }

    /** Returns the file or folder in the repository that a word names; Go writes {@code cmd/...} for all below. */
    private Optional<Path> existing(Path folder, String word) {
        return CommandLine.resolved(folder, word.endsWith("/...") ? word.substring(0, word.length() - 4) : word)
                // An option with a value would resolve to a path: --directory=a/.. to the folder itself.
                .filter(path -> !word.startsWith("-"))
                .filter(path -> path.startsWith(tree.top()) && Files.exists(path));
    }

    private boolean holdsSources(Path folder) {
        return tree.sources(folder).anyMatch(file -> folder.equals(file.getParent()));
    }

    /** Adds a script with the files beside it, which it may use, or a Go file with its package. */
    private void addFile(Path file) {
        files.add(file);
        Path parent = file.getParent();
        if (parent == null || parent.equals(tree.top()) || !tree.tracks(file)) {
            return;
        }
        if (file.toString().endsWith(".go")) {
            folders.add(parent);
        } else {
            siblings.add(parent);
        }
    }
}
