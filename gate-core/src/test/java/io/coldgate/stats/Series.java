package io.coldgate.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Seeded series of samples for tests: lognormal, with ties, failures, dependence. */
final class Series {
    private final SplittableRandom random;

    Series(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Seeds for parameterised tests. */
    static LongStream seeds(int count) {
        return LongStream.rangeClosed(1, count);
    }

    /** Normal, by Box and Muller. */
    double normal() {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** Around 100, log standard deviation sigma. */
    double lognormal(double sigma) {
        return 100 * Math.exp(sigma * normal());
    }

    double uniform() {
        return random.nextDouble();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean coin() {
        return random.nextBoolean();
    }

    double[] lognormals(int n, double sigma) {
        return DoubleStream.generate(() -> lognormal(sigma)).limit(n).toArray();
    }

    /** An AR(1) series of log values with correlation phi. */
    double[] autoregressive(int n, double sigma, double phi) {
        double[] series = new double[n];
        double z = normal();
        for (int i = 0; i < n; i++) {
            series[i] = 100 * Math.exp(sigma * z);
            z = phi * z + Math.sqrt(1 - phi * phi) * normal();
        }
        return series;
    }

    /** Any of the kinds above, or one of a few values only, with or without failures. */
    double[] any(int n) {
        double sigma = .02 + .3 * uniform();
        double[] series = switch (below(4)) {
            case 0 -> lognormals(n, sigma);
            case 1 -> autoregressive(n, sigma, .9 * uniform());
            case 2 -> autoregressive(n, sigma, -.5);
            default -> rounded(lognormals(n, sigma));
        };
        double failing = coin() ? .1 * uniform() : 0;
        for (int i = 0; i < n; i++) {
            series[i] = uniform() < failing ? Double.POSITIVE_INFINITY : series[i];
        }
        return series;
    }

    private static double[] rounded(double[] series) {
        return Arrays.stream(series).map(x -> Math.rint(x / 8) * 8).toArray();
    }
}
