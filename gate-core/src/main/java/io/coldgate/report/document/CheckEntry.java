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
 * @param rule the property of the subject, such as {@code p95}
 * @param isQuantile whether the rule is a quantile
 * @param limit the limit that it is compared with
 * @param verdict the verdict
 * @param reason the basis of the verdict, such as {@code evidence}, as written in the file
 * @param explanation one sentence
 * @param location the location of the budget, {@code file:line:col}
 * @param onInconclusive {@code warn}, {@code fail} or {@code pass}
 * @param measured what was measured, in base units; empty for facts and when nothing was measured
 * @param shown the same figures formatted for people
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
        /** Returns the largest permitted value, in its own unit; 0 for a limit that is not a number. */
        double most();

        /** Returns whether the limit is relative to the baseline. */
        boolean relative();

        /**
         * An amount.
         *
         * @param budget in base units
         * @param unit its unit
         * @param series the series of another tool's results that it limits; empty for a function's metric
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
         * @param tolerance the permitted increase as a share
         * @param recorded the recorded series that are compared; empty for a function's metric
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
         * An increase over the baseline.
         *
         * @param increase the permitted increase, in base units
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
         * A property that is present or absent.
         *
         * @param wanted whether it must be present
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
     * @param variant distinguishes series of the same name; empty if there is only one
     * @param atLeast whether more is better
     */
    public record SeriesName(String tool, String path, String series, String variant, boolean atLeast) {}

    /**
     * Two recorded series with the same name.
     *
     * @param tool the tool's key
     * @param path the candidate's file, as the thresholds file names it
     * @param baseline the baseline's file
     * @param series the series' name
     * @param variant distinguishes series of the same name; empty if there is only one
     */
    public record RecordedSides(String tool, String path, String baseline, String series, String variant) {}

    /**
     * The figures of a check formatted for people; each is empty if there is none.
     *
     * @param measured the measured value
     * @param interval its interval
     * @param limit the limit
     * @param samples the number of samples
     * @param evidence the strength of the evidence
     */
    public record Shown(String measured, String interval, String limit, String samples, String evidence) {}

    /**
     * An accepted exception.
     *
     * @param state whether it was needed and valid
     * @param found the verdict of the samples
     * @param owner the person responsible for it
     * @param reason the reason for it
     * @param until the last day on which it holds, in UTC, such as {@code 2026-12-31}
     * @param location its location, {@code file:line:col}
     */
    public record Accepted(
            AcceptanceState state, Verdict found, String owner, String reason, String until, String location) {}

    /** Returns the full name, such as {@code checkout init_duration p95}. */
    public String name() {
        return function + " " + check();
    }

    /** Returns the name without the function, such as {@code init_duration p95}. */
    public String check() {
        return subject + " " + rule;
    }

    /**
     * Returns the reason as this version knows it; empty for a key from a later version, which is kept as it was
     * written.
     */
    public Optional<VerdictReason> why() {
        return VerdictReason.ofKey(reason);
    }

    /** Returns whether the verdict has this reason. */
    public boolean restsOn(VerdictReason other) {
        return why().equals(Optional.of(other));
    }

    /** Returns whether the check is within its budget and needs no action. */
    public boolean isPlainPass() {
        return verdict == Verdict.PASS && acceptance.isEmpty();
    }

    /** Returns whether the check is on results that another tool recorded. */
    public boolean isRecorded() {
        return limit instanceof Limit.Amount amount && amount.series().isPresent()
                || limit instanceof Limit.Tolerance tolerance
                        && tolerance.recorded().isPresent();
    }

    /** Returns the location of the budget; empty if the location cannot be parsed. */
    public Optional<Place> place() {
        return Place.of(location);
    }

    /** Returns the measured value divided by the limit; infinite for failed starts, 0 if there is no ratio. */
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
        // If more is better, a failure is below its limit.
        Verdict found = acceptance.map(Accepted::found).orElse(verdict);
        return found == Verdict.FAIL && ratio > 0 && ratio < 1 ? 1 / ratio : ratio;
    }
}
