package io.coldgate.sample;

/**
 * The payload that was drawn for a start.
 *
 * @param name its name in the thresholds file
 * @param share the probability with which it is drawn, above 0, at most 1: its weight over the sum of all weights
 */
public record DrawnPayload(String name, double share) {}
