package io.coldgate.calibrate;

import io.coldgate.gate.Check;

/**
 * The forecast for a check of the file, if the function does not change.
 *
 * @param check the check
 * @param pass share of the replays that passed
 * @param fail share of those that failed
 * @param inconclusive share of the rest
 * @param coldStarts median number of cold starts to the end of a replay, in both arms together for a check against a
 *     baseline
 * @param tightness whether the limit is too close to the measured values
 * @param noiseLow lower end of the range that contains the quantile's estimate in 95 of 100 such series; NaN for a
 *     check against a baseline
 * @param noiseHigh its upper end
 */
public record CheckForecast(
        Check check,
        double pass,
        double fail,
        double inconclusive,
        int coldStarts,
        Tightness tightness,
        double noiseLow,
        double noiseHigh) {
    /** The closeness of a limit. */
    public enum Tightness {
        /** Far enough away to be decided. */
        NONE,
        /** Most replays stayed inconclusive. */
        INCONCLUSIVE,
        /** The limit is within the range of the estimate's random variation. */
        WITHIN_NOISE
    }

    /** Returns whether a person should move the limit. */
    public boolean isTooTight() {
        return tightness != Tightness.NONE;
    }
}
