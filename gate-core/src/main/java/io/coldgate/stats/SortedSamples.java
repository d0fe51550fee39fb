package io.coldgate.stats;

import java.util.Arrays;

/** A growing series in ascending order, for order statistics and ranks. */
final class SortedSamples {
    /** With more new samples than this, sorting everything is cheaper than inserting one by one. */
    private static final int CATCH_UP = 32;

    private double[] sorted = new double[16];
    private int size;

    /** Adds the new samples of a series; the earlier ones must be the same as in the last call. */
    double[] upTo(double[] samples, int n) {
        reserve(n);
        if (n - size > CATCH_UP) {
            System.arraycopy(samples, 0, sorted, 0, n);
            Arrays.sort(sorted, 0, n);
            size = n;
        } else {
            while (size < n) {
                add(samples[size]);
            }
        }
        return sorted;
    }

    /** Adds one sample, with O(n) moves. */
    void add(double x) {
        reserve(size + 1);
        int at = countUpTo(sorted, size, x);
        System.arraycopy(sorted, at, sorted, at + 1, size - at);
        sorted[at] = x;
        size++;
    }

    private void reserve(int n) {
        if (sorted.length < n) {
            sorted = Arrays.copyOf(sorted, Math.max(n, 2 * sorted.length));
        }
    }

    int size() {
        return size;
    }

    /** Returns the k-th smallest sample, from 0. */
    double get(int k) {
        return sorted[k];
    }

    /** {@code #{x_i < x} + #{x_i = x} / 2}. */
    double midCount(double x) {
        return (countBelow(sorted, size, x) + countUpTo(sorted, size, x)) / 2.0;
    }

    /** {@code #{x_i < x}} among the first n of an ascending array. */
    static int countBelow(double[] ascending, int n, double x) {
        int low = 0;
        int high = n;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** {@code #{x_i <= x}} among the first n of an ascending array. */
    static int countUpTo(double[] ascending, int n, double x) {
        int low = 0;
        int high = n;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] <= x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
