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

/** The verdict of one results file, by the thresholds file as it is now. */
public final class JudgedRun {
    private static final String NOT_IN_RUN = "not in this run: measure it too, or judge the run without --whole-build";

    private final Path file;
    private final RunListener listener;
    private final AcceptInput accept;
    private final Set<Path> said = new HashSet<>();

    /**
     * Judges by this file.
     *
     * @param file the thresholds file
     * @param listener who is told of what is odd
     */
    public JudgedRun(Path file, RunListener listener) {
        this(file, listener, AcceptInput.ofThresholds());
    }

    /**
     * The same.
     *
     * @param accept the exceptions that are accepted, on the day of judging and not on that of the run
     */
    public JudgedRun(Path file, RunListener listener, AcceptInput accept) {
        this.file = file;
        this.listener = listener;
        this.accept = accept;
    }

    /** Judges by what the run measured; what the file demands beyond that is named. */
    public Judgement judge(Path source) throws RunException {
        GateEvaluation[] build = new GateEvaluation[1];
        Explanations explanations = new Explanations();
        List<ToolResults> imported = imported(source);
        read(source, entry -> {
            explanations.accept(entry);
            if (entry instanceof ResultsRecord.Run run) {
                build[0] = new GateEvaluation(plan(run.header(), imported, false));
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

    /** The same as a whole build: what the file demands beyond what the run measured was not measured. */
    Judgement judgeWhole(Path source) throws RunException {
        GateEvaluation[] build = new GateEvaluation[1];
        List<String> missing = new ArrayList<>();
        long[] lastMillis = new long[1];
        Explanations explanations = new Explanations();
        List<ToolResults> imported = imported(source);
        read(source, entry -> {
            explanations.accept(entry);
            if (entry instanceof ResultsRecord.Run run) {
                build[0] = new GateEvaluation(plan(run.header(), imported, true));
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

    /** The results of other tools in a file, with those that it lacks. */
    List<ToolResults> imported(Path source) throws RunException {
        ToolResultsRecords imported = new ToolResultsRecords();
        read(source, imported::accept);
        return imported.results();
    }

    /** A file may be put together by hand so that there is nothing to judge: that is no pass. */
    static Judgement judgement(Path source, GateEvaluation build, Explanations explanations) throws RunException {
        if (!Judgement.isPossible(build)) {
            throw new RunException(
                    ExitCode.USAGE,
                    source + ": its header names no function, and there are no results of other tools:"
                            + " there is nothing to judge; run coldgate check");
        }
        return Judgement.of(build, explanations.all());
    }

    /** Hands every record on; a mistake in the file, or one that the consumer finds, ends the command. */
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

    /** Carries a command's end through the reader. */
    private static final class WrongThresholds extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient RunException command;

        WrongThresholds(RunException command) {
            this.command = command;
        }
    }

    private GatePlan plan(RunHeader header, List<ToolResults> imported, boolean asWhole) {
        try {
            Thresholds whole = thresholds(header, asWhole);
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
     * The thresholds file as the run read it, with what its command line replaced. It spoke of the functions that it
     * chose; as parts of a whole build, all functions are measured by the same words.
     */
    Thresholds thresholds(RunHeader header, boolean asWhole) throws RunException {
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
            listener.error(file + " is not the file that the run was measured with; the run is judged by this file");
        }
        return thresholds;
    }

    private static RunException unjudged(String what) {
        return new RunException(
                ExitCode.USAGE, "these results are " + what + ", and cannot be judged; run coldgate check");
    }

    /**
     * Returns where a run measured; empty for results of other tools.
     *
     * @throws IllegalArgumentException for a platform that nobody knows, which a reader of results turns into a mistake
     *     of the file
     */
    static Optional<PlatformName> platform(RunHeader header) {
        if (header.platform().equals(RunHeader.NO_PLATFORM)) {
            return Optional.empty();
        }
        return Optional.of(PlatformNames.ofKey(header.platform())
                .orElseThrow(() -> new IllegalArgumentException("unknown platform \"" + header.platform() + "\"")));
    }

    /**
     * Requires an entry for everything that was imported: without one it cannot be judged, and must not be passed over.
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
