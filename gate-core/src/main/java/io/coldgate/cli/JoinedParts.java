package io.coldgate.cli;

import io.coldgate.gate.Build;
import io.coldgate.gate.GatePlan;
import io.coldgate.report.Judgement;
import io.coldgate.sample.BuildPart;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Fingerprint;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.RunHeader;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The results of a build's shards, judged as one build. Every function must be there exactly once: a second series of one
 * would let somebody choose the better of two verdicts, and a missing one is missing data, never a pass.
 */
final class JoinedParts {
    private final JudgedRun run;
    private final Map<Path, RunHeader> headers = new LinkedHashMap<>();
    private Ending ending = Ending.COMPLETE;
    private String endDetail = "";
    private boolean cutOff;
    private long lastMillis;

    JoinedParts(JudgedRun run) {
        this.run = run;
    }

    Judgement judge(List<Path> sources) throws CommandException {
        for (Path source : sources) {
            run.read(source, entry -> {
                if (entry instanceof ResultsRecord.Run first) {
                    headers.put(source, first.header());
                }
            });
        }
        if (sources.size() == 1 && isWhole(headers.get(sources.get(0)))) {
            return run.judge(sources.get(0));
        }
        requireOneBuild();
        RunHeader joined = joined();
        Thresholds whole = run.thresholds(joined);
        ThresholdsInput.named(whole, joined.functions());
        BuildPart part = joined.part().orElseThrow();
        Build build = new Build(GatePlan.of(whole).only(joined.functions(), part));
        build.accept(new ResultsRecord.Run(joined));
        for (Path source : sources) {
            boolean[] ended = new boolean[1];
            run.read(source, entry -> ended[0] |= take(entry, build));
            cutOff |= !ended[0];
        }
        missing().forEach((function, detail) -> {
            ending = Ending.COULD_NOT_MEASURE;
            endDetail = function + ": " + detail;
            build.accept(new ResultsRecord.SeriesEnded(function, lastMillis, Ending.COULD_NOT_MEASURE, detail));
        });
        if (!cutOff) {
            build.accept(new ResultsRecord.End(lastMillis, ending, endDetail));
        }
        return Judgement.of(build);
    }

    private static boolean isWhole(@Nullable RunHeader header) {
        return header != null && header.part().filter(part -> part.shards() > 1).isEmpty();
    }

    /** Whether it is a file's last record. */
    private boolean take(ResultsRecord entry, Build build) {
        if (entry instanceof ResultsRecord.End end) {
            if (end.ending().ordinal() > ending.ordinal()) {
                ending = end.ending();
                endDetail = end.detail();
            }
            lastMillis = Math.max(lastMillis, end.atMillis());
            return true;
        }
        if (!(entry instanceof ResultsRecord.Run)) {
            build.accept(entry);
        }
        return false;
    }

    private void requireOneBuild() throws CommandException {
        Map.Entry<Path, RunHeader> first = headers.entrySet().iterator().next();
        Map<String, Path> measured = new LinkedHashMap<>();
        for (Map.Entry<Path, RunHeader> each : headers.entrySet()) {
            RunHeader header = each.getValue();
            if (header.part().isEmpty()) {
                throw refused(
                        each.getKey() + " is a build of its own, with levels of its own: judge it alone, or measure"
                                + " with --shard");
            }
            requireSame("thresholds file", first, each, RunHeader::thresholdsSha256);
            requireSame("--max-samples", first, each, RunHeader::maxSamples);
            requireSame(
                    "number of shards",
                    first,
                    each,
                    of -> of.part().orElseThrow().shards());
            requireSame(
                    "functions of the build",
                    first,
                    each,
                    of -> of.part().orElseThrow().functions());
            requireSame(
                    "--changed-since",
                    first,
                    each,
                    of -> of.part().orElseThrow().changedSince());
            if (!header.functions().isEmpty() && !first.getValue().functions().isEmpty()) {
                requireSame("platform", first, each, RunHeader::platform);
            }
            for (String function : header.functions()) {
                Path other = measured.put(function, each.getKey());
                if (other != null) {
                    throw refused(Printable.quote(function) + " was measured twice: in " + other + " and in "
                            + each.getKey() + ": leave one out, or judge them apart");
                }
                if (!header.part().get().functions().contains(function)) {
                    throw refused(each.getKey() + ": " + Printable.quote(function) + " is no function of its build");
                }
            }
        }
    }

    private static void requireSame(
            String what,
            Map.Entry<Path, RunHeader> first,
            Map.Entry<Path, RunHeader> other,
            java.util.function.Function<RunHeader, Object> property)
            throws CommandException {
        if (!Objects.equals(property.apply(first.getValue()), property.apply(other.getValue()))) {
            throw refused(
                    first.getKey() + " and " + other.getKey() + " are no shards of one build: not the same " + what);
        }
    }

    private static CommandException refused(String message) {
        return new CommandException(ExitCode.USAGE, "coldgate: " + message);
    }

    private RunHeader joined() {
        // One that measured something knows the platform and the host better than an empty one.
        RunHeader like = headers.values().stream()
                .max(Comparator.comparingInt(header -> header.functions().size()))
                .orElseThrow();
        BuildPart part = like.part().orElseThrow();
        return new RunHeader(
                like.coldgateVersion(),
                headers.values().stream()
                        .mapToLong(RunHeader::startedAtMillis)
                        .min()
                        .orElseThrow(),
                like.platform(),
                like.seed(),
                like.thresholdsFile(),
                like.thresholdsSha256(),
                part.functions(),
                like.maxSamples(),
                fingerprint(),
                java.util.Optional.of(new BuildPart(part.functions(), 1, 1, part.changedSince())));
    }

    /** Hosts of several legs differ: each value that one has is shown. */
    private Fingerprint fingerprint() {
        Map<String, Set<String>> values = new TreeMap<>();
        headers.values()
                .forEach(header -> header.fingerprint()
                        .facts()
                        .forEach((name, value) -> values.computeIfAbsent(name, key -> new TreeSet<>())
                                .add(value)));
        Map<String, String> facts = new TreeMap<>();
        values.forEach((name, all) -> facts.put(name, String.join(" | ", all)));
        return new Fingerprint(facts);
    }

    /** The functions that no file measured, each with what there is to say. */
    private Map<String, String> missing() {
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
        for (String function : part.functions()) {
            if (headers.values().stream().noneMatch(header -> header.functions().contains(function))) {
                missing.put(
                        function,
                        "none of the " + headers.size() + " results files measured it"
                                + (shards.isEmpty() ? "" : "; missing: shard " + String.join(", ", shards)));
            }
        }
        return missing;
    }
}
