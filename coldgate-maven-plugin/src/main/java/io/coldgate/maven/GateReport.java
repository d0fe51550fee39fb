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

/** The part of a {@code report.json} that a build needs: its checks, and what went wrong, one line each. */
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
     * Reads the report of a run with that exit code; it has no checks where there is none, because nothing was
     * measured.
     *
     * @throws IOException when there is one that cannot be read
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

    /** Returns what went wrong, each with its place and what to do; empty where the gate decided everything. */
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

    /** The checks with that verdict: where the budget stands, what was checked, what came out. */
    List<String> withVerdict(Verdict verdict) {
        return checks.stream()
                .filter(check -> check.verdict() == verdict)
                .map(GateReport::line)
                .toList();
    }

    /**
     * Returns whether it has a verdict: one of a check at least, or that a part of a build, such as what a change
     * touches, has nothing to measure.
     */
    boolean hasVerdict() {
        return !checks.isEmpty() || part;
    }

    /** Number of checks. */
    int size() {
        return checks.size();
    }
}
