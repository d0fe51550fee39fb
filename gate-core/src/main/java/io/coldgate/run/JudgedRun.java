package io.coldgate.run;

import io.coldgate.explain.Explanations;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.GatePlan;
import io.coldgate.gate.ResultDemand;
import io.coldgate.gate.SeriesTally;
import io.coldgate.report.Judgement;
import io.coldgate.sample.Ending;
import io.coldgate.sample.ResultsFormatException;
import io.coldgate.sample.ResultsReader;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.RunHeader;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolResultsRecords;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.read.value.PlatformNames;
import io.coldgate.unit.Disk;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The verdict of one results file, by the current thresholds file. */
public final class JudgedRun {
    private static final String NOT_IN_RUN = "not in this run: measure it too, or judge the run without --whole-build";

    private final Path file;
    private final RunListener listener;
    private final AcceptInput accept;
    private final Set<Path> said = new HashSet<>();

    /**
     * Judges by a thresholds file.
     *
     * @param file the thresholds file
     * @param listener receives warnings
     */
    public JudgedRun(Path file, RunListener listener) {
        this(file, listener, AcceptInput.ofThresholds());
    }

    /**
     * Judges by a thresholds file with accepted exceptions.
     *
     * @param accept the exceptions that are accepted, as of the day of judging, not the day of the run
     */
    public JudgedRun(Path file, RunListener listener, AcceptInput accept) {
        this.file = file;
        this.listener = listener;
        this.accept = accept;
    }

    /** Judges what the run measured, and names what else the file demands. */
    public Judgement judge(Path source) throws RunException {
        GateEvaluation[] build = new GateEvaluation[1];
        Explanations explanations = new Explanations();
        List<ToolResults> imported = imported(source);
        read(source, entry -> {
            explanations.accept(entry);
            if (entry instanceof ResultsRecord.Run run) {
                build[0] = new GateEvaluation(plan(source, run.header(), imported, false));
                run.header()
                        .part()
                        .filter(part -> part.shards() > 1)
                        .ifPresent(part -> listener.error(source + ": is shard " + part.shard() + "/" + part.shards()
                                + " of a build, and is judged alone; name the other shards' results too"));
            }
            build[0].accept(entry);
        });
        return judgement(source, build[0], explanations);
    }

    /** Judges the run as a whole build: whatever else the file demands counts as not measured. */
    Judgement judgeWhole(Path source) throws RunException {
        GateEvaluation[] build = new GateEvaluation[1];
        List<String> missing = new ArrayList<>();
        long[] lastMillis = new long[1];
        Explanations explanations = new Explanations();
        List<ToolResults> imported = imported(source);
        read(source, entry -> {
            explanations.accept(entry);
            if (entry instanceof ResultsRecord.Run run) {
                build[0] = new GateEvaluation(plan(source, run.header(), imported, true));
                lastMillis[0] = run.header().startedAtMillis();
                build[0].allSeries().stream()
                        .map(SeriesTally::function)
                        .filter(name -> !run.header().functions().contains(name))
                        .forEach(missing::add);
            }
            if (entry instanceof ResultsRecord.End end) {
                lastMillis[0] = end.atMillis();
                notMeasured(build[0], missing, lastMillis[0]);
                missing.clear();
            }
            build[0].accept(entry);
        });
        notMeasured(build[0], missing, lastMillis[0]);
        return judgement(source, build[0], explanations);
    }

    private static void notMeasured(GateEvaluation build, List<String> functions, long atMillis) {
        for (String function : functions) {
            build.accept(new ResultsRecord.SeriesEnded(function, atMillis, Ending.COULD_NOT_MEASURE, NOT_IN_RUN));
        }
    }

    /** Returns the results of other tools in a file, including those recorded as missing. */
    List<ToolResults> imported(Path source) throws RunException {
        ToolResultsRecords imported = new ToolResultsRecords();
        read(source, imported::accept);
        return imported.results();
    }

    /**
     * Returns the judgement of a build. A file edited by hand may leave nothing to judge: that is an error, not a pass.
     */
    static Judgement judgement(Path source, GateEvaluation build, Explanations explanations) throws RunException {
        if (!Judgement.isPossible(build)) {
            throw new RunException(
                    ExitCode.USAGE,
                    source + ": its header names no function, and there are no results of other tools:"
                            + " there is nothing to judge; run coldgate check");
        }
        return Judgement.of(build, explanations.all());
    }

    /** Passes every record to the consumer. A mistake in the file, or one found by the consumer, ends the command. */
    void read(Path source, Consumer<ResultsRecord> consumer) throws RunException {
        try {
            boolean cutOff = new ResultsReader(source.toString()).read(source, consumer);
            if (cutOff && said.add(source)) {
                listener.error(source + ": the last line is cut off, as after a killed run, and is ignored");
            }
        } catch (ResultsFormatException e) {
            throw new RunException(ExitCode.USAGE, e.problem());
        } catch (WrongThresholds e) {
            throw e.command;
        } catch (IOException e) {
            throw new RunException(ExitCode.USAGE, source + ": cannot be read: " + Disk.reason(e));
        }
    }

    /** Carries a {@link RunException} out through the reader. */
    private static final class WrongThresholds extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient RunException command;

        WrongThresholds(RunException command) {
            this.command = command;
        }
    }

    private GatePlan plan(Path source, RunHeader header, List<ToolResults> imported, boolean asWhole) {
        try {
            Thresholds whole = thresholds(source, header, asWhole);
            Thresholds measured = ThresholdsInput.named(whole, header.functions());
            requireEntries(measured, imported);
            List<ResultDemand> demands = ResultsInput.of(measured, imported).demands();
            GatePlan plan = header.part().isPresent()
                    ? GatePlan.of(whole, demands)
                            .only(header.functions(), header.part().get())
                    : GatePlan.of(measured, demands);
            MissingDemands missing = MissingDemands.missing(whole, header, imported);
            return accepting(asWhole ? missing.addedTo(plan, whole) : missing.namedIn(plan), whole);
        } catch (RunException e) {
            throw new WrongThresholds(e);
        }
    }

    /** Returns the plan with the exceptions that are accepted today. */
    GatePlan accepting(GatePlan plan, Thresholds whole) {
        return accept.in(plan, whole);
    }

    /**
     * Returns the thresholds with the values that the run's command line replaced. These apply only to the functions
     * that the run chose, or to all functions when the run is part of a whole build.
     */
    Thresholds thresholds(Path source, RunHeader header, boolean asWhole) throws RunException {
        switch (header.kind()) {
            case SWEEP -> throw unjudged("of a sweep, which compares settings");
            case CALIBRATION -> throw unjudged("of a calibration, which measures each function against itself");
            case EXPLANATION -> throw unjudged("of an explanation, which measures watched starts");
            case CHECK -> {}
        }
        Optional<Integer> maxSamples = header.maxSamples().isPresent()
                ? Optional.of(header.maxSamples().getAsInt())
                : Optional.empty();
        boolean ofAll = asWhole || header.part().isPresent();
        ReadOptions options = new ReadOptions(platform(header), maxSamples)
                .only(name -> ofAll || header.functions().contains(name));
        Thresholds thresholds = accept.addedTo(ThresholdsInput.read(file, options));
        if (!thresholds.sha256().equals(header.thresholdsSha256())) {
            listener.error(file + " is not the file that the run in " + source
                    + " was measured with; it is judged by this file");
        }
        return thresholds;
    }

    private static RunException unjudged(String what) {
        return new RunException(
                ExitCode.USAGE, "these results are " + what + ", and cannot be judged; run coldgate check");
    }

    /**
     * Returns the platform of a run; empty for results of other tools.
     *
     * @throws IllegalArgumentException for an unknown platform; the results reader reports it as a mistake in the file
     */
    static Optional<PlatformName> platform(RunHeader header) {
        if (header.platform().equals(RunHeader.NO_PLATFORM)) {
            return Optional.empty();
        }
        return Optional.of(PlatformNames.ofKey(header.platform())
                .orElseThrow(() -> new IllegalArgumentException("unknown platform \"" + header.platform() + "\"")));
    }

    /**
     * Requires an entry in the file for every imported result: a result without an entry cannot be judged, and must not
     * be ignored.
     */
    void requireEntries(Thresholds thresholds, List<ToolResults> imported) throws RunException {
        for (ToolResults results : imported) {
            if (thresholds.results().stream().noneMatch(entry -> entry.reads(results.source()))) {
                throw new RunException(
                        ExitCode.USAGE,
                        "the run has results of "
                                + Printable.quote(results.source().shown()) + " that " + file + " does not have");
            }
        }
    }
}
