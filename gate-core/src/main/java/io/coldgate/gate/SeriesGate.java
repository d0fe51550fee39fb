package io.coldgate.gate;

import io.coldgate.sample.Arm;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Metric;
import io.coldgate.sample.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides all checks of one function's series, start by start. A candidate's start counts towards its absolute budgets
 * at once; a round counts towards the budgets against the baseline when both of its starts are present.
 */
public final class SeriesGate {
    private final List<StartDecider> deciders;
    private final List<RoundDecider> roundDeciders;
    private final RoundPairing pairing = new RoundPairing();
    private final boolean onlyMax;
    private final int maxSamples;
    private final FixedRounds fixed;
    private final boolean alone;
    private int samples;
    private int rounds;

    /** A gate without samples. */
    public SeriesGate(GatePlan.FunctionPlan plan) {
        this.deciders = plan.startChecks().stream().map(StartDecider::of).toList();
        this.roundDeciders =
                plan.regressionChecks().stream().map(RoundDecider::new).toList();
        this.alone = plan.spec().comparison().baseline().isEmpty();
        this.fixed = plan.fixedRounds().orElse(new FixedRounds(0, Set.of()));
        this.onlyMax = fixed.rounds() == 0
                && roundDeciders.isEmpty()
                && deciders.stream().allMatch(StartDecider.OfMax.class::isInstance);
        this.maxSamples = plan.maxSamples();
    }

    /**
     * Returns the metrics that every sample must have; metrics of a payload apply only to samples with that payload.
     */
    public Set<Metric> metrics() {
        Set<Metric> metrics = new TreeSet<>();
        deciders.forEach(decider -> metrics.add(decider.check().metric()));
        roundDeciders.forEach(decider -> metrics.add(decider.check().metric()));
        metrics.addAll(fixed.metrics());
        return metrics;
    }

    /**
     * Reads the next start. Must not be called after {@link #complete()} has returned true.
     *
     * @throws IllegalArgumentException when the start lacks a metric that a check needs
     */
    public void add(Start start) {
        if (complete()) {
            throw new IllegalStateException("the series is complete after " + samples + " samples");
        }
        if (start.arm() == Arm.CANDIDATE) {
            samples++;
            deciders.stream()
                    .filter(decider -> decider.check().metric().isOf(start.payload()))
                    .forEach(decider -> decider.add(start));
        }
        pairing.add(start).ifPresent(round -> {
            rounds++;
            roundDeciders.stream()
                    .filter(decider -> decider.check().metric().isOf(start.payload()))
                    .forEach(decider -> decider.add(round.baseline(), round.candidate()));
        });
    }

    /** Returns whether a check against the baseline or fixed rounds are open, so the next starts must be a round. */
    public boolean needsRounds() {
        return (alone ? samples : rounds) < fixed.rounds()
                || !roundDeciders.stream().allMatch(RoundDecider::decided);
    }

    /**
     * Returns whether no check needs another start. A {@code max} budget only watches the starts that other checks
     * need.
     */
    public boolean complete() {
        if (onlyMax) {
            return samples >= maxSamples || deciders.stream().allMatch(StartDecider::decided);
        }
        return !needsRounds()
                && deciders.stream()
                        .filter(StartDecider.OfQuantile.class::isInstance)
                        .allMatch(StartDecider::decided);
    }

    /** Returns the number of the candidate's samples read so far. */
    public int samples() {
        return samples;
    }

    /** Returns the number of complete rounds read so far. */
    public int rounds() {
        return rounds;
    }

    /** Returns the largest number of the candidate's samples that are read. */
    public int maxSamples() {
        return maxSamples;
    }

    /** Returns the number of checks that have a verdict; all of them once the series is complete. */
    public int decidedChecks() {
        if (complete()) {
            return checks();
        }
        return (int) (deciders.stream().filter(StartDecider::decided).count()
                + roundDeciders.stream().filter(RoundDecider::decided).count());
    }

    /** Returns the number of checks. */
    public int checks() {
        return deciders.size() + roundDeciders.size();
    }

    /**
     * Returns the results when there are no more samples.
     *
     * @param end why there are no more; {@link Ending#COMPLETE} only when {@link #complete()}
     */
    public List<CheckResult> results(Ending end) {
        Ending actual = complete() ? Ending.COMPLETE : end;
        List<CheckResult> results = new ArrayList<>();
        deciders.forEach(decider -> results.add(decider.result(actual)));
        roundDeciders.forEach(decider -> results.add(decider.result(actual)));
        return results;
    }
}
