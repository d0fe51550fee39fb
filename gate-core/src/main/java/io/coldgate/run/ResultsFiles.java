package io.coldgate.run;

import io.coldgate.unit.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The results files that a command line names.
 *
 * @param files in the order in which they were named
 * @param wholeBuild whether together they must be a whole build, because a folder of shard folders was named
 */
public record ResultsFiles(List<Path> files, boolean wholeBuild) {
    /** Copies the list. */
    public ResultsFiles {
        files = List.copyOf(files);
    }

    /**
     * Finds the files that are named directly, those in a named folder, and those in its subfolders.
     *
     * @param exitCode the exit code when a file is missing
     * @throws RunException for a file that does not exist or is named twice, or a folder that cannot be read
     */
    public static ResultsFiles named(List<Path> names, int exitCode) throws RunException {
        List<Path> found = new ArrayList<>();
        boolean ofFolders = false;
        for (Path given : names) {
            if (isOfRuns(given)) {
                found.addAll(inFolders(given, exitCode));
                ofFolders = true;
            } else {
                found.add(Files.isDirectory(given) ? given.resolve(RunFolder.RESULTS) : given);
            }
        }
        for (Path file : found) {
            if (!Files.isRegularFile(file)) {
                throw new RunException(exitCode, file + ": no such file; coldgate check writes one" + earlier(file));
            }
        }
        requireDistinct(found);
        return new ResultsFiles(found, ofFolders);
    }

    /**
     * Returns the folders of runs: of a folder that holds no results itself, those in it that do.
     *
     * @param exitCode the exit code when there are none in such a folder
     */
    public static List<Path> runFolders(List<Path> names, int exitCode) throws RunException {
        List<Path> runs = new ArrayList<>();
        for (Path given : names) {
            if (isOfRuns(given)) {
                inFolders(given, exitCode).forEach(results -> runs.add(Objects.requireNonNull(results.getParent())));
            } else {
                runs.add(given);
            }
        }
        return runs;
    }

    private static boolean isOfRuns(Path given) {
        return Files.isDirectory(given) && !Files.exists(given.resolve(RunFolder.RESULTS));
    }

    private static String earlier(Path file) {
        Path earlier = file.resolveSibling(RunFolder.EARLIER_RESULTS);
        return Files.exists(earlier)
                ? "; the last run had no verdict, and " + earlier + " has the results of the one before it"
                : "";
    }

    /**
     * Refuses a file named twice: one shard named twice in place of another would be judged as if it were the only one.
     */
    private static void requireDistinct(List<Path> files) throws RunException {
        Map<Path, Path> named = new HashMap<>();
        for (Path file : files) {
            Path other = named.put(NamedFiles.real(file), file);
            if (other != null) {
                throw new RunException(
                        ExitCode.USAGE,
                        file + ": is named twice" + (other.equals(file) ? "" : ", also as " + other)
                                + ": name each run's results once");
            }
        }
    }

    private static List<Path> inFolders(Path folder, int exitCode) throws RunException {
        try (Stream<Path> folders = Files.list(folder)) {
            List<Path> found = folders.map(each -> each.resolve(RunFolder.RESULTS))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (IOException e) {
            throw new RunException(ExitCode.USAGE, folder + ": cannot be read: " + Disk.reason(e));
        }
        throw new RunException(
                exitCode,
                folder.resolve(RunFolder.RESULTS) + ": no such file, nor one in a folder of " + folder
                        + "; coldgate check writes one" + earlier(folder.resolve(RunFolder.RESULTS)));
    }
}
