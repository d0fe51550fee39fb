package io.coldgate.report;

import io.coldgate.gate.Build;
import io.coldgate.gate.BuildVerdict;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.SeriesTally;
import io.coldgate.gate.Verdict;
import io.coldgate.sample.Ending;
import io.coldgate.sample.RunHeader;
import java.util.List;

/**
 * A build with its results worked out once, for every report.
 *
 * @param build the build
 * @param header how the run was set up
 * @param results every check's result
 * @param verdict the build's verdict
 */
public record Judgement(Build build, RunHeader header, List<CheckResult> results, Verdict verdict) {
    /** Copies the list. */
    public Judgement {
        results = List.copyOf(results);
    }

    /** Judges what the build has seen. It must have seen the run's header. */
    public static Judgement of(Build build) {
        List<CheckResult> results = build.results();
        RunHeader header = build.header().orElseThrow();
        // A part of a build may rightly be empty: no function changed, or there are more parts than functions.
        boolean nothingAsked = results.isEmpty()
                && header.part().isPresent()
                && header.functions().isEmpty();
        return new Judgement(build, header, results, nothingAsked ? Verdict.PASS : BuildVerdict.of(results));
    }

    /** How many checks have that verdict. */
    public int count(Verdict wanted) {
        return (int)
                results.stream().filter(result -> result.verdict() == wanted).count();
    }

    /** The functions that could not be measured. */
    public List<SeriesTally> notMeasured() {
        return build.allSeries().stream()
                .filter(tally ->
                        tally.ending().filter(Ending.COULD_NOT_MEASURE::equals).isPresent())
                .toList();
    }

    /** Proven cold starts, the discarded ones included. */
    public int coldStarts() {
        return build.allSeries().stream().mapToInt(SeriesTally::coldStarts).sum();
    }
}
