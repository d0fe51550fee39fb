package io.coldgate.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An e-detector on sequential ranks: it reads values one by one, and reports after which value there is evidence of a
 * change, and where the change probably was.
 *
 * <p>The rank of each value among itself and all before it, made continuous by a draw among its ties, is uniform and
 * independent of the earlier ranks as long as the values are exchangeable (a conformal p-value: Vovk, Gammerman and
 * Shafer, Algorithmic Learning in a Random World, 2005). For each value at which a change may have begun, and each
 * {@link Bet}, the product of the bets since then is an e-process. Their sum is the Shiryaev-Roberts e-detector of
 * Shin, Ramdas and Rinaldo (E-detectors: a nonparametric framework for sequential change detection, 2024): minus the
 * number of values read, it is a martingale, so the mean number of values until it reaches a threshold A without a
 * change is at least A. After a change, it restarts.
 *
 * <p>The guarantee requires no particular distribution, but exchangeable values: a drifting host counts as a change,
 * and so does a dependence between consecutive runs. Minimum n: none; with few values no evidence can suffice.
 */
public final class ChangeDetector {
    /** The seed for drawing among ties: the same values give the same changes. */
    private static final long SEED = 1;

    /**
     * The bets. After a change of all values, nearly every new rank is among the outermost ones, whose number is that
     * of the values since the change. After a small change, half of them are, or they are in a zone twice as wide.
     * There is a bet of each kind for slower and for faster values.
     */
    private static final List<Bet> BETS = List.of(
            new Bet(1, .1, true),
            new Bet(1, .5, true),
            new Bet(2, .1, true),
            new Bet(2, .5, true),
            new Bet(1, .1, false),
            new Bet(1, .5, false),
            new Bet(2, .1, false),
            new Bet(2, .5, false));

    private final double threshold;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final List<ChangePoint> found = new ArrayList<>();
    /** The values of the present stretch, from its start. */
    private final double[] values;
    /**
     * For each bet, its product since each value of the stretch except the first. No product exceeds the threshold
     * times the number of bets; a product that underflows to zero would not have recovered.
     */
    private final double[][] products;

    /** For each possible change, the sum of its bets. */
    private final double[] sums;
    /** 1 / (length - i) at i, precomputed because a division would dominate the cost of a value. */
    private final double[] inverses;

    private int start;
    private int size;

    private ChangeDetector(double threshold, int most) {
        this.threshold = threshold;
        this.values = new double[most];
        this.products = new double[BETS.size()][most];
        this.sums = new double[most];
        this.inverses = new double[most];
        Arrays.setAll(inverses, i -> 1.0 / (most - i));
    }

    /**
     * A bet on the next p-value: a density on (0, 1) that is high on a zone at its end and constant elsewhere.
     *
     * @param width the zone's width, as a multiple of the share of the values since the supposed change
     * @param rest the weight that stays uniform, in (0, 1)
     * @param more whether the values after the change are the greater ones
     */
    private record Bet(double width, double rest, boolean more) {
        /**
         * Multiplies the product of each possible change by the density at p: of n values, all those after the i-th
         * follow the i-th change. Its zone shrinks with i: at first it covers everything, later p is still inside it,
         * then outside.
         *
         * @param inverses 1 / (n - 1 - i) at {@code offset + i}: the inverse of the number of values since the i-th
         *     change
         */
        void on(double p, int n, double[] products, double[] inverses, int offset) {
            double end = more ? p : 1 - p;
            int everything = n - (int) Math.ceil(n / width);
            int outside = Math.min(n - 1, Math.max(everything, n - (int) Math.ceil(end * n / width)));
            double height = (1 - rest) * n / width;
            for (int i = everything; i < outside; i++) {
                products[i] *= rest + height * inverses[offset + i];
            }
            for (int i = outside; i < n - 1; i++) {
                products[i] *= rest;
            }
        }
    }

    /**
     * Returns the changes in a sequence.
     *
     * @param values the values in order; +infinity is allowed
     * @param averageRunLength the least mean number of values between two false changes, more than 1
     */
    public static List<ChangePoint> changes(double[] values, double averageRunLength) {
        if (!(averageRunLength > 1)) {
            throw new IllegalArgumentException("an average run length of " + averageRunLength);
        }
        ChangeDetector detector = new ChangeDetector(averageRunLength, values.length);
        for (double value : values) {
            detector.read(value);
        }
        return List.copyOf(detector.found);
    }

    private void read(double value) {
        double p = rankFromTop(value);
        values[size++] = value;
        bet(p);
        double sum = 0;
        double best = 0;
        int bestAt = 0;
        for (int i = 0; i < size - 1; i++) {
            // The mean of the bets on one supposed change is its e-process.
            double evidence = sums[i] / products.length;
            sum += evidence;
            if (evidence > best) {
                best = evidence;
                bestAt = i + 1;
            }
        }
        if (sum >= threshold) {
            found.add(new ChangePoint(start + bestAt, start + size - 1));
            start += size;
            size = 0;
        }
    }

    private void bet(double p) {
        Arrays.fill(sums, 0, size, 0);
        int changes = size - 1;
        for (int b = 0; b < products.length; b++) {
            double[] ofBet = products[b];
            if (changes > 0) {
                ofBet[changes - 1] = 1;
            }
            BETS.get(b).on(p, size, ofBet, inverses, inverses.length - changes);
            for (int i = 0; i < changes; i++) {
                sums[i] += ofBet[i];
            }
        }
    }

    private double rankFromTop(double value) {
        int greater = 0;
        int same = 1;
        for (int i = 0; i < size; i++) {
            greater += values[i] > value ? 1 : 0;
            same += values[i] == value ? 1 : 0;
        }
        return (greater + random.nextDouble() * same) / (size + 1);
    }
}
