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
 * missing: they are as they were when they were measured.
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

    /** Returns what the file demands beyond what a header names and the sources that were read. */
    static MissingDemands missing(Thresholds file, RunHeader header, List<ToolResults> read) {
        return missing(
                file,
                header.functions(),
                header.part(),
                read.stream().map(ToolResults::source).toList());
    }

    /**
     * Returns what the file demands beyond these functions, those of the build's other parts, and these sources.
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
     * Returns the plan, which says in its reports what is missing. A shard says that it is one: what other shards
     * measure is not missing, and results of other tools are in none.
     */
    public GatePlan namedIn(GatePlan plan) {
        List<String> names = new ArrayList<>(functions);
        if (plan.part().filter(part -> part.shards() > 1).isEmpty()) {
            results.forEach(entry -> names.add(entry.source().shown()));
        }
        return plan.leaving(names);
    }

    /** Returns the plan with checks of what is missing, which nothing will be known of. */
    GatePlan addedTo(GatePlan plan, Thresholds file) {
        List<ToolResults> none = results.stream()
                .map(entry -> ToolResults.broken(entry.source(), "not in this run"))
                .toList();
        GatePlan whole = GatePlan.of(file, ResultDemands.of(results, none).demands());
        return plan.with(whole, functions);
    }
}
