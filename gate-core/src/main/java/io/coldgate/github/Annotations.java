package io.coldgate.github;

import io.coldgate.report.document.CheckEntry;
import io.coldgate.report.document.Place;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.unit.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Annotations at the lines of the thresholds file: what did not pass, worst first. */
public final class Annotations {
    /** The runner shows that many of each level a step; those after are lost without a word. */
    static final int MOST_PER_LEVEL = 10;

    private final Path workspace;
    private final Path directory;

    /**
     * Makes annotations for files of a checkout.
     *
     * @param workspace the checkout, absolute
     * @param directory where the gate ran, absolute: relative names are resolved against it
     */
    public Annotations(Path workspace, Path directory) {
        this.workspace = workspace.toAbsolutePath().normalize();
        this.directory = directory.toAbsolutePath().normalize();
    }

    /** Returns those of a report. */
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
                        check.place().flatMap(place -> inWorkspace(place.file())),
                        check.place().map(Place::line).orElse(1),
                        "Coldgate: " + check.name(),
                        message(check)));
            }
        }
        return limited(all);
    }

    /** Returns those of a run that decided nothing. */
    public List<WorkflowCommand> of(List<Problem> problems) {
        return limited(problems.stream().map(this::command).toList());
    }

    private WorkflowCommand command(Problem problem) {
        Optional<Place> place = problem.place().flatMap(Place::of);
        return new WorkflowCommand(
                WorkflowCommand.Level.ERROR,
                place.flatMap(where -> inWorkspace(where.file())),
                place.map(Place::line).orElse(1),
                place.isPresent() ? "Coldgate: configuration" : "Coldgate: no verdict",
                problem.withoutPlace());
    }

    private static WorkflowCommand.Level level(CheckEntry check) {
        return switch (check.verdict()) {
            case FAIL, NOT_MEASURED -> WorkflowCommand.Level.ERROR;
            case PASS, ACCEPTED -> WorkflowCommand.Level.NOTICE;
            case INCONCLUSIVE ->
                switch (check.onInconclusive()) {
                    case "fail" -> WorkflowCommand.Level.ERROR;
                    case "pass" -> WorkflowCommand.Level.NOTICE;
                    default -> WorkflowCommand.Level.WARNING;
                };
        };
    }

    private static String message(CheckEntry check) {
        StringBuilder text = new StringBuilder(check.verdict().word());
        if (!check.shown().measured().isEmpty()) {
            text.append(": ")
                    .append(check.shown().measured())
                    .append(" measured, budget ")
                    .append(check.shown().limit());
        }
        return text.append(": ").append(check.explanation()).toString();
    }

    /** The name that GitHub knows the file by; none for a file outside of the checkout. */
    private Optional<String> inWorkspace(String file) {
        try {
            Path absolute = directory.resolve(file).normalize();
            return absolute.startsWith(workspace) && !absolute.equals(workspace)
                    ? Optional.of(workspace.relativize(absolute).toString())
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static List<WorkflowCommand> limited(List<WorkflowCommand> all) {
        Map<WorkflowCommand.Level, Integer> counts = new EnumMap<>(WorkflowCommand.Level.class);
        return all.stream()
                .filter(command -> counts.merge(command.level(), 1, Integer::sum) <= MOST_PER_LEVEL)
                .toList();
    }
}
