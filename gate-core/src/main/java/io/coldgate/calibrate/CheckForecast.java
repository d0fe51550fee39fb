package io.coldgate.calibrate;

import io.coldgate.gate.Check;

/**
 * The forecast for a check of the file, if the function stays as it was measured.
 *
 * @param check the check
 * @param pass share of the replays that passed
 * @param fail share of those that failed
 * @param inconclusive share of the rest
 * @param coldStarts median number of cold starts to the end of a replay; those of both arms for a check against a
 *     baseline
 * @param tightness whether the limit is too close to what was measured
 * @param noiseLow where the estimate of the quantile lies in 95 of 100 series like this one: its lower end; NaN for a
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
        /** Far enough to be decided. */
        NONE,
        /** Most replays stayed inconclusive. */
        INCONCLUSIVE,
        /** The limit lies where the estimate falls by chance. */
        WITHIN_NOISE
    }

    /** Returns whether a person should move the limit. */
    public boolean isTooTight() {
        return tightness != Tightness.NONE;
    }
}
