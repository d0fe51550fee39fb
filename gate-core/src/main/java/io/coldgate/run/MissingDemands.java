package io.coldgate.run;

import io.coldgate.gate.GatePlan;
import io.coldgate.gate.ResultDemands;
import io.coldgate.sample.BuildPart;
import io.coldgate.sample.RunHeader;
import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.ResultBudgets;
import io.coldgate.thresholds.Thresholds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The demands of a thresholds file that a run did not measure. Functions that {@code --changed-since} left out are not
 * missing, because they have not changed since they were measured.
 *
 * @param functions names of the functions, in the file's order
 * @param results the entries of {@code results:}, in the file's order
 */
public record MissingDemands(List<String> functions, List<ResultBudgets> results) {
    /** Copies the lists. */
    public MissingDemands {
        functions = List.copyOf(functions);
        results = List.copyOf(results);
    }

    /** Returns the file's demands that neither the header nor the sources that were read cover. */
    static MissingDemands missing(Thresholds file, RunHeader header, List<ToolResults> read) {
        return missing(
                file,
                header.functions(),
                header.part(),
                read.stream().map(ToolResults::source).toList());
    }

    /**
     * Returns the file's demands that these functions, the build's other parts, and these sources do not cover.
     *
     * @param measured names of functions
     */
    public static MissingDemands missing(
            Thresholds file, List<String> measured, Optional<BuildPart> part, List<ToolResults.Source> sources) {
        Set<String> known = new HashSet<>(measured);
        part.ifPresent(of -> {
            known.addAll(of.functions());
            known.addAll(of.unchanged());
        });
        return new MissingDemands(
                file.functions().stream()
                        .map(FunctionSpec::name)
                        .filter(name -> !known.contains(name))
                        .toList(),
                file.results().stream()
                        .filter(entry -> !sources.contains(entry.source()))
                        .toList());
    }

    /**
     * Returns the plan with the names of what is missing, for its reports. In a shard, other tools' results are not
     * missing: no shard contains them.
     */
    public GatePlan namedIn(GatePlan plan) {
        List<String> names = new ArrayList<>(functions);
        if (plan.part().filter(part -> part.shards() > 1).isEmpty()) {
            results.forEach(entry -> names.add(entry.source().shown()));
        }
        return plan.leaving(names);
    }

    /** Returns the plan with checks for everything that is missing; these checks will have no data. */
    GatePlan addedTo(GatePlan plan, Thresholds file) {
        List<ToolResults> none = results.stream()
                .map(entry -> ToolResults.broken(entry.source(), "not in this run"))
                .toList();
        GatePlan whole = GatePlan.of(file, ResultDemands.of(results, none).demands());
        return plan.with(whole, functions);
    }
}
