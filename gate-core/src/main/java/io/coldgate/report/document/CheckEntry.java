package io.coldgate.report.document;

import io.coldgate.verdict.AcceptanceState;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.util.Optional;

/**
 * One check.
 *
 * @param function the function's name
 * @param subject what is limited, such as {@code init_duration}
 * @param rule which property of it, such as {@code p95}
 * @param isQuantile whether the rule is a quantile
 * @param limit what it is compared with
 * @param verdict what is known
 * @param reason what the verdict rests on, such as {@code evidence}; the word of the file
 * @param explanation one sentence
 * @param location where the budget stands, {@code file:line:col}
 * @param onInconclusive {@code warn}, {@code fail} or {@code pass}
 * @param measured what was measured, in base units; empty for facts and where nothing was measured
 * @param shown the same as people read it
 * @param acceptance its accepted exception; empty for none
 */
public record CheckEntry(
        String function,
        String subject,
        String rule,
        boolean isQuantile,
        Limit limit,
        Verdict verdict,
        String reason,
        String explanation,
        String location,
        String onInconclusive,
        Optional<Measured> measured,
        Shown shown,
        Optional<Accepted> acceptance) {
    /** The other side of a comparison with a measured value. */
    public sealed interface Limit {
        /** Returns the most that a measured value may be, in its own unit; 0 for what is no number. */
        double most();

        /** Returns whether it is one against the baseline. */
        boolean relative();

        /**
         * An amount.
         *
         * @param budget in base units
         * @param unit its unit
         * @param series which series of another tool's results it is a limit on; empty for a function's
         */
        record Amount(double budget, String unit, Optional<SeriesName> series) implements Limit {
            @Override
            public double most() {
                return budget;
            }

            @Override
            public boolean relative() {
                return false;
            }
        }

        /**
         * A change against the baseline.
         *
         * @param tolerance the share that it may be more
         * @param recorded which recorded series are compared; empty for a function's
         */
        record Tolerance(double tolerance, Optional<RecordedSides> recorded) implements Limit {
            @Override
            public double most() {
                return 1 + tolerance;
            }

            @Override
            public boolean relative() {
                return true;
            }
        }

        /**
         * An amount more than the baseline.
         *
         * @param increase how much more it may be, in base units
         * @param unit its unit
         */
        record Increase(double increase, String unit) implements Limit {
            @Override
            public double most() {
                return increase;
            }

            @Override
            public boolean relative() {
                return true;
            }
        }

        /**
         * A property that is there or not.
         *
         * @param wanted whether it is to be there
         */
        record Property(boolean wanted) implements Limit {
            @Override
            public double most() {
                return 0;
            }

            @Override
            public boolean relative() {
                return false;
            }
        }
    }

    /**
     * A series of another tool's results.
     *
     * @param tool the tool's key
     * @param path its file, as the thresholds file names it
     * @param series the series' name
     * @param variant which of those of that name; empty for the only one
     * @param atLeast whether more is better
     */
    public record SeriesName(String tool, String path, String series, String variant, boolean atLeast) {}

    /**
     * Two recorded series of one name.
     *
     * @param tool the tool's key
     * @param path the candidate's file, as the thresholds file names it
     * @param baseline the baseline's
     * @param series the series' name
     * @param variant which of those of that name; empty for the only one
     */
    public record RecordedSides(String tool, String path, String baseline, String series, String variant) {}

    /**
     * Measured as people read them; each is empty where there is none.
     *
     * @param measured the measured value
     * @param interval its interval
     * @param limit the limit
     * @param samples on how many samples
     * @param evidence how strong the evidence is
     */
    public record Shown(String measured, String interval, String limit, String samples, String evidence) {}

    /**
     * An accepted exception.
     *
     * @param state whether it was needed, and held
     * @param found the verdict that the samples gave
     * @param owner who answers for it
     * @param reason why
     * @param until the last day on which it holds, in UTC, such as {@code 2026-12-31}
     * @param location where it stands, {@code file:line:col}
     */
    public record Accepted(
            AcceptanceState state, Verdict found, String owner, String reason, String until, String location) {}

    /** Returns {@code checkout init_duration p95}. */
    public String name() {
        return function + " " + check();
    }

    /** Returns {@code init_duration p95}. */
    public String check() {
        return subject + " " + rule;
    }

    /** Returns the reason as this gate knows it; empty for a word of a later one, which stays as it was written. */
    public Optional<VerdictReason> why() {
        return VerdictReason.ofKey(reason);
    }

    /** Returns whether the verdict rests on that. */
    public boolean restsOn(VerdictReason other) {
        return why().equals(Optional.of(other));
    }

    /** Returns whether it is within its budget and nobody needs to do anything. */
    public boolean isPlainPass() {
        return verdict == Verdict.PASS && acceptance.isEmpty();
    }

    /** Returns whether it is on what another tool recorded. */
    public boolean isRecorded() {
        return limit instanceof Limit.Amount amount && amount.series().isPresent()
                || limit instanceof Limit.Tolerance tolerance
                        && tolerance.recorded().isPresent();
    }

    /** Returns where the budget stands; empty where the location is none. */
    public Optional<Place> place() {
        return Place.of(location);
    }

    /** Returns measured over limit; infinite for failed starts, 0 where it is no ratio. */
    public double excess() {
        double most = limit.most();
        if (!(most > 0) || measured.isEmpty()) {
            return 0;
        }
        double estimate = measured.get().estimate();
        if (!Double.isFinite(estimate)) {
            return Double.POSITIVE_INFINITY;
        }
        double ratio = estimate / most;
        // Where more is better, a failure is below its limit.
        Verdict found = acceptance.map(Accepted::found).orElse(verdict);
        return found == Verdict.FAIL && ratio > 0 && ratio < 1 ? 1 / ratio : ratio;
    }
}
