package io.coldgate.gate;

import io.coldgate.sample.Metric;
import io.coldgate.sample.Start;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Decides all checks of one function's series, sample by sample. */
public final class SeriesGate {
    private final List<StartDecider> deciders;
    private final boolean hasQuantile;
    private final int maxSamples;
    private int samples;

    /** A gate that has seen no sample. */
    public SeriesGate(GatePlan.FunctionPlan plan) {
        this.deciders = plan.startChecks().stream().map(StartDecider::of).toList();
        this.hasQuantile = deciders.stream().anyMatch(StartDecider.OfQuantile.class::isInstance);
        this.maxSamples = plan.maxSamples();
    }

    /** The metrics that every sample must have. */
    public Set<Metric> metrics() {
        Set<Metric> metrics = EnumSet.noneOf(Metric.class);
        deciders.forEach(decider -> metrics.add(decider.check().metric()));
        return metrics;
    }

    /**
     * Reads the next sample. Must not be called once {@link #complete()}.
     *
     * @throws IllegalArgumentException when the sample lacks a metric that a check needs
     */
    public void add(Start start) {
        if (complete()) {
            throw new IllegalStateException("the series is complete after " + samples + " samples");
        }
        samples++;
        for (StartDecider decider : deciders) {
            decider.add(start);
        }
    }

    /** Whether no check needs another sample. */
    public boolean complete() {
        if (samples >= maxSamples) {
            return true;
        }
        return deciders.stream()
                .filter(decider -> !hasQuantile || decider instanceof StartDecider.OfQuantile)
                .allMatch(StartDecider::decided);
    }

    /** Samples read so far. */
    public int samples() {
        return samples;
    }

    /** Samples that can be read at most. */
    public int maxSamples() {
        return maxSamples;
    }

    /** Checks that have their verdict; all of them once the series is complete. */
    public int decidedChecks() {
        return complete()
                ? deciders.size()
                : (int) deciders.stream().filter(StartDecider::decided).count();
    }

    /** How many checks there are. */
    public int checks() {
        return deciders.size();
    }

    /**
     * The results when no more samples come.
     *
     * @param end why none come; {@link SeriesEnd#COMPLETE} only when {@link #complete()}
     */
    public List<CheckResult> results(SeriesEnd end) {
        SeriesEnd actual = complete() ? SeriesEnd.COMPLETE : end;
        return deciders.stream().map(decider -> decider.result(actual)).toList();
    }
}
