package io.coldgate.gate;

import io.coldgate.sample.Better;
import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolSeries;
import io.coldgate.stats.Contrast;
import io.coldgate.stats.Outcome;
import io.coldgate.stats.Quantiles;
import io.coldgate.stats.RecordedContrastDecider;
import io.coldgate.stats.RecordedContrastRule;
import io.coldgate.stats.RelativeDecision;
import io.coldgate.thresholds.ResultBaseline;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides a limit on one recorded series relative to an earlier one. Missing data never passes. */
final class RecordedContrast {
    private static final double MEDIAN = .5;

    private final ResultRegressionCheck check;
    private final String what;

    private RecordedContrast(ResultRegressionCheck check) {
        this.check = check;
        this.what = check.source().tool() == Tool.JMH ? "forks" : "runs";
    }

    /**
     * Decides.
     *
     * @param before the baseline's results, whose facts are compared
     * @param after the candidate's results
     * @param baseline the baseline's series
     * @param candidate the candidate's
     */
    static CheckResult decide(
            ResultRegressionCheck check,
            ToolResults before,
            ToolResults after,
            ToolSeries baseline,
            ToolSeries candidate) {
        return new RecordedContrast(check).decide(baseline, candidate, differences(before, after));
    }

    private CheckResult decide(ToolSeries baseline, ToolSeries candidate, String differences) {
        Optional<String> problem = problem(baseline, "the baseline: ")
                .or(() -> problem(candidate, ""))
                .or(() -> unlike(baseline, candidate))
                .or(() -> notComparable(baseline, candidate, differences));
        if (problem.isPresent()) {
            return notMeasured(check, problem.get());
        }
        Optional<double[]> runsBefore = runs(baseline);
        Optional<double[]> runsAfter = runs(candidate);
        if (runsBefore.isEmpty() || runsAfter.isEmpty()) {
            return undecided(check.rule() + " of a run takes at least " + samplesOfARun()
                    + " samples in every one of the " + what + ": record longer ones");
        }
        RecordedContrastRule rule = rule(baseline.clusters(), candidate.clusters());
        Optional<String> few = tooFew(rule, baseline, candidate)
                .or(() -> tooFew(rule, runsBefore.get().length, runsAfter.get().length));
        if (few.isPresent()) {
            return undecided(few.get());
        }
        RelativeDecision decision = RecordedContrastDecider.decide(
                rule,
                runsBefore.get(),
                runsAfter.get(),
                blocks(baseline, runsBefore.get(), rule),
                blocks(candidate, runsAfter.get(), rule));
        return Double.isInfinite(decision.baselineQuantile())
                ? notMeasured(check, "the baseline failed: there is nothing to compare with")
                : result(decision, candidate, differences);
    }

    /** Returns the differences between the conditions of both sides that rule out a comparison. */
    private Optional<String> notComparable(ToolSeries baseline, ToolSeries candidate, String differences) {
        if (measured().isPresent()
                && (baseline.blocks().isEmpty() || candidate.blocks().isEmpty())) {
            return Optional.of("it was not measured in blocks by turns: run coldgate check again");
        }
        if (check.baseline() instanceof ResultBaseline.Recorded recorded && !recorded.acrossHosts()) {
            return Optional.of(check.baseline().source().path()
                    + " was measured at another time, and nothing in it proves that it was on this host" + differences
                    + ": no verdict; where you know that it was comparable, write across-hosts: true");
        }
        return Optional.empty();
    }

    private Optional<String> tooFew(RecordedContrastRule rule, ToolSeries baseline, ToolSeries candidate) {
        int blocks = Math.min(baseline.blocks().size(), candidate.blocks().size());
        return measured().isPresent() && blocks < rule.fewestBlocks()
                ? Optional.of("it takes at least " + rule.fewestBlocks()
                        + " blocks on each side, with which chance alone could not separate them; there are " + blocks
                        + ": write blocks: " + rule.fewestBlocks())
                : Optional.empty();
    }

    private Optional<String> tooFew(RecordedContrastRule rule, int runsBefore, int runsAfter) {
        return Math.min(runsBefore, runsAfter) < rule.fewest()
                ? Optional.of(check.rule() + " takes at least " + rule.fewest() + " " + what
                        + " on each side; there are " + runsBefore + " of the baseline and " + runsAfter
                        + " of the candidate: " + (measured().isPresent() ? "write more blocks" : "record more"))
                : Optional.empty();
    }

    private CheckResult result(RelativeDecision decision, ToolSeries series, String differences) {
        VerdictReason why =
                decision.outcome() == Outcome.INCONCLUSIVE ? VerdictReason.MAX_SAMPLES : VerdictReason.EVIDENCE;
        String runs = decision.rounds() + " " + what + " a side"
                + (measured().isPresent() ? " in " + series.blocks().size() + " blocks by turns" : "");
        String claim = switch (decision.outcome()) {
            case PASS -> check.rule() + " within " + check.limitText() + " proven by " + runs;
            case FAIL -> check.rule() + " over " + check.limitText() + " proven by " + runs;
            default ->
                "undecided by " + runs + ": " + (measured().isPresent() ? "write more blocks" : "record more")
                        + ", or allow more";
        };
        boolean higher = series.better() == Better.HIGHER;
        double from = higher ? 1 / decision.baselineQuantile() : decision.baselineQuantile();
        double to = higher ? 1 / decision.candidateQuantile() : decision.candidateQuantile();
        String sides = amount(series, from, from) + " -> "
                + (Double.isInfinite(decision.candidateQuantile()) ? "failed" : amount(series, to, from));
        return new CheckResult(
                check,
                Verdict.of(decision.outcome(), why, decision.rounds()),
                why,
                claim + (measured().isPresent() ? "" : "; measured at different times") + differences,
                sides,
                Optional.empty(),
                Optional.of(new RatioFigures(
                        Contrast.RATIO,
                        decision.rounds(),
                        decision.estimate(),
                        from,
                        to,
                        decision.intervalLow(),
                        decision.intervalHigh(),
                        decision.logEvidenceFail(),
                        decision.logEvidencePass(),
                        decision.lastLookRisk(),
                        Optional.of(series.unit()))),
                Optional.empty());
    }

    private static String amount(ToolSeries series, double value, double like) {
        return series.unit().formatLike(value, like);
    }

    /** Returns the result if there is no data for a decision. */
    static CheckResult notMeasured(ResultRegressionCheck check, String problem) {
        return new CheckResult(
                check, Verdict.NOT_MEASURED, VerdictReason.COULD_NOT_MEASURE, problem, "", Optional.empty());
    }

    private CheckResult undecided(String reason) {
        return new CheckResult(
                check, Verdict.INCONCLUSIVE, VerdictReason.TOO_FEW_SAMPLES, reason, "", Optional.empty());
    }

    private static Optional<String> problem(ToolSeries series, String whose) {
        if (series.problem().isPresent()) {
            return Optional.of(whose + series.problem().get());
        }
        if (series.summary().isPresent()) {
            return Optional.of(whose + "a summary has no samples: record them, see docs/results.md");
        }
        int n = series.values().size();
        if (n == 0) {
            return Optional.of(whose + "no samples of it");
        }
        return series.values().failed() == n ? Optional.of(whose + "all samples failed") : Optional.empty();
    }

    private static Optional<String> unlike(ToolSeries baseline, ToolSeries candidate) {
        if (!baseline.unit().equals(candidate.unit()) || baseline.better() != candidate.better()) {
            return Optional.of(
                    "the sides have different units: " + baseline.unit().text() + " of the baseline, "
                            + candidate.unit().text() + " of the candidate");
        }
        if (isSingle(baseline.clusters()) != isSingle(candidate.clusters())) {
            return Optional.of("one side has single samples, and the other several of a run: record both alike");
        }
        return candidate.better() == Better.UNKNOWN
                ? Optional.of("nothing says whether more or less of it is better")
                : Optional.empty();
    }

    /** Returns the rule; for runs with several samples, it limits the typical run. */
    private RecordedContrastRule rule(List<Integer> baseline, List<Integer> candidate) {
        // Without clusters, a sample is a run only if the tool measures each one in its own process.
        boolean known = check.source().tool().sampleIsARun() || !baseline.isEmpty() && !candidate.isEmpty();
        boolean single = isSingle(baseline) && isSingle(candidate) && known;
        return new RecordedContrastRule(
                single ? check.quantile().p() : MEDIAN, check.share(), check.falseAlarm(), check.missed());
    }

    private static boolean isSingle(List<Integer> clusters) {
        return clusters.stream().allMatch(size -> size == 1);
    }

    private int samplesOfARun() {
        double p = check.quantile().p();
        return (int) Math.ceil(1 / Math.min(p, 1 - p) - 1e-9);
    }

    /**
     * Returns a value for each independent run, for which less is better; empty if a run is too short for its quantile.
     */
    private Optional<double[]> runs(ToolSeries series) {
        double[] values = series.values().toArray();
        if (series.better() == Better.HIGHER) {
            values = Arrays.stream(values)
                    .map(x -> Double.isInfinite(x) ? x : 1 / x)
                    .toArray();
        }
        List<Integer> sizes = series.clusters();
        if (sizes.isEmpty() && check.source().tool().sampleIsARun() || !sizes.isEmpty() && isSingle(sizes)) {
            return Optional.of(values);
        }
        List<Integer> clusters = sizes.isEmpty() ? List.of(values.length) : sizes;
        double[] runs = new double[clusters.size()];
        int at = 0;
        for (int i = 0; i < runs.length; i++) {
            double[] run = Arrays.copyOfRange(values, at, at + clusters.get(i));
            at += clusters.get(i);
            boolean failed = Arrays.stream(run).allMatch(Double::isInfinite);
            if (!failed && check.quantile().p() != MEDIAN && run.length < samplesOfARun()) {
                return Optional.empty();
            }
            Arrays.sort(run);
            runs[i] = failed
                    ? Double.POSITIVE_INFINITY
                    : Quantiles.nearestRank(run, check.quantile().p());
        }
        return Optional.of(runs);
    }

    private Optional<ResultBaseline.Measured> measured() {
        return check.baseline() instanceof ResultBaseline.Measured measured ? Optional.of(measured) : Optional.empty();
    }

    /** Returns a value for each block, the quantile of its runs; none if the series was recorded earlier. */
    private static double[] blocks(ToolSeries series, double[] runs, RecordedContrastRule rule) {
        double[] blocks = new double[series.blocks().size()];
        int run = 0;
        int sample = 0;
        int end = 0;
        for (int i = 0; i < blocks.length; i++) {
            end += series.blocks().get(i);
            int first = run;
            while (run < runs.length && sample < end) {
                sample += series.clusters().isEmpty() ? 1 : series.clusters().get(run);
                run++;
            }
            double[] ofBlock = Arrays.copyOfRange(runs, first, run);
            Arrays.sort(ofBlock);
            blocks[i] = ofBlock.length == 0 ? Double.POSITIVE_INFINITY : Quantiles.nearestRank(ofBlock, rule.p());
        }
        return blocks;
    }

    /** Returns the differences between the tool and host facts of both files. */
    private static String differences(ToolResults before, ToolResults after) {
        List<String> unlike = new ArrayList<>();
        for (Map.Entry<String, String> fact : before.facts().entrySet()) {
            String now = after.facts().get(fact.getKey());
            if (now != null && !now.equals(fact.getValue())) {
                unlike.add(fact.getKey() + " " + fact.getValue() + " -> " + now);
            }
        }
        return unlike.isEmpty() ? "" : "; they differ in " + String.join(", ", unlike);
    }
}
