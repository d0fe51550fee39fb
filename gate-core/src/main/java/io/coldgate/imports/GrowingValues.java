package io.coldgate.imports;

import io.coldgate.sample.SampleValues;
import java.util.Arrays;

/** Values that are appended one by one. */
final class GrowingValues {
    /** The largest number of values: forty megabytes; a load test of a million requests is well below. */
    static final int MOST = 5_000_000;

    private double[] values = new double[16];
    private int size;

    /**
     * Appends a value.
     *
     * @param value zero or more; +infinity for a failed sample
     */
    void add(double value) throws ImportException {
        if (!(value >= 0)) {
            throw new ImportException("a value below zero, or none: " + value);
        }
        if (size == MOST) {
            throw new ImportException("more than " + MOST + " samples in one series");
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    SampleValues values() {
        return SampleValues.of(Arrays.copyOf(values, size));
    }
}
