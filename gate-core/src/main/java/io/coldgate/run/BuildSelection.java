package io.coldgate.run;

import io.coldgate.change.ChangeException;
import io.coldgate.change.ChangeSelection;
import io.coldgate.gate.GatePlan;
import io.coldgate.sample.BuildPart;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Counted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The functions that a run measures, and the levels of their checks. {@code --function} alone makes a smaller, separate
 * build whose checks share the false-alarm level among themselves. {@code --shard} and {@code --changed-since} make a
 * part of the whole file's build. Its checks keep the levels of the whole build, so parts can be joined later, and a
 * pull request that touches one function is judged as strictly as the nightly run.
 *
 * @param thresholds the file with these functions only
 * @param plan their checks
 * @param remarks lines for people about what was left out, and why
 */
public record BuildSelection(Thresholds thresholds, GatePlan plan, List<String> remarks) {
    /** Copies the list. */
    public BuildSelection {
        remarks = List.copyOf(remarks);
    }

    /**
     * Returns what the options ask for.
     *
     * @param results other tools' results that belong to this build
     */
    public static BuildSelection of(
            Thresholds file,
            ResultsInput results,
            List<String> patterns,
            Optional<String> changedSince,
            Optional<Shard> shard)
            throws RunException, InterruptedException {
        Thresholds selected = ThresholdsInput.select(file, patterns);
        if (changedSince.isEmpty() && shard.isEmpty()) {
            return new BuildSelection(selected, GatePlan.of(selected, results.demands()), List.of());
        }
        List<String> remarks = new ArrayList<>();
        List<String> build =
                changedSince.isPresent() ? changed(selected, changedSince.get(), remarks) : names(selected);
        Shard part = shard.orElse(new Shard(1, 1));
        List<String> measured = part.part(build);
        if (shard.isPresent()) {
            remarks.add("shard " + part.index() + "/" + part.of() + ": " + measured.size() + " of "
                    + Counted.of(build.size(), "function")
                    + (measured.isEmpty() ? "" : ": " + String.join(", ", measured)));
        }
        List<String> unchanged =
                names(selected).stream().filter(name -> !build.contains(name)).toList();
        BuildPart of = new BuildPart(build, part.index(), part.of(), changedSince, unchanged);
        Thresholds measuredOnly = ThresholdsInput.named(selected, measured);
        if (shard.isPresent() && !file.results().isEmpty()) {
            remarks.add("results of other tools are in no shard: coldgate check --results-only judges them");
            measuredOnly = measuredOnly.with(measuredOnly.functions(), List.of());
        }
        return new BuildSelection(
                measuredOnly, GatePlan.of(file, results.demands()).only(measured, of), remarks);
    }

    private static List<String> changed(Thresholds selected, String ref, List<String> remarks)
            throws RunException, InterruptedException {
        try {
            ChangeSelection changes = ChangeSelection.since(selected, ref);
            Map<String, String> reasons = changes.reasons();
            remarks.add(reasons.size() + " of "
                    + Counted.of(selected.functions().size(), "function") + " touched since " + ref + " ("
                    + changes.base().substring(0, 12) + ", "
                    + Counted.of(changes.changedFiles(), "file differs", "files differ") + ")");
            reasons.forEach((name, reason) -> remarks.add("  " + name + ": " + reason));
            return List.copyOf(reasons.keySet());
        } catch (ChangeException e) {
            throw new RunException(ExitCode.USAGE, List.of(e.problem()), "nothing was deployed");
        }
    }

    public static List<String> names(Thresholds thresholds) {
        return thresholds.functions().stream().map(FunctionSpec::name).toList();
    }
}
