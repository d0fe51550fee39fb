package io.coldgate.replay;

/**
 * One row of the file: the cold starts of one configuration on one day.
 *
 * @param configuration the configuration that was started
 * @param epochDay the day
 * @param initMillis Init Durations, in the order of the file
 */
record StartsRow(RecordedConfiguration configuration, int epochDay, double[] initMillis) {}
