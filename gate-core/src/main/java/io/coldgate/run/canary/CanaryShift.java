package io.coldgate.run.canary;

import io.coldgate.canary.CanaryLimit;
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
import io.coldgate.run.RunListener;
import io.coldgate.stats.Defaults;
import io.coldgate.unit.Disk;
import io.coldgate.unit.Percentage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** The part of a canary that changes the alias, and changes it back. */
final class CanaryShift {
    private final CanaryOptions options;
    private final CanaryStage stage;
    private final CanaryReading reading;
    private final CanaryFiles files;
    private final RunListener listener;
    private final String stable;
    private final List<String> candidates;
    private final List<StepResult> steps = new ArrayList<>();
    private AliasState now;

    CanaryShift(
            CanaryOptions options,
            CanaryStage stage,
            CanaryReading reading,
            CanaryFiles files,
            RunListener listener,
            AliasState before,
            List<String> candidates) {
        this.options = options;
        this.stage = stage;
        this.reading = reading;
        this.files = files;
        this.listener = listener;
        this.now = before;
        this.stable = before.version();
        this.candidates = candidates;
    }

    CanaryResult run(AliasJournals.Open journal, StopSignal stop) throws InterruptedException {
        CanaryEnd end;
        try {
            end = options.beside().isEmpty() ? release(candidates.get(0)) : compare();
        } catch (CallException e) {
            end = new CanaryEnd(Ending.NOT_MEASURED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            end = new CanaryEnd(
                    Ending.NOT_MEASURED,
                    "the counted invocations cannot be written to " + options.output() + ": " + Disk.reason(e));
        } catch (InterruptedException e) {
            end = new CanaryEnd(Ending.INTERRUPTED, "it was interrupted");
        } catch (RuntimeException | Error e) {
            stop.leave();
            takeBack(journal, e);
            throw e;
        }
        // The rest must not be interrupted.
        stop.leave();
        CanaryEnd left = leave(end, journal);
        listener.finished();
        return new CanaryResult(
                options.function(),
                options.alias(),
                stable,
                candidates,
                steps,
                options.limits().unseen(),
                left.ending(),
                left.reason());
    }

    /** Shifts step by step, to the promotion or to the first step that does not pass. */
    private CanaryEnd release(String candidate) throws CallException, IOException, InterruptedException {
        List<Double> shares = options.steps().compared();
        for (double share : shares) {
            StepComparison comparison = comparison(candidate, shares.size());
            Optional<CanaryEnd> end;
            try {
                end = hold(candidate, share, comparison, options.hold());
            } finally {
                steps.add(comparison.result(share));
            }
            if (end.isPresent()) {
                return end.get();
            }
        }
        return lead(candidate, Map.of()) ? new CanaryEnd(Ending.PROMOTED, passed()) : CanaryEnd.BY_OTHERS;
    }

    /** Returns the reason of a promotion. Guards do not block a step, so limits that no step proved are named. */
    private String passed() {
        String unproven = options.limits().compared().stream()
                .filter(limit -> steps.stream().noneMatch(step -> step.proves(limit)))
                .map(CanaryLimit::text)
                .collect(Collectors.joining(", "));
        return "every step passed" + (unproven.isEmpty() ? "" : "; too few cold starts to prove " + unproven);
    }

    /**
     * Compares two candidates alternately, because an alias can route to only one version besides the stable one. Each
     * pair begins with a randomly chosen candidate.
     */
    private CanaryEnd compare() throws CallException, IOException, InterruptedException {
        List<StepComparison> comparisons = candidates.stream()
                .map(each -> comparison(each, candidates.size()))
                .toList();
        SplittableRandom coin = new SplittableRandom();
        long began = stage.pacing().nanos();
        try {
            while (stage.pacing().nanos() - began < options.hold().toNanos()) {
                int first = coin.nextInt(candidates.size());
                boolean open = false;
                for (int i = 0; i < candidates.size(); i++) {
                    int turn = (first + i) % candidates.size();
                    String candidate = candidates.get(turn);
                    StepComparison comparison = comparisons.get(turn);
                    if (comparison.decision() == StepComparison.Decision.OPEN) {
                        open = true;
                        Optional<CanaryEnd> end =
                                hold(candidate, options.beside().get(turn), comparison, options.slot());
                        if (end.isPresent() && !isOfOneVersion(end.get())) {
                            return end.get();
                        }
                    }
                }
                if (!open) {
                    return new CanaryEnd(Ending.COMPARED, "both candidates were compared with it");
                }
            }
            return new CanaryEnd(Ending.COMPARED, "not everything was decided within --hold");
        } finally {
            for (int i = 0; i < candidates.size(); i++) {
                steps.add(comparisons.get(i).result(options.beside().get(i)));
            }
        }
    }

    private static boolean isOfOneVersion(CanaryEnd end) {
        return end.ending() == Ending.ROLLED_BACK || end.ending() == Ending.UNDECIDED;
    }

    private StepComparison comparison(String candidate, int comparisons) {
        Risks risks = Risks.of(
                Defaults.FALSE_ALARM_BUILD,
                options.missed(),
                options.limits().compared().size(),
                comparisons);
        return new StepComparison(stable, candidate, options.limits().compared(), risks);
    }

    private Optional<CanaryEnd> hold(String candidate, double share, StepComparison comparison, Duration limit)
            throws CallException, IOException, InterruptedException {
        if (!lead(stable, Map.of(candidate, share))) {
            return Optional.of(CanaryEnd.BY_OTHERS);
        }
        listener.remark(Percentage.format(share) + " of the invocations go to version " + candidate);
        files.stepBegins(candidate, share, stage.clock().millis());
        Optional<CanaryEnd> end = reading.hold(share, comparison, now, limit);
        files.stepEnds(comparison.result(share));
        return end;
    }

    private boolean lead(String version, Map<String, Double> weights) throws CallException, InterruptedException {
        Optional<AliasState> updated =
                stage.aliases().update(options.function(), options.alias(), now, version, weights);
        updated.ifPresent(state -> now = state);
        return updated.isPresent();
    }

    /** Restores the alias after a defect in the gate, which must not leave production traffic split. */
    private void takeBack(AliasJournals.Open journal, Throwable defect) throws InterruptedException {
        try {
            listener.error(journal.restore().text());
        } catch (RuntimeException e) {
            defect.addSuppressed(e);
        }
    }

    /**
     * Leaves the alias at a single version; returns another end if restoring the alias did not give the intended
     * result.
     */
    private CanaryEnd leave(CanaryEnd end, AliasJournals.Open journal) throws InterruptedException {
        if (end.ending() == Ending.PROMOTED || end.ending() == Ending.CHANGED_BY_OTHERS) {
            forget(journal);
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

    /**
     * Removes the journal. The alias is already set, so a failure only leaves a journal that the next canary removes.
     */
    private void forget(AliasJournals.Open journal) {
        try {
            journal.forget();
        } catch (IOException e) {
            listener.error("the journal of " + options.function() + ":" + options.alias() + " cannot be removed: "
                    + Disk.reason(e));
        }
    }
}
