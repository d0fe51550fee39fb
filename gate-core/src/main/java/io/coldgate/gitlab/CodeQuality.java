package io.coldgate.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coldgate.forge.FinishedRun;
import io.coldgate.forge.Severity;
import io.coldgate.forge.Workspace;
import io.coldgate.report.document.CheckEntry;
import io.coldgate.report.document.Place;
import io.coldgate.report.document.PrettyJson;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import io.coldgate.unit.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * GitLab's <a href="https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format">Code Quality
 * report</a>: each check that is not a plain pass becomes a finding at the line of its budget.
 */
public final class CodeQuality {
    private static final int LONGEST = 1000;

    private final Workspace workspace;
    private final String otherwise;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Integer> identities = new HashMap<>();

    private record Finding(
            String name, String description, String fingerprint, String severity, String file, int line) {}

    /**
     * Creates findings in files of a workspace.
     *
     * @param thresholds the thresholds file, for findings without a line in the workspace
     */
    public CodeQuality(Workspace workspace, String thresholds) {
        this.workspace = workspace;
        this.otherwise = workspace.name(thresholds).orElse(thresholds);
    }

    /** Adds the findings of a run, the worst first. */
    public CodeQuality add(FinishedRun finished) {
        finished.report().ifPresent(this::add);
        if (finished.report().isEmpty()) {
            finished.problems().forEach(this::add);
            if (finished.problems().isEmpty()) {
                add("no-verdict", "Coldgate: no verdict: " + finished.lastWords(), "", "blocker", Optional.empty());
            }
        }
        return this;
    }

    private void add(ReportDocument report) {
        report.contradiction()
                .ifPresent(what -> add(
                        "contradictory-report",
                        "Coldgate: contradictory report, no verdict: " + what,
                        "",
                        "blocker",
                        Optional.empty()));
        report.worstFirst().stream().filter(check -> !check.isPlainPass()).forEach(this::add);
        // These were left out on purpose, for example by --function; a check that should have been measured and was not
        // has a finding of its own.
        Optional<Place> file = Optional.of(new Place(report.run().thresholdsFile(), 1));
        report.notMeasured()
                .forEach(name -> add("not-in-this-run", "Coldgate: not in this run: " + name, name, "info", file));
    }

    private void add(CheckEntry check) {
        // The verdict is part of the identity: a check that was undecided and now fails is a new finding. The line and
        // the measured value are not, because they change without significance.
        add(
                check.check(),
                "Coldgate: " + check.name() + ": " + Severity.sentence(check),
                check.function() + "\n" + limit(check.limit()) + "\n" + check.verdict(),
                severity(check),
                check.place());
    }

    private static String severity(CheckEntry check) {
        return switch (Severity.of(check)) {
            case ERROR -> "critical";
            case UNDECIDED_ERROR -> "major";
            case WARNING -> "minor";
            case NOTICE -> "info";
        };
    }

    /**
     * Returns the limit as part of the identity. A function may have a budget and a tolerance on one quantile, and
     * another tool several series with the same name.
     */
    private static String limit(CheckEntry.Limit limit) {
        if (limit instanceof CheckEntry.Limit.Amount amount) {
            return "amount" + amount.series().map(series -> " " + series).orElse("");
        }
        if (limit instanceof CheckEntry.Limit.Tolerance tolerance) {
            return "tolerance" + tolerance.recorded().map(sides -> " " + sides).orElse("");
        }
        if (limit instanceof CheckEntry.Limit.Increase) {
            return "increase";
        }
        if (limit instanceof CheckEntry.Limit.Property) {
            return "property";
        }
        throw new IllegalStateException("a limit without a fingerprint: " + limit);
    }

    private void add(Problem problem) {
        Optional<Place> place = problem.place().flatMap(Place::of);
        add(
                place.isPresent() ? "configuration" : "no-verdict",
                "Coldgate: " + problem.withoutPlace(),
                problem.subject() + "\n" + problem.message(),
                "blocker",
                place);
    }

    private void add(String name, String description, String identity, String severity, Optional<Place> place) {
        Optional<String> file = place.flatMap(where -> workspace.name(where.file()));
        String path = file.orElse(otherwise);
        int line = file.isPresent() ? place.map(Place::line).orElse(1) : 1;
        String whole = path + "\n" + name + "\n" + identity;
        // GitLab treats two findings with the same fingerprint as one.
        int before = identities.merge(whole, 1, Integer::sum) - 1;
        findings.add(new Finding(
                name,
                Printable.escape(description, LONGEST),
                Sha256.hex((whole + (before == 0 ? "" : "\n" + before)).getBytes(StandardCharsets.UTF_8)),
                severity,
                path,
                line));
    }

    /** Returns the number of findings. */
    public int size() {
        return findings.size();
    }

    /** Returns the report. */
    public String render() {
        return PrettyJson.list(out -> {
            for (Finding finding : findings) {
                write(finding, out);
            }
        });
    }

    private static void write(Finding finding, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("description", finding.description());
        out.writeStringField("check_name", Printable.escape(finding.name(), LONGEST));
        out.writeStringField("fingerprint", finding.fingerprint());
        out.writeStringField("severity", finding.severity());
        out.writeObjectFieldStart("location");
        out.writeStringField("path", finding.file());
        out.writeObjectFieldStart("lines");
        out.writeNumberField("begin", finding.line());
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }
}
