package io.coldgate.report.document;

import io.coldgate.unit.Problem;
import io.coldgate.unit.RunSeeds;
import io.coldgate.verdict.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code report.json}. Every text of one that was read is untrusted.
 *
 * @param run which run it is of
 * @param verdict the build's
 * @param finding what the headline says beside the verdict; empty for nothing
 * @param exitCode what the gate ended with
 * @param part what it is a part of; empty for a whole build
 * @param notMeasured what the thresholds file demands beyond the checks
 * @param problems what could not be measured, and what to do
 * @param coldStarts proven cold starts
 * @param checks every check, in the file's order
 * @param functions every function, in the file's order
 * @param results every file of another tool
 * @param explanations what cold starts are made of, where that was looked at
 */
public record ReportDocument(
        Run run,
        Verdict verdict,
        String finding,
        int exitCode,
        Optional<Part> part,
        List<String> notMeasured,
        List<Problem> problems,
        long coldStarts,
        List<CheckEntry> checks,
        List<FunctionEntry> functions,
        List<ToolEntry> results,
        List<ExplanationEntry> explanations) {
    /** Version of the format. */
    public static final int SCHEMA_VERSION = 1;

    /** Copies the lists. */
    public ReportDocument {
        notMeasured = List.copyOf(notMeasured);
        problems = List.copyOf(problems);
        checks = List.copyOf(checks);
        functions = List.copyOf(functions);
        results = List.copyOf(results);
        explanations = List.copyOf(explanations);
    }

    /**
     * A run.
     *
     * @param coldgate the version that wrote the report
     * @param ending how the run ended: {@code complete}, {@code time_limit}, {@code interrupted},
     *     {@code could_not_measure}, {@code cut_off}
     * @param startedAtMillis when it began, since 1970
     * @param platform where it measured
     * @param seeds repeat the order of the functions
     * @param thresholdsFile as the user named it
     * @param thresholdsSha256 its content
     * @param fingerprint facts about the host
     */
    public record Run(
            String coldgate,
            String ending,
            long startedAtMillis,
            String platform,
            RunSeeds seeds,
            String thresholdsFile,
            String thresholdsSha256,
            Map<String, String> fingerprint) {}

    /**
     * A part of a build.
     *
     * @param functions how many the whole build has
     * @param shard which part, from 1
     * @param shards how many parts
     * @param changedSince the ref since which its functions changed; empty where all were chosen
     * @param text the same in words; empty for nothing
     */
    public record Part(int functions, int shard, int shards, Optional<String> changedSince, String text) {}

    /** Returns what in it contradicts itself, in a clause; empty for nothing. */
    public Optional<String> contradiction() {
        return Contradiction.of(this);
    }

    /** Returns what there is to say of a build that is not the whole file; empty for nothing. */
    public String partText() {
        return part.map(Part::text).orElse("");
    }

    /** Returns failures by how far they are over their limits, then what was not measured, is open, passed. */
    public List<CheckEntry> worstFirst() {
        return checks.stream()
                .sorted(Comparator.<CheckEntry>comparingInt(
                                check -> check.verdict().rank())
                        .thenComparing(
                                Comparator.comparingDouble(CheckEntry::excess).reversed()))
                .toList();
    }

    /** Returns what the candidate's start of a function is made of; empty where that was not looked at. */
    public Optional<ExplanationEntry> explanation(String function) {
        return explanations.stream()
                .filter(each -> each.function().equals(function) && each.isCandidate())
                .findFirst();
    }

    /** Returns how many checks have that verdict. */
    public long count(Verdict wanted) {
        return checks.stream().filter(check -> check.verdict() == wanted).count();
    }
}
