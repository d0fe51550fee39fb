package io.coldgate.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the folder of a Go module. */
final class GoModules {
    private static final int DEEPEST = 8;
    private static final int MOST_VISITED = 50_000;

    /** The bytes read of a go.mod: the line that names the module comes first, after comments at most. */
    private static final int READ_AT_MOST = 1 << 16;

    private static final Set<String> PASSED_OVER = Set.of("node_modules", "vendor", "target", "testdata");

    private static final Pattern MODULE =
            Pattern.compile("(?m)^[ \\t]*module[ \\t]+(?:\\(\\s*)?(?:\"([^\"\\n]+)\"|`([^`\\n]+)`|([^\\s()\"`]+))");

    private GoModules() {}

    /** A folder on the way down, with its depth. */
    private record Level(Path folder, int depth) {}

    /**
     * Returns the folder whose go.mod names the module: the folder itself or one above it, otherwise the first one
     * below it, ordered by depth and then by name. Links are not followed, and the depth and the number of folders are
     * bounded.
     *
     * @param module its path
     * @param top the topmost folder that is searched
     */
    static Optional<Path> find(String module, Path folder, Path top) {
        for (Path above = folder; above != null && above.startsWith(top); above = above.getParent()) {
            if (isModule(above, module)) {
                return Optional.of(above);
            }
        }
        return walk(folder, below -> isModule(below, module));
    }

    /**
     * Returns the folders of all modules at or below a folder, by the modules' paths; several folders may have one.
     * Links are not followed, and the depth and the number of folders are bounded.
     */
    static Map<String, List<Path>> below(Path folder) {
        Map<String, List<Path>> modules = new HashMap<>();
        var unused = walk(folder, below -> {
            module(below)
                    .ifPresent(module -> modules.computeIfAbsent(module, path -> new ArrayList<>())
                            .add(below));
            return false;
        });
        return modules;
    }

    /** Returns the first folder that is wanted, the folder itself first. */
    private static Optional<Path> walk(Path folder, Predicate<Path> wanted) {
        Deque<Level> open = new ArrayDeque<>(List.of(new Level(folder, 0)));
        int visited = 0;
        while (!open.isEmpty() && visited < MOST_VISITED) {
            Level at = open.remove();
            if (wanted.test(at.folder())) {
                return Optional.of(at.folder());
            }
            if (at.depth() < DEEPEST) {
                List<Path> entries = entries(at.folder(), MOST_VISITED - visited);
                visited += entries.size();
                entries.stream()
                        .filter(GoModules::isOfInterest)
                        .sorted()
                        .forEach(entry -> open.add(new Level(entry, at.depth() + 1)));
            }
        }
        return Optional.empty();
    }

    private static boolean isOfInterest(Path entry) {
        String name = String.valueOf(entry.getFileName());
        return !name.startsWith(".")
                && !PASSED_OVER.contains(name)
                && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns the entries of a folder; none if it cannot be read. */
    private static List<Path> entries(Path folder, int most) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (found.size() == most) {
                    break;
                }
                found.add(entry);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return found;
        }
        return found;
    }

    private static boolean isModule(Path folder, String module) {
        return module(folder).equals(Optional.of(module));
    }

    /** Returns the path of the module in a folder; empty if there is none, or if it cannot be read. */
    private static Optional<String> module(Path folder) {
        Path file = folder.resolve("go.mod");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return path(new String(in.readNBytes(READ_AT_MOST), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns the module's path in the text of a go.mod. */
    static Optional<String> path(String goMod) {
        Matcher found = MODULE.matcher(goMod);
        if (!found.find()) {
            return Optional.empty();
        }
        return Optional.ofNullable(found.group(1))
                .or(() -> Optional.ofNullable(found.group(2)))
                .or(() -> Optional.ofNullable(found.group(3)));
    }
}
