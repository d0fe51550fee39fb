package io.coldgate.imports;

import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that a folder stands for: its own {@code simulation.log}; or those of the runs that {@code lastRun.txt}
 * names (the Maven plugin writes it); or the one of its newest run; or its own {@code *.jsonl}.
 */
final class GatlingFolder {
    private static final String LAST_RUN = "lastRun.txt";
    private static final int LONGEST_LAST_RUN = 1 << 16;

    /** {@code hellosimulation-20261126161517123}: a run's folder name with the time of its start. */
    private static final Pattern RUN = Pattern.compile(".*-(?<time>[0-9]{17})");

    private GatlingFolder() {}

    static List<Path> files(Path folder, Draft draft) throws ImportException, IOException {
        Path own = folder.resolve(GatlingImporter.LOG);
        if (isFile(own)) {
            return List.of(own);
        }
        List<Path> last = lastRun(folder, draft);
        if (!last.isEmpty()) {
            return last;
        }
        List<Path> runs = new ArrayList<>();
        List<Path> samples = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                refuseLink(entry);
                if (isFile(entry.resolve(GatlingImporter.LOG))) {
                    runs.add(entry);
                } else if (isFile(entry) && JsonDocument.name(entry).endsWith(".jsonl")) {
                    samples.add(entry);
                }
            }
        }
        if (!runs.isEmpty()) {
            Path newest = newest(runs);
            draft.note("the newest run: " + JsonDocument.name(newest));
            return List.of(newest.resolve(GatlingImporter.LOG));
        }
        samples.sort(null);
        if (samples.isEmpty()) {
            throw new ImportException("no run in this folder: no " + GatlingImporter.LOG + " and no samples (.jsonl)");
        }
        return samples;
    }

    /** Refuses a link: following it could leave the repository, and ignoring it would lose data. */
    private static void refuseLink(Path entry) throws ImportException {
        if (JsonDocument.name(entry).endsWith(".jsonl") && Files.isSymbolicLink(entry)) {
            throw new ImportException(
                    JsonDocument.name(entry) + ": a symbolic link, which is not followed: copy the file");
        }
    }

    /** Returns the newest run. A single run may have any name; among several, each name must contain its time. */
    private static Path newest(List<Path> runs) throws ImportException {
        runs.sort(null);
        for (Path run : runs) {
            if (runs.size() > 1 && time(run).isEmpty()) {
                throw new ImportException(
                        runs.size() + " runs in this folder, and the name of " + Printable.quote(JsonDocument.name(run))
                                + " does not say when it began: name the folder of one run");
            }
        }
        return runs.stream().max(Comparator.comparing(GatlingFolder::time)).orElseThrow();
    }

    private static String time(Path run) {
        Matcher name = RUN.matcher(JsonDocument.name(run));
        return name.matches() ? name.group("time") : "";
    }

    /** Returns the runs of the last call of the Maven plugin; a named run that does not exist is an error. */
    private static List<Path> lastRun(Path folder, Draft draft) throws ImportException, IOException {
        Path file = folder.resolve(LAST_RUN);
        if (!isFile(file) || Files.size(file) > LONGEST_LAST_RUN) {
            return List.of();
        }
        List<Path> logs = new ArrayList<>();
        for (String line : Files.readString(file).lines().toList()) {
            String name = line.strip();
            if (isRun(folder, name)) {
                Path log = folder.resolve(name).resolve(GatlingImporter.LOG);
                if (!isFile(log)) {
                    throw new ImportException(LAST_RUN + " names " + Printable.quote(name) + ", which has no "
                            + GatlingImporter.LOG + ": run the simulation again");
                }
                logs.add(log);
            } else if (!name.isEmpty()) {
                draft.note("Gatling says: " + name);
            }
        }
        return logs;
    }

    /** Returns whether a line names a run, by its form or as an existing folder; other lines are Gatling's messages. */
    private static boolean isRun(Path folder, String name) {
        boolean plain = !name.isEmpty() && name.chars().noneMatch(c -> c == '/' || c == '\\' || c == ':' || c < ' ');
        return plain
                && !name.equals(".")
                && !name.equals("..")
                && (RUN.matcher(name).matches() || Files.isDirectory(folder.resolve(name), LinkOption.NOFOLLOW_LINKS));
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }
}
