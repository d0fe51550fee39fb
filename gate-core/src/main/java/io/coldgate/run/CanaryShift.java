package io.coldgate.run;

import io.coldgate.canary.CanaryResult;
import io.coldgate.canary.CanaryResult.Ending;
import io.coldgate.canary.Risks;
import io.coldgate.canary.StepComparison;
import io.coldgate.canary.StepResult;
import io.coldgate.deploy.AliasJournals;
import io.coldgate.deploy.AliasRestored;
import io.coldgate.lambda.AliasState;
import io.coldgate.lambda.CallException;
import io.coldgate.measure.StopSignal;
import io.coldgate.stats.Defaults;
import io.coldgate.unit.Percentage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of a canary in which the alias is changed, and changed back. */
final class CanaryShift {
    private static final CanaryEnd BY_OTHERS =
            new CanaryEnd(Ending.CHANGED_BY_OTHERS, "somebody else changed the alias, which is left as it is");

    private final CanaryOptions options;
    private final CanaryStage stage;
    private final CanaryReading reading;
    private final RunListener listener;
    private final List<StepResult> steps = new ArrayList<>();

    CanaryShift(CanaryOptions options, CanaryStage stage, CanaryReading reading, RunListener listener) {
        this.options = options;
        this.stage = stage;
        this.reading = reading;
        this.listener = listener;
    }

    CanaryResult run(AliasState before, String candidate, AliasJournals.Open journal, StopSignal stop)
            throws IOException, InterruptedException {
        CanaryEnd end;
        try {
            end = shift(before, candidate);
        } catch (CallException e) {
            end = new CanaryEnd(Ending.NOT_MEASURED, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            end = new CanaryEnd(Ending.INTERRUPTED, "it was interrupted");
        }
        // What follows is not to be interrupted.
        stop.leave();
        CanaryEnd left = leave(end, journal);
        listener.finished();
        return new CanaryResult(
                options.function(),
                options.alias(),
                before.version(),
                candidate,
                steps,
                left.ending(),
                left.reason());
    }

    private CanaryEnd shift(AliasState before, String candidate) throws CallException, InterruptedException {
        Risks risks = Risks.of(
                Defaults.ALPHA_BUILD,
                options.missed(),
                options.limits().size(),
                options.steps().compared().size());
        AliasState now = before;
        for (double share : options.steps().compared()) {
            Optional<AliasState> shifted = lead(now, before.version(), Map.of(candidate, share));
            if (shifted.isEmpty()) {
                return BY_OTHERS;
            }
            now = shifted.get();
            listener.remark(Percentage.format(share) + " of the invocations lead to version " + candidate);
            StepComparison comparison = new StepComparison(before.version(), candidate, options.limits(), risks);
            Optional<CanaryEnd> end;
            try {
                end = reading.hold(share, comparison, now);
            } finally {
                steps.add(comparison.result(share));
            }
            if (end.isPresent()) {
                return end.get();
            }
        }
        return lead(now, candidate, Map.of()).isPresent()
                ? new CanaryEnd(Ending.PROMOTED, "every step passed")
                : BY_OTHERS;
    }

    private Optional<AliasState> lead(AliasState now, String version, Map<String, Double> weights)
            throws CallException, InterruptedException {
        return stage.aliases().update(options.function(), options.alias(), now, version, weights);
    }

    /** Leaves the alias at one version alone; returns what became of it where that is not what the end says. */
    private CanaryEnd leave(CanaryEnd end, AliasJournals.Open journal) throws IOException, InterruptedException {
        if (end.ending() == Ending.PROMOTED || end.ending() == Ending.CHANGED_BY_OTHERS) {
            journal.forget();
            return end;
        }
        AliasRestored restored = journal.restore();
        return switch (restored.fate()) {
            case BACK -> end;
            case STILL_SPLIT -> new CanaryEnd(Ending.STILL_SPLIT, end.reason() + "; " + restored.text());
            case PROMOTED, CHANGED_BY_OTHERS, GONE ->
                new CanaryEnd(Ending.CHANGED_BY_OTHERS, end.reason() + "; " + restored.text());
        };
    }
}
