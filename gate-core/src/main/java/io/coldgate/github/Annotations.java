package io.coldgate.github;

import io.coldgate.gate.Verdict;
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
     * For files of a checkout.
     *
     * @param workspace the checkout, absolute
     * @param directory where the gate ran, absolute: relative names are resolved against it
     */
    public Annotations(Path workspace, Path directory) {
        this.workspace = workspace.toAbsolutePath().normalize();
        this.directory = directory.toAbsolutePath().normalize();
    }

    /** Those of a report. */
    public List<WorkflowCommand> of(BuildReport report) {
        List<WorkflowCommand> all = new ArrayList<>();
        report.contradiction()
                .ifPresent(what -> all.add(new WorkflowCommand(
                        WorkflowCommand.Level.ERROR,
                        Optional.empty(),
                        1,
                        "Coldgate: contradictory report",
                        "no verdict: " + what)));
        for (BuildReport.CheckLine check : report.worstFirst()) {
            if (check.verdict() != Verdict.PASS) {
                all.add(new WorkflowCommand(
                        level(check),
                        check.place().flatMap(place -> inWorkspace(place.file())),
                        check.place().map(BuildReport.Place::line).orElse(1),
                        "Coldgate: " + check.name(),
                        message(check)));
            }
        }
        return limited(all);
    }

    /** Those of a run that decided nothing. */
    public List<WorkflowCommand> of(List<Problem> problems) {
        return limited(problems.stream().map(this::command).toList());
    }

    private WorkflowCommand command(Problem problem) {
        Optional<BuildReport.Place> place = problem.place().flatMap(ReportReader::place);
        return new WorkflowCommand(
                WorkflowCommand.Level.ERROR,
                place.flatMap(where -> inWorkspace(where.file())),
                place.map(BuildReport.Place::line).orElse(1),
                place.isPresent() ? "Coldgate: configuration" : "Coldgate: no verdict",
                problem.withoutPlace());
    }

    private static WorkflowCommand.Level level(BuildReport.CheckLine check) {
        return switch (check.verdict()) {
            case FAIL, NOT_MEASURED -> WorkflowCommand.Level.ERROR;
            case PASS -> WorkflowCommand.Level.NOTICE;
            case INCONCLUSIVE ->
                switch (check.onInconclusive()) {
                    case "fail" -> WorkflowCommand.Level.ERROR;
                    case "pass" -> WorkflowCommand.Level.NOTICE;
                    default -> WorkflowCommand.Level.WARNING;
                };
        };
    }

    private static String message(BuildReport.CheckLine check) {
        StringBuilder text = new StringBuilder(check.verdict().word());
        if (!check.measured().isEmpty()) {
            text.append(": ")
                    .append(check.measured())
                    .append(" measured, budget ")
                    .append(check.limit());
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
