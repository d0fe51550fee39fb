package io.coldgate.stats;

/**
 * Samples that come in clusters, as the iterations of one fork of a JVM do: how much more the clusters differ than
 * independent samples would.
 */
final class Clusters {
    private Clusters() {}

    /**
     * Returns the factor by which evidence is divided: Pearson's statistic of the exceedances over its degrees of
     * freedom, {@code X^2 / (k - 1)} for k clusters (the usual estimate of overdispersion; McCullagh and Nelder 1989,
     * 4.5.2), if it is above the value that one in twenty independent series exceeds, and 1 otherwise. Dependence
     * cannot be seen if no sample or every sample exceeds the limit.
     *
     * @param over which samples exceed the limit, in order
     * @param sizes sizes of the clusters, in order; they add up to the number of samples, or are empty
     * @throws IllegalArgumentException when they do not add up
     */
    static double tau(boolean[] over, int... sizes) {
        if (sizes.length == 0) {
            return 1;
        }
        long sum = 0;
        for (int size : sizes) {
            sum += size;
        }
        if (sum != over.length) {
            throw new IllegalArgumentException("clusters of " + sum + " samples in a series of " + over.length);
        }
        double share = count(over, 0, over.length) / (double) over.length;
        int k = sizes.length;
        if (k < 2 || !(share > 0 && share < 1)) {
            return 1;
        }
        double chiSquare = 0;
        int at = 0;
        for (int size : sizes) {
            if (size > 0) {
                double difference = count(over, at, at + size) - size * share;
                chiSquare += difference * difference / (size * share * (1 - share));
            }
            at += size;
        }
        double freedom = k - 1.0;
        double usual = freedom + Defaults.DEPENDENCE_Z * Math.sqrt(2 * freedom);
        return chiSquare > usual ? chiSquare / freedom : 1;
    }

    private static int count(boolean[] over, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += over[i] ? 1 : 0;
        }
        return count;
    }
}
