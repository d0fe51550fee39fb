package io.coldgate.build;

import io.coldgate.artifact.GoBuild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folders of a Go program's own sources, by the names that the program has for them: the module's path after a
 * build with {@code -trimpath}, otherwise the absolute path. A folder that is not certain is left out.
 */
public final class GoSources {
    /** Go's version of a module of a workspace. */
    private static final String OF_WORKSPACE = "(devel)";

    private static final String REPLACED = " => ";

    private final Path folder;
    private boolean isRead;
    private Optional<Checkout> checkout = Optional.empty();

    /**
     * Prepares to read the repository that a folder lies in, once.
     *
     * @param folder usually the folder of the thresholds file
     */
    public GoSources(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns the folders of a program, relative to the top of the repository; none outside of a repository, or if the
     * program's module is not there exactly once.
     *
     * @param build the build information from the program
     */
    public Map<String, String> of(GoBuild build) throws InterruptedException {
        Optional<String> main = build.modulePath();
        if (main.isEmpty()) {
            return Map.of();
        }
        if (!isRead) {
            checkout = read();
            isRead = true;
        }
        return checkout.map(found -> found.folders(build, main.get())).orElse(Map.of());
    }

    private Optional<Checkout> read() throws InterruptedException {
        try {
            Path top = Repository.of(new Git("git"), folder).top();
            return Optional.of(new Checkout(top, GoModules.below(top)));
        } catch (IOException | GitException e) {
            return Optional.empty();
        }
    }

    /**
     * A repository.
     *
     * @param top its topmost folder
     * @param modules the folders of its modules, by the modules' paths
     */
    private record Checkout(Path top, Map<String, List<Path>> modules) {
        private Map<String, String> folders(GoBuild build, String main) {
            Map<String, String> folders = new HashMap<>();
            only(main).ifPresent(folder -> {
                folders.put(top.toString(), "");
                folders.put(main, relative(folder));
                build.modules()
                        .forEach((path, version) -> other(path, version, folder)
                                .ifPresent(found -> folders.put(name(path, version), relative(found))));
            });
            return folders;
        }

        /** Returns the folder of another module, if it is one of a workspace or stands in for a published one. */
        private Optional<Path> other(String path, String version, Path main) {
            int arrow = version.indexOf(REPLACED);
            if (arrow < 0) {
                return version.equals(OF_WORKSPACE) ? only(path) : Optional.empty();
            }
            String to = version.substring(arrow + REPLACED.length());
            return to.startsWith(".") ? replacement(to, main) : Optional.empty();
        }

        /** Returns the folder that replaces a module; in a workspace, its path is relative to that of go.work. */
        private Optional<Path> replacement(String to, Path main) {
            try {
                List<Path> found = Stream.concat(Stream.of(main), workspace(main).stream())
                        .map(from -> from.resolve(to).normalize())
                        .distinct()
                        .filter(folder -> folder.startsWith(top) && Files.isRegularFile(folder.resolve("go.mod")))
                        .toList();
                return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }

        private Optional<Path> workspace(Path main) {
            return Stream.iterate(main, folder -> folder != null && folder.startsWith(top), Path::getParent)
                    .filter(folder -> Files.isRegularFile(folder.resolve("go.work")))
                    .findFirst();
        }

        /** Returns the name of a module in the paths of its files: with the requested version, if it is replaced. */
        private static String name(String path, String version) {
            int arrow = version.indexOf(REPLACED);
            return arrow < 0 ? path : path + "@" + version.substring(0, arrow);
        }

        private Optional<Path> only(String module) {
            List<Path> found = modules.getOrDefault(module, List.of());
            return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
        }

        private String relative(Path folder) {
            return top.relativize(folder).toString().replace('\\', '/');
        }
    }
}
