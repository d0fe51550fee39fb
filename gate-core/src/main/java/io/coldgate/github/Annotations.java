package io.coldgate.github;

import io.coldgate.forge.Severity;
import io.coldgate.forge.Workspace;
import io.coldgate.report.document.CheckEntry;
import io.coldgate.report.document.Place;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.unit.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Annotations at the lines of the thresholds file for checks that did not pass, the worst first. */
public final class Annotations {
    /** The runner shows this many annotations of each level per step; further ones are silently dropped. */
    static final int MOST_PER_LEVEL = 10;

    /** Notices of the gate that need space too: what is left out here, and why there is no comment. */
    private static final int OWN_NOTICES = 2;

    private final Workspace workspace;

    /** Creates annotations for files of a workspace. */
    public Annotations(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Returns the annotations of a report. */
    public List<WorkflowCommand> of(ReportDocument report) {
        List<WorkflowCommand> all = new ArrayList<>();
        report.contradiction()
                .ifPresent(what -> all.add(new WorkflowCommand(
                        WorkflowCommand.Level.ERROR,
                        Optional.empty(),
                        1,
                        "Coldgate: contradictory report",
                        "no verdict: " + what)));
        for (CheckEntry check : report.worstFirst()) {
            if (!check.isPlainPass()) {
                all.add(new WorkflowCommand(
                        level(check),
                        check.place().flatMap(place -> workspace.name(place.file())),
                        check.place().map(Place::line).orElse(1),
                        "Coldgate: " + check.name(),
                        Severity.sentence(check)));
            }
        }
        return limited(all);
    }

    /** Returns the annotations of a run without a verdict. */
    public List<WorkflowCommand> of(List<Problem> problems) {
        return limited(problems.stream().map(this::command).toList());
    }

    private WorkflowCommand command(Problem problem) {
        Optional<Place> place = problem.place().flatMap(Place::of);
        return new WorkflowCommand(
                WorkflowCommand.Level.ERROR,
                place.flatMap(where -> workspace.name(where.file())),
                place.map(Place::line).orElse(1),
                place.isPresent() ? "Coldgate: configuration" : "Coldgate: no verdict",
                problem.withoutPlace());
    }

    private static WorkflowCommand.Level level(CheckEntry check) {
        return switch (Severity.of(check)) {
            case ERROR, UNDECIDED_ERROR -> WorkflowCommand.Level.ERROR;
            case WARNING -> WorkflowCommand.Level.WARNING;
            case NOTICE -> WorkflowCommand.Level.NOTICE;
        };
    }

    private static List<WorkflowCommand> limited(List<WorkflowCommand> all) {
        Map<WorkflowCommand.Level, Integer> counts = new EnumMap<>(WorkflowCommand.Level.class);
        List<WorkflowCommand> shown = new ArrayList<>(all.stream()
                .filter(command -> counts.merge(command.level(), 1, Integer::sum) <= most(command.level()))
                .toList());
        int left = all.size() - shown.size();
        if (left > 0) {
            shown.add(WorkflowCommand.notice(
                    "Coldgate: " + left + " more",
                    "the runner shows ten annotations of a kind; the job summary has what is left out here"));
        }
        return shown;
    }

    private static int most(WorkflowCommand.Level level) {
        return level == WorkflowCommand.Level.NOTICE ? MOST_PER_LEVEL - OWN_NOTICES : MOST_PER_LEVEL;
    }
}
