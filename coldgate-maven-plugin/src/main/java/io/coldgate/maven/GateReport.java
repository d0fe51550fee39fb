package io.coldgate.maven;

import io.coldgate.report.document.CheckEntry;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.report.document.ReportFormatException;
import io.coldgate.report.document.ReportReader;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import io.coldgate.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The part of a {@code report.json} that a build needs: its checks and problems, one line each. */
final class GateReport {
    private static final int LONGEST_FIELD = 300;

    private final List<CheckEntry> checks;
    private final List<String> problems;
    private final boolean part;

    private GateReport(List<CheckEntry> checks, List<String> problems, boolean part) {
        this.checks = checks;
        this.problems = problems;
        this.part = part;
    }

    /**
     * Reads the report of a run with that exit code; without a report, nothing was measured, and there are no checks.
     *
     * @throws IOException when the report exists but cannot be read
     */
    static GateReport read(Path file, int exitCode) throws IOException {
        if (!Files.exists(file)) {
            return new GateReport(List.of(), List.of(), false);
        }
        try {
            ReportDocument report = ReportReader.read(file);
            return new GateReport(
                    report.checks(), lines(report.problems()), report.part().isPresent());
        } catch (ReportFormatException e) {
            List<Problem> problems = ReportReader.problems(file, exitCode);
            if (problems.isEmpty()) {
                throw new IOException(e.getMessage(), e);
            }
            return new GateReport(List.of(), lines(problems), false);
        }
    }

    private static List<String> lines(List<Problem> problems) {
        return problems.stream().map(GateReport::line).toList();
    }

    private static String line(Problem problem) {
        return new Problem(
                        problem.place().map(GateReport::safe),
                        safe(problem.subject()),
                        safe(problem.message()),
                        safe(problem.remedy()))
                .line();
    }

    /** Returns the problems, each with its location and remedy; empty if the gate decided everything. */
    List<String> problems() {
        return problems;
    }

    private static String line(CheckEntry check) {
        String samples =
                check.measured().map(values -> " (n = " + values.n() + ")").orElse("");
        return safe(check.location()) + ": " + safe(check.name()) + ": " + safe(check.explanation()) + samples;
    }

    private static String safe(String field) {
        return Printable.escape(field, LONGEST_FIELD);
    }

    /** Returns the checks with that verdict: the location of the budget, the check, and the result. */
    List<String> withVerdict(Verdict verdict) {
        return checks.stream()
                .filter(check -> check.verdict() == verdict)
                .map(GateReport::line)
                .toList();
    }

    /**
     * Returns whether it has a verdict: at least one check has one, or a part of a build (such as the functions that a
     * change touches) has nothing to measure.
     */
    boolean hasVerdict() {
        return !checks.isEmpty() || part;
    }

    /** Returns the number of checks. */
    int size() {
        return checks.size();
    }
}
