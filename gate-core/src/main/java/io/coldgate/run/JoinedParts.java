package io.coldgate.run;

import io.coldgate.explain.Explanations;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.GatePlan;
import io.coldgate.gate.SeriesTally;
import io.coldgate.report.Judgement;
import io.coldgate.sample.BuildPart;
import io.coldgate.sample.Ending;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.RunHeader;
import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ShortCommit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The results of a build's shards, judged as one build. Every function must be present exactly once: two series of one
 * function would let somebody pick the better verdict, and a missing function is missing data, never a pass.
 */
public final class JoinedParts {
    private final JudgedRun run;
    private final Explanations explanations = new Explanations();
    private final Map<Path, RunHeader> headers = new LinkedHashMap<>();
    private Optional<RunHeader> resultsHeader = Optional.empty();
    private Ending ending = Ending.COMPLETE;
    private String endDetail = "";
    private boolean cutOff;
    private long lastMillis;

    public JoinedParts(JudgedRun run) {
        this.run = run;
    }

    public Judgement judge(List<Path> sources) throws RunException {
        for (Path source : sources) {
            run.read(source, entry -> {
                if (entry instanceof ResultsRecord.Run first) {
                    // An unknown platform is refused here, while the reader still knows its location.
                    JudgedRun.platform(first.header());
                    headers.put(source, first.header());
                }
            });
        }
        if (sources.size() == 1 && isWhole(headers.get(sources.get(0)))) {
            return run.judgeWhole(sources.get(0));
        }
        Optional<Path> resultsOnly = takeResultsOnly();
        requireOneBuild();
        requireSameCommit(resultsOnly);
        RunHeader joined = JoinedHeader.of(headers.values(), resultsHeader);
        Thresholds whole = run.thresholds(sources.get(0), joined, true);
        ThresholdsInput.named(whole, joined.functions());
        GateEvaluation build = new GateEvaluation(plan(whole, joined, resultsOnly));
        build.accept(new ResultsRecord.Run(joined));
        for (Path source : sources) {
            boolean[] ended = new boolean[1];
            run.read(source, entry -> ended[0] |= take(entry, build));
            cutOff |= !ended[0];
        }
        missing(build).forEach((function, detail) -> {
            ending = Ending.COULD_NOT_MEASURE;
            endDetail = function + ": " + detail;
            build.accept(new ResultsRecord.SeriesEnded(function, lastMillis, Ending.COULD_NOT_MEASURE, detail));
        });
        if (!cutOff) {
            build.accept(new ResultsRecord.End(lastMillis, ending, endDetail));
        }
        return JudgedRun.judgement(sources.get(0), build, explanations);
    }

    /**
     * Returns the plan of the whole build. Functions have the levels of the whole file, results those of their own
     * build. Entries of the file that nobody measured get checks too.
     */
    private GatePlan plan(Thresholds whole, RunHeader joined, Optional<Path> resultsOnly) throws RunException {
        List<ToolResults> imported = resultsOnly.isPresent() ? run.imported(resultsOnly.get()) : List.of();
        run.requireEntries(whole, imported);
        GatePlan ofResults = GatePlan.of(
                whole.with(List.of(), whole.results()),
                ResultsInput.of(whole, imported).demands());
        GatePlan ofShards =
                GatePlan.of(whole).only(joined.functions(), joined.part().orElseThrow());
        return run.accepting(
                MissingDemands.missing(whole, joined, imported).addedTo(ofShards.with(ofResults, List.of()), whole),
                whole);
    }

    /**
     * Takes out the file of a {@code --results-only} run: it belongs to the build too, because no shard contains those
     * results.
     */
    private Optional<Path> takeResultsOnly() throws RunException {
        List<Path> found = headers.entrySet().stream()
                .filter(each -> each.getValue().isOfResultsOnly())
                .map(Map.Entry::getKey)
                .toList();
        if (found.size() > 1) {
            throw refused("results of other tools are in both " + found.get(0) + " and " + found.get(1)
                    + ": leave one out, or judge them separately");
        }
        Optional<Path> resultsOnly = found.stream().findFirst();
        if (headers.size() > 1 && resultsOnly.isPresent()) {
            RunHeader header = Objects.requireNonNull(headers.remove(resultsOnly.get()));
            Map.Entry<Path, RunHeader> first = headers.entrySet().iterator().next();
            requireSame("thresholds file", first, Map.entry(resultsOnly.get(), header), RunHeader::thresholdsSha256);
            resultsHeader = Optional.of(header);
        }
        return resultsOnly;
    }

    /** Returns whether every file is a build by itself and none is a shard. */
    static boolean areWhole(JudgedRun run, List<Path> sources) throws RunException {
        boolean[] whole = {true};
        for (Path source : sources) {
            run.read(
                    source,
                    entry -> whole[0] &= !(entry instanceof ResultsRecord.Run first) || isWhole(first.header()));
        }
        return whole[0];
    }

    private static boolean isWhole(@Nullable RunHeader header) {
        return header != null && header.part().filter(part -> part.shards() > 1).isEmpty();
    }

    /** Adds a record to the build; returns whether it is a file's last record. */
    private boolean take(ResultsRecord entry, GateEvaluation build) {
        if (entry instanceof ResultsRecord.End end) {
            if (end.ending().compareTo(ending) > 0) {
                ending = end.ending();
                endDetail = end.detail();
            }
            lastMillis = Math.max(lastMillis, end.atMillis());
            return true;
        }
        if (!(entry instanceof ResultsRecord.Run)) {
            build.accept(entry);
            explanations.accept(entry);
        }
        return false;
    }

    private void requireOneBuild() throws RunException {
        Map.Entry<Path, RunHeader> first = headers.entrySet().iterator().next();
        Map<String, Path> measured = new LinkedHashMap<>();
        for (Map.Entry<Path, RunHeader> each : headers.entrySet()) {
            RunHeader header = each.getValue();
            BuildPart part = header.part()
                    .orElseThrow(() -> refused(each.getKey() + " is of a whole build and not of a shard: judge it"
                            + " alone, or measure the build with --shard"));
            requireSameBuild(first, each);
            for (String function : header.functions()) {
                Path other = measured.put(function, each.getKey());
                if (other != null) {
                    throw refused(Printable.quote(function) + " was measured twice: in " + other + " and in "
                            + each.getKey() + ": leave one out, or judge them separately");
                }
                if (!part.functions().contains(function)) {
                    throw refused(each.getKey() + ": " + Printable.quote(function) + " is not a function of its build");
                }
            }
        }
    }

    private static void requireSameBuild(Map.Entry<Path, RunHeader> first, Map.Entry<Path, RunHeader> other)
            throws RunException {
        requireSame("thresholds file", first, other, RunHeader::thresholdsSha256);
        requireSame("--max-samples", first, other, RunHeader::maxSamples);
        requireSamePart("number of shards", first, other, BuildPart::shards);
        requireSamePart("functions of the build", first, other, BuildPart::functions);
        requireSamePart("--changed-since", first, other, BuildPart::changedSince);
        requireSamePart("unchanged functions", first, other, BuildPart::unchanged);
        if (!other.getValue().functions().isEmpty()
                && !first.getValue().functions().isEmpty()) {
            requireSame("platform", first, other, RunHeader::platform);
        }
    }

    private static void requireSamePart(
            String what,
            Map.Entry<Path, RunHeader> first,
            Map.Entry<Path, RunHeader> other,
            Function<BuildPart, Object> property)
            throws RunException {
        requireSame(what, first, other, header -> property.apply(header.part().orElseThrow()));
    }

    private static void requireSame(
            String what,
            Map.Entry<Path, RunHeader> first,
            Map.Entry<Path, RunHeader> other,
            Function<RunHeader, Object> property)
            throws RunException {
        if (!Objects.equals(property.apply(first.getValue()), property.apply(other.getValue()))) {
            throw refused(first.getKey() + " and " + other.getKey() + " are not shards of one build: their " + what
                    + " differs; judge them separately");
        }
    }

    /** Compares the runs that record a commit. Of the others, nothing says that they are of another one. */
    private void requireSameCommit(Optional<Path> resultsOnly) throws RunException {
        Map<String, Path> commits = new LinkedHashMap<>();
        headers.forEach((source, header) -> header.commit().ifPresent(commit -> commits.putIfAbsent(commit, source)));
        resultsHeader
                .flatMap(RunHeader::commit)
                .ifPresent(commit -> commits.putIfAbsent(commit, resultsOnly.orElseThrow()));
        if (commits.size() > 1) {
            List<Map.Entry<String, Path>> two = List.copyOf(commits.entrySet()).subList(0, 2);
            throw refused(two.get(0).getValue() + " and " + two.get(1).getValue() + " are not shards of one build: the"
                    + " first was measured at commit "
                    + ShortCommit.of(two.get(0).getKey()) + ", the second at "
                    + ShortCommit.of(two.get(1).getKey())
                    + "; measure the shards of one commit, or judge them separately");
        }
    }

    private static RunException refused(String message) {
        return new RunException(ExitCode.USAGE, message);
    }

    /** Returns the functions that no file measured, each with the reason. */
    private Map<String, String> missing(GateEvaluation build) {
        RunHeader any = headers.values().iterator().next();
        BuildPart part = any.part().orElseThrow();
        List<String> shards = new ArrayList<>();
        for (int shard = 1; shard <= part.shards(); shard++) {
            int wanted = shard;
            if (headers.values().stream()
                    .noneMatch(header -> header.part().orElseThrow().shard() == wanted)) {
                shards.add(shard + "/" + part.shards());
            }
        }
        Map<String, String> missing = new LinkedHashMap<>();
        for (SeriesTally tally : build.allSeries()) {
            String function = tally.function();
            if (headers.values().stream().noneMatch(header -> header.functions().contains(function))) {
                missing.put(
                        function,
                        (headers.size() == 1
                                        ? "not in the results file"
                                        : "in none of the " + headers.size() + " results files")
                                + (shards.isEmpty() ? "" : "; missing: shard " + String.join(", ", shards)));
            }
        }
        return missing;
    }
}
