package io.coldgate.github;

import io.coldgate.gate.BuildVerdict;
import io.coldgate.gate.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A {@code report.json}, as far as it is shown. Every text in it is untrusted.
 *
 * @param verdict the build's
 * @param exitCode what the gate ended with
 * @param platform where it was measured
 * @param seed repeats the order of the functions
 * @param coldStarts proven cold starts
 * @param partText what there is to say of a build that is not the whole file; empty for nothing
 * @param checks every check, in the file's order
 * @param functions every function, in the file's order
 * @param finding what the headline says beside the verdict; empty for nothing
 * @param notMeasured what the thresholds file demands beyond the checks
 * @param isPart whether it says that it is a part of a build, which may have no check
 */
public record BuildReport(
        Verdict verdict,
        int exitCode,
        String platform,
        long seed,
        long coldStarts,
        String partText,
        List<CheckLine> checks,
        List<FunctionLine> functions,
        String finding,
        List<String> notMeasured,
        boolean isPart) {
    /** A report without a finding. */
    public BuildReport(
            Verdict verdict,
            int exitCode,
            String platform,
            long seed,
            long coldStarts,
            String partText,
            List<CheckLine> checks,
            List<FunctionLine> functions) {
        this(verdict, exitCode, platform, seed, coldStarts, partText, checks, functions, "", List.of(), false);
    }

    /** Copies the lists. */
    public BuildReport {
        checks = List.copyOf(checks);
        functions = List.copyOf(functions);
        notMeasured = List.copyOf(notMeasured);
    }

    /** What in it contradicts itself, in a clause; empty for nothing. */
    public Optional<String> contradiction() {
        return Contradiction.of(this, isPart);
    }

    /**
     * One check.
     *
     * @param verdict what is known
     * @param function the function's name
     * @param subject what is limited, such as {@code init_duration}
     * @param rule which property of it, such as {@code p95}
     * @param measured as people read it; empty when nothing was measured
     * @param interval likewise
     * @param limit likewise
     * @param samples likewise
     * @param evidence likewise
     * @param explanation one sentence
     * @param reason what the verdict rests on, such as {@code evidence}
     * @param place where the budget stands
     * @param onInconclusive {@code warn}, {@code fail} or {@code pass}
     * @param excess measured over limit; infinite for failed starts, 0 where it is no ratio
     */
    public record CheckLine(
            Verdict verdict,
            String function,
            String subject,
            String rule,
            String measured,
            String interval,
            String limit,
            String samples,
            String evidence,
            String explanation,
            String reason,
            Optional<Place> place,
            String onInconclusive,
            double excess) {
        /** {@code checkout init_duration p95}. */
        public String name() {
            return function + " " + check();
        }

        /** {@code init_duration p95}. */
        public String check() {
            return subject + " " + rule;
        }
    }

    /**
     * A place in a file.
     *
     * @param file as the report names it
     * @param line from 1
     */
    public record Place(String file, int line) {}

    /**
     * One function.
     *
     * @param name in the thresholds file
     * @param breakdown where a median start's time went; empty when not known
     * @param detail what there is to say about the end of its series; empty for nothing
     * @param failures how many starts failed and why; empty for none
     * @param output the last lines that it wrote before it failed
     */
    public record FunctionLine(String name, String breakdown, String detail, String failures, List<String> output) {
        /** Copies the list. */
        public FunctionLine {
            output = List.copyOf(output);
        }
    }

    /** Failures by how far they are over their limits, then what could not be measured, what is open, what passed. */
    public List<CheckLine> worstFirst() {
        return checks.stream()
                .sorted(Comparator.<CheckLine>comparingInt(check -> BuildVerdict.rank(check.verdict()))
                        .thenComparing(
                                Comparator.comparingDouble(CheckLine::excess).reversed()))
                .toList();
    }

    /** How many checks have that verdict. */
    public long count(Verdict wanted) {
        return checks.stream().filter(check -> check.verdict() == wanted).count();
    }
}
