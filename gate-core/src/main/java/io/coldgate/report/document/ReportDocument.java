package io.coldgate.report.document;

import io.coldgate.unit.Problem;
import io.coldgate.unit.RunSeeds;
import io.coldgate.verdict.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code report.json}. All text of a report that was read from a file is untrusted.
 *
 * @param run the run that it reports on
 * @param verdict the build's verdict
 * @param finding the headline's remark beside the verdict; empty for none
 * @param exitCode the exit code of the gate
 * @param part the part of the build that it covers; empty for a whole build
 * @param notMeasured what the thresholds file demands beyond the checks
 * @param problems what could not be measured, and what to do
 * @param coldStarts proven cold starts
 * @param checks every check, in the file's order
 * @param functions every function, in the file's order
 * @param results every file of another tool
 * @param explanations the composition of cold starts that were explained
 * @param shared findings that several of these explanations share
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
        List<ExplanationEntry> explanations,
        List<SharedEntry> shared) {
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
        shared = List.copyOf(shared);
    }

    /**
     * A run.
     *
     * @param coldgate the version that wrote the report
     * @param ending how the run ended: {@code complete}, {@code time_limit}, {@code interrupted},
     *     {@code could_not_measure}, {@code cut_off}
     * @param startedAtMillis when it began, in milliseconds since 1970
     * @param platform where it measured
     * @param seeds reproduce the order of the functions
     * @param thresholdsFile its name as given by the user
     * @param thresholdsSha256 the SHA-256 of its content
     * @param commit full name of the commit that was checked out when the run began; empty if the results do not record
     *     it
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
            Optional<String> commit,
            Map<String, String> fingerprint) {}

    /**
     * A part of a build.
     *
     * @param functions the number of functions of the whole build
     * @param shard the number of the part, from 1
     * @param shards the number of parts
     * @param changedSince the ref since which its functions changed; empty when all were chosen
     * @param text the same as text; empty if there is nothing to say
     */
    public record Part(int functions, int shard, int shards, Optional<String> changedSince, String text) {}

    /** Returns a contradiction within the report, in a clause; empty if there is none. */
    public Optional<String> contradiction() {
        return Contradiction.of(this);
    }

    /** Returns a note on a build that is not the whole file; empty if it is. */
    public String partText() {
        return part.map(Part::text).orElse("");
    }

    /**
     * Returns the checks, the worst first: failures by their excess, then checks that were not measured, open ones, and
     * passed ones.
     */
    public List<CheckEntry> worstFirst() {
        return checks.stream()
                .sorted(Comparator.<CheckEntry>comparingInt(
                                check -> check.verdict().rank())
                        .thenComparing(
                                Comparator.comparingDouble(CheckEntry::excess).reversed()))
                .toList();
    }

    /** Returns the explanation of a function's candidate; empty if it was not explained. */
    public Optional<ExplanationEntry> explanation(String function) {
        return explanations.stream()
                .filter(each -> each.function().equals(function) && each.isCandidate())
                .findFirst();
    }

    /** Returns the number of checks with this verdict. */
    public long count(Verdict wanted) {
        return checks.stream().filter(check -> check.verdict() == wanted).count();
    }
}
