package io.coldgate.init;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The files below a folder that can be of interest, sorted; no link is followed, and depth and number are bounded. */
final class Tree {
    private static final int DEEPEST = 8;
    private static final int MOST_VISITED = 50_000;
    private static final Set<String> PASSED_OVER =
            Set.of("node_modules", "vendor", "target", "testdata", "coldgate-out", "__pycache__");

    private final Path root;
    private final List<Path> zips = new ArrayList<>();
    private final List<Path> goSources = new ArrayList<>();
    private final List<Path> templates = new ArrayList<>();
    private final List<Path> makefiles = new ArrayList<>();
    private final List<Path> foreign = new ArrayList<>();
    private int visited;

    private Tree(Path root) {
        this.root = root;
    }

    static Tree of(Path root) throws IOException {
        Tree tree = new Tree(root);
        Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), DEEPEST, tree.new Visitor());
        tree.zips.sort(null);
        tree.goSources.sort(null);
        tree.templates.sort(null);
        tree.makefiles.sort(null);
        tree.foreign.sort(null);
        return tree;
    }

    List<Path> zips() {
        return zips;
    }

    List<Path> goSources() {
        return goSources;
    }

    List<Path> templates() {
        return templates;
    }

    List<Path> makefiles() {
        return makefiles;
    }

    /** The project files of tools whose functions are not read. */
    List<Path> foreign() {
        return foreign;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = String.valueOf(folder.getFileName());
            boolean skipped = !folder.equals(root) && (name.startsWith(".") || PASSED_OVER.contains(name));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (++visited > MOST_VISITED) {
                return FileVisitResult.TERMINATE;
            }
            if (attributes.isRegularFile()) {
                sort(file, String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT));
            }
            return FileVisitResult.CONTINUE;
        }

        private void sort(Path file, String name) {
            if (name.endsWith(".zip")) {
                zips.add(file);
            } else if (name.endsWith(".go") && !name.endsWith("_test.go")) {
                goSources.add(file);
            } else if (name.matches("template\\.(?:ya?ml|json)")) {
                templates.add(file);
            } else if (name.equals("makefile") || name.equals("gnumakefile")) {
                makefiles.add(file);
            } else if (ForeignProjects.isOne(name)) {
                foreign.add(file);
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
