package io.coldgate.run.history;

import io.coldgate.build.FolderBranch;
import io.coldgate.history.FiledRun;
import io.coldgate.history.FiledRunWriter;
import io.coldgate.history.HistoryView;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.unit.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files runs in a history, and reads it. Nothing is ever decided by what is filed. */
public final class HistoryRun {
    private final HistoryPlace place;

    /** A history. */
    public HistoryRun(HistoryPlace place) {
        this.place = place;
    }

    /**
     * The outcome of filing a run.
     *
     * @param run what was filed
     * @param file the name of its file
     * @param isNew whether it was not there before
     */
    public record Filed(FiledRun run, String file, boolean isNew) {}

    /**
     * Files a run. The same one a second time changes nothing.
     *
     * @param folder the run's folder
     * @param dry whether it is only worked out
     * @throws RunException with exit code 4 when no run is there, 2 when its files are no check's, or the history cannot
     *     be written
     */
    public Filed add(Path folder, MeasuredCommit commit, boolean dry) throws RunException, InterruptedException {
        FiledRun run = new FiledRuns(folder).of(commit);
        try {
            if (place instanceof HistoryPlace.Branch branch) {
                return add(run, branch.open(), dry);
            }
            Path target = ((HistoryPlace.Folder) place).path();
            Filed filed = filed(run, HistoryFiles.names(target));
            if (filed.isNew() && !dry) {
                HistoryFiles.write(target, filed.file(), FiledRunWriter.text(run));
            }
            return filed;
        } catch (FolderBranch.BranchException e) {
            throw new RunException(ExitCode.USAGE, "coldgate: the run is not filed: " + e.getMessage());
        } catch (IOException e) {
            throw new RunException(ExitCode.USAGE, "coldgate: the run is not filed: " + name() + ": " + Disk.reason(e));
        }
    }

    private static Filed add(FiledRun run, FolderBranch branch, boolean dry)
            throws IOException, InterruptedException, FolderBranch.BranchException {
        Filed filed = filed(run, branch.files());
        if (!dry) {
            // One that is there may still have to be pushed.
            Path content = Files.createTempFile("coldgate-run", ".json");
            try {
                Files.writeString(content, FiledRunWriter.text(run));
                branch.add(
                        filed.file(),
                        content,
                        "File the run of " + run.shortCommit() + ": "
                                + run.verdict().word());
            } finally {
                Files.deleteIfExists(content);
            }
        }
        return filed;
    }

    private static Filed filed(FiledRun run, List<String> names) {
        Optional<String> there = names.stream()
                .filter(name -> name.endsWith(HistoryFiles.suffix(run)))
                .findFirst();
        return new Filed(run, there.orElseGet(() -> HistoryFiles.name(run)), there.isEmpty());
    }

    /**
     * Reads the whole history.
     *
     * @throws RunException with exit code 2 when there is none, or a file of it cannot be read
     */
    public HistoryView view() throws RunException, InterruptedException {
        return HistoryView.of(HistoryFiles.read(place));
    }

    /**
     * Writes a file that is made of a history; a former one is replaced whole.
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
                throw new RunException(ExitCode.USAGE, "coldgate: " + file + ": a folder: name a file in it");
            }
            Disk.replace(file, text);
        } catch (IOException e) {
            throw new RunException(ExitCode.USAGE, "coldgate: " + file + ": cannot be written: " + Disk.reason(e));
        }
    }

    /** Returns the history's name as people read it. */
    public String name() {
        return place instanceof HistoryPlace.Branch branch
                ? "branch " + branch.name()
                : ((HistoryPlace.Folder) place).path().toString();
    }
}
