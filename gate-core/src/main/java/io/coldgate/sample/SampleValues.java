package io.coldgate.sample;

import java.util.Arrays;

/** Values of a series in order, zero or more; +infinity for a failed sample. Immutable. */
public final class SampleValues {
    /** No values. */
    public static final SampleValues NONE = new SampleValues(new double[0]);

    private final double[] values;

    private SampleValues(double[] values) {
        this.values = values;
    }

    /** Returns a copy of the values. */
    public static SampleValues of(double... values) {
        for (double value : values) {
            if (!(value >= 0)) {
                throw new IllegalArgumentException("a value is zero or more: " + value);
            }
        }
        return new SampleValues(values.clone());
    }

    /** Returns the number of values. */
    public int size() {
        return values.length;
    }

    /** Returns the number of failed values. */
    public int failed() {
        return (int) Arrays.stream(values).filter(Double::isInfinite).count();
    }

    /** Returns a copy of all values. */
    public double[] toArray() {
        return values.clone();
    }

    /** Returns the values from one index up to, but not including, another. */
    public SampleValues part(int from, int to) {
        return new SampleValues(Arrays.copyOfRange(values, from, to));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SampleValues that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
