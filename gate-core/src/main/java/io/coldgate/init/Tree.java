package io.coldgate.init;

import io.coldgate.unit.Disk;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The relevant files below a folder, sorted; links are not followed, and the depth and number are bounded. */
final class Tree {
    /** The greatest depth; Java sources are deeply nested. */
    private static final int DEEPEST = 32;

    private static final Set<String> PASSED_OVER =
            Set.of("node_modules", "vendor", "target", "testdata", "coldgate-out", "__pycache__", "cdk.out");

    /** The file that identifies a Python virtual environment, which may have any name. */
    private static final String ENVIRONMENT = "pyvenv.cfg";

    private final Path root;
    private final List<Path> zips = new ArrayList<>();
    private final List<Path> goSources = new ArrayList<>();
    private final List<Path> templates = new ArrayList<>();
    private final List<Path> makefiles = new ArrayList<>();
    private final List<Path> foreign = new ArrayList<>();
    private final Map<Path, String> unseen = new TreeMap<>();
    private final int most;
    private int visited;

    private Tree(Path root, int most) {
        this.root = root;
        this.most = most;
    }

    /** Examines at most {@code most} files and folders. */
    static Tree of(Path root, int most) throws IOException {
        Tree tree = new Tree(root, most);
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

    /** Returns the project files of tools whose functions cannot be read. */
    List<Path> foreign() {
        return foreign;
    }

    /** Returns the files and folders that were not examined, and why. */
    Map<Path, String> unseen() {
        return unseen;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = String.valueOf(folder.getFileName());
            boolean skipped = !folder.equals(root)
                    && (name.startsWith(".")
                            || PASSED_OVER.contains(name)
                            || Files.exists(folder.resolve(ENVIRONMENT), LinkOption.NOFOLLOW_LINKS));
            return skipped ? FileVisitResult.SKIP_SUBTREE : counted();
        }

        private FileVisitResult counted() {
            if (++visited <= most) {
                return FileVisitResult.CONTINUE;
            }
            unseen.put(
                    root,
                    String.format(
                            Locale.ROOT,
                            "more than %,d files and folders are in it, and the others were not looked at: run coldgate"
                                    + " init in a smaller one",
                            most));
            return FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
                sort(file, String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT));
            } else if (attributes.isDirectory()) {
                unseen.put(file, "deeper than " + DEEPEST + " folders: not looked into");
            }
            return counted();
        }

        private void sort(Path file, String name) {
            if (name.endsWith(".zip")) {
                zips.add(file);
            } else if (name.endsWith(".go") && !name.endsWith("_test.go")) {
                goSources.add(file);
            } else if (SamTemplate.isCalledSo(name)) {
                templates.add(file);
            } else if (name.equals("makefile") || name.equals("gnumakefile")) {
                makefiles.add(file);
            } else if (ForeignProjects.isOne(name)) {
                foreign.add(file);
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            unseen.put(file, "cannot be read: " + Disk.reason(e));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            return e == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, e);
        }
    }
}
