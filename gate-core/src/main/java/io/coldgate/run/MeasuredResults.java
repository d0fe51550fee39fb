package io.coldgate.run;

import io.coldgate.build.PreparationException;
import io.coldgate.build.ResultBlocks;
import io.coldgate.imports.Imports;
import io.coldgate.imports.JoinedBlocks;
import io.coldgate.measure.StopSignal;
import io.coldgate.sample.Arm;
import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.ResultBaseline;
import io.coldgate.thresholds.ResultBudgets;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs other tools on both sides of a comparison, alternately, and keeps their results in the run's folder. */
final class MeasuredResults {
    private final Thresholds thresholds;
    private final GateOptions options;
    private final RunListener listener;
    private final StopSignal stop;
    private final long seed;

    MeasuredResults(Thresholds thresholds, GateOptions options, long seed, RunListener listener, StopSignal stop) {
        this.thresholds = thresholds;
        this.options = options;
        this.seed = seed;
        this.listener = listener;
        this.stop = stop;
    }

    /**
     * Measures all entries that have a command.
     *
     * @return the results of both sides of each entry, with a problem if a command failed or its results cannot be read
     * @throws RunException with exit code 2 or 4 when a ref cannot be checked out, 4 when the folder cannot be written,
     *     and 130 when the user stopped the run
     */
    List<ToolResults> measure() throws RunException {
        Path path = options.output().orElseGet(() -> UsualFolder.of(options.file()));
        List<ToolResults> measured = new ArrayList<>();
        stop.enter();
        try (RunFolder folder = RunFolder.open(path)) {
            Path blocks = folder.newBlocks();
            int number = 0;
            for (ResultBudgets entry : thresholds.results()) {
                number++;
                if (entry.measured().isPresent()) {
                    String name = number + "-" + entry.source().tool().key();
                    measured.addAll(
                            measure(entry, entry.measured().get(), Files.createDirectory(blocks.resolve(name))));
                }
            }
            return measured;
        } catch (PreparationException e) {
            throw new RunException(
                    e.isBuild() ? ExitCode.COULD_NOT_MEASURE : ExitCode.USAGE, e.problems(), "nothing was deployed");
        } catch (InterruptedException e) {
            throw new RunException(
                    ExitCode.INTERRUPTED,
                    "interrupted while other tools measured; nothing is judged, and nothing was deployed");
        } catch (IOException e) {
            throw new RunException(
                    ExitCode.COULD_NOT_MEASURE,
                    path + ": cannot be written: " + Disk.reason(e)
                            + "; the run was stopped: make room there or name another folder with --output, and run"
                            + " again");
        } finally {
            stop.leave();
            listener.finished();
        }
    }

    private List<ToolResults> measure(ResultBudgets entry, ResultBaseline.Measured measured, Path into)
            throws PreparationException, InterruptedException {
        Map<Arm, ToolResults.Source> sources =
                new EnumMap<>(Map.of(Arm.CANDIDATE, entry.source(), Arm.BASELINE, measured.source()));
        Map<Arm, List<ToolResults>> taken = new EnumMap<>(Arm.class);
        ResultBlocks.Ended ended = new ResultBlocks(thresholds.folder(), listener)
                .measure(measured, into, seed, options.timeLimit(), (arm, output) -> {
                    ToolResults read = Imports.read(entry.source(), output);
                    taken.computeIfAbsent(arm, side -> new ArrayList<>()).add(read);
                    return read.problem().map(problem -> problem + ": it is kept in " + output);
                });
        return sources.entrySet().stream()
                .map(side -> ended.problem()
                        .map(problem -> ToolResults.broken(side.getValue(), problem))
                        .orElseGet(() -> joined(side.getKey(), side.getValue(), taken, ended.commit())))
                .toList();
    }

    private static ToolResults joined(
            Arm arm, ToolResults.Source source, Map<Arm, List<ToolResults>> taken, String commit) {
        ToolResults joined = JoinedBlocks.of(source, taken.getOrDefault(arm, List.of()));
        Map<String, String> facts = new LinkedHashMap<>(joined.facts());
        if (arm == Arm.BASELINE) {
            facts.put("commit", commit);
        }
        return new ToolResults(source, facts, joined.notes(), joined.series(), joined.problem());
    }

    /** Returns placeholders for the results of an entry that is not measured yet. */
    static List<ToolResults> pending(ResultBudgets entry) {
        Optional<ResultBaseline> baseline = entry.baseline();
        List<ToolResults> both = new ArrayList<>();
        both.add(ToolResults.broken(entry.source(), "not measured yet"));
        baseline.ifPresent(old -> both.add(ToolResults.broken(old.source(), "not measured yet")));
        return both;
    }
}
