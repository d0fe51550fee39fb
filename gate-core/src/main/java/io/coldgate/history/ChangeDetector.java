package io.coldgate.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An e-detector on sequential ranks: it reads values one by one, says after which one there is evidence of a change,
 * and where the change probably was.
 *
 * <p>The rank of each value among itself and all before it, made continuous by a draw among its ties, is uniform and
 * independent of the earlier ranks as long as the values are exchangeable (a conformal p-value: Vovk, Gammerman and
 * Shafer, Algorithmic Learning in a Random World, 2005). For each value at which a change may have begun, and each
 * {@link Bet}, the product of the bets since then is an e-process. Their sum is the Shiryaev-Roberts e-detector of
 * Shin, Ramdas and Rinaldo (E-detectors: a nonparametric framework for sequential change detection, 2024): less the
 * number of values read it is a martingale, so the mean number of values until it reaches a threshold A without a
 * change is at least A. After a change it begins anew.
 *
 * <p>The guarantee asks for no distribution, but for exchangeable values: a host that drifts is a change to it, and so
 * is a dependence of one run on the run before. Minimum n: none; with few values no evidence can suffice.
 */
public final class ChangeDetector {
    /** Ties are drawn; the same values give the same changes. */
    private static final long SEED = 1;

    /**
     * The bets: after a change of all values nearly every new rank is among the outermost ones, as many as there are
     * values since the change; after a small one half of them are, or they lie in a zone twice as wide. Each for slower
     * and for faster.
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
    private final List<Double> values = new ArrayList<>();
    /**
     * The product of each bet since each value, of the stretch that is read. None is greater than the threshold times
     * the number of bets; one so small that it becomes zero would not have come back.
     */
    private final List<double[]> products = new ArrayList<>();

    private int start;

    private ChangeDetector(double threshold) {
        this.threshold = threshold;
    }

    /**
     * A bet on the next p-value: a density on (0, 1) that is high on a zone at its end and constant elsewhere.
     *
     * @param width the zone's width, as a multiple of the share of the values since the supposed change
     * @param rest the weight that stays uniform, in (0, 1)
     * @param more whether the values after the change are the greater ones
     */
    private record Bet(double width, double rest, boolean more) {
        /** Returns the density at p when the last {@code since} of {@code n} values came after the change. */
        double density(double p, int since, int n) {
            double zone = Math.min(1, width * since / n);
            double end = more ? p : 1 - p;
            return rest + (end <= zone ? (1 - rest) / zone : 0);
        }
    }

    /**
     * Returns the changes in a sequence.
     *
     * @param values the values in order; +infinity is a value like others
     * @param averageRunLength the least mean number of values between two false changes, more than 1
     */
    public static List<ChangePoint> changes(double[] values, double averageRunLength) {
        if (!(averageRunLength > 1)) {
            throw new IllegalArgumentException("an average run length of " + averageRunLength);
        }
        ChangeDetector detector = new ChangeDetector(averageRunLength);
        for (double value : values) {
            detector.read(value);
        }
        return List.copyOf(detector.found);
    }

    private void read(double value) {
        double p = rankFromTop(value);
        values.add(value);
        int n = values.size();
        if (n > 1) {
            double[] ones = new double[BETS.size()];
            Arrays.fill(ones, 1);
            products.add(ones);
        }
        double sum = 0;
        double best = 0;
        int bestAt = 0;
        for (int i = 0; i < products.size(); i++) {
            double evidence = bet(products.get(i), p, n - 1 - i, n);
            sum += evidence;
            if (evidence > best) {
                best = evidence;
                bestAt = i + 1;
            }
        }
        if (sum >= threshold) {
            found.add(new ChangePoint(start + bestAt, start + n - 1));
            start += n;
            values.clear();
            products.clear();
        }
    }

    /** Multiplies the bets of one supposed change, and returns their mean: the e-process of that change. */
    private static double bet(double[] ofChange, double p, int since, int n) {
        double sum = 0;
        for (int b = 0; b < ofChange.length; b++) {
            ofChange[b] *= BETS.get(b).density(p, since, n);
            sum += ofChange[b];
        }
        return sum / ofChange.length;
    }

    private double rankFromTop(double value) {
        int greater = 0;
        int same = 1;
        for (double other : values) {
            greater += other > value ? 1 : 0;
            same += other == value ? 1 : 0;
        }
        return (greater + random.nextDouble() * same) / (values.size() + 1);
    }
}
