package io.coldgate.run.history;

import io.coldgate.build.BranchException;
import io.coldgate.build.FolderBranch;
import io.coldgate.history.FiledEntry;
import io.coldgate.history.FiledRun;
import io.coldgate.history.HistoryView;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.unit.Disk;
import io.coldgate.unit.ShortCommit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files runs in a history, and reads it. The history never affects a verdict. */
public final class HistoryRun {
    private final HistoryPlace place;

    /** A history. */
    public HistoryRun(HistoryPlace place) {
        this.place = place;
    }

    /**
     * The outcome of filing an entry.
     *
     * @param entry what was filed
     * @param file the name of its file
     * @param isNew whether it had not been filed before
     * @param note what the user may not have meant; empty for nothing
     */
    public record Filed<E extends FiledEntry>(E entry, String file, boolean isNew, Optional<String> note) {}

    /**
     * Files a run. Filing it again changes nothing.
     *
     * @param folder the run's folder
     * @param dry whether the file is only named, not written
     * @throws RunException with exit code 4 when no run is there, 2 when its files are no check's, another commit was
     *     checked out when it began, or the history cannot be written
     */
    public Filed<FiledRun> add(Path folder, MeasuredCommit commit, boolean dry)
            throws RunException, InterruptedException {
        FiledRuns.Made made = new FiledRuns(folder).of(commit);
        FiledRun run = made.run();
        Optional<String> then = commit.anotherOf(made.header());
        if (then.isPresent() && add(run, true).isNew()) {
            throw new RunException(
                    ExitCode.USAGE,
                    folder + ": measured when " + ShortCommit.of(then.get())
                            + " was checked out, and now it is " + run.shortCommit()
                            + ": name the commit that was measured with --commit, and --change or --no-change with it");
        }
        Filed<FiledRun> filed = add(run, dry);
        return new Filed<>(
                filed.entry(),
                filed.file(),
                filed.isNew(),
                commit.overruled(made.header())
                        .filter(recorded -> filed.isNew())
                        .map(recorded -> folder + ": its results record " + ShortCommit.of(recorded)
                                + ", and --commit names " + run.shortCommit() + ", which counts"));
    }

    /**
     * Files an entry. Filing it again changes nothing.
     *
     * @param dry whether the file is only named, not written
     * @throws RunException with exit code 2 when the history cannot be written
     */
    public <E extends FiledEntry> Filed<E> add(E entry, boolean dry) throws RunException, InterruptedException {
        try {
            if (place instanceof HistoryPlace.Branch branch) {
                return add(entry, branch.open(), dry);
            }
            Path target = ((HistoryPlace.Folder) place).path();
            Filed<E> filed = filed(entry, HistoryFiles.names(target));
            if (filed.isNew() && !dry) {
                HistoryFiles.write(target, filed.file(), entry.json());
            }
            return filed;
        } catch (BranchException e) {
            throw new RunException(ExitCode.USAGE, e.problem().within(entry.noun() + " is not filed"));
        } catch (IOException e) {
            throw new RunException(ExitCode.USAGE, entry.noun() + " is not filed: " + name() + ": " + Disk.reason(e));
        }
    }

    private static <E extends FiledEntry> Filed<E> add(E entry, FolderBranch branch, boolean dry)
            throws IOException, InterruptedException, BranchException {
        Filed<E> filed = filed(entry, branch.files());
        if (!dry) {
            // An entry that is already on the branch may still have to be pushed.
            branch.add(filed.file(), entry.json().getBytes(StandardCharsets.UTF_8), entry.title());
        }
        return filed;
    }

    private static <E extends FiledEntry> Filed<E> filed(E entry, List<String> names) {
        Optional<String> there = names.stream()
                .filter(name -> name.endsWith(HistoryFiles.suffix(entry)))
                .findFirst();
        return new Filed<>(entry, there.orElseGet(() -> HistoryFiles.name(entry)), there.isEmpty(), Optional.empty());
    }

    /**
     * Reads the whole history.
     *
     * @throws RunException with exit code 2 when there is none, or a file of it cannot be read
     */
    public HistoryView view() throws RunException, InterruptedException {
        return HistoryView.of(HistoryFiles.read(place), System.currentTimeMillis());
    }

    /**
     * Writes a file made from a history, replacing an earlier one atomically.
     *
     * @throws RunException with exit code 2 when it cannot be written
     */
    public static void write(Path file, String text) throws RunException {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new RunException(ExitCode.USAGE, file + ": is a folder: name a file in it");
            }
            Disk.replace(file, text);
        } catch (IOException e) {
            throw new RunException(ExitCode.USAGE, file + ": cannot be written: " + Disk.reason(e));
        }
    }

    /** Returns the history's name, formatted for people. */
    public String name() {
        return place instanceof HistoryPlace.Branch branch
                ? "branch " + branch.name()
                : ((HistoryPlace.Folder) place).path().toString();
    }
}
