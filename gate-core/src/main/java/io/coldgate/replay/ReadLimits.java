package io.coldgate.replay;

/**
 * Limits on the cost of a file of recorded starts. All of lambda-perf from 2022 to 2026 (5.1 million starts, half a
 * million rows) fits.
 *
 * @param lineBytes longest line
 * @param totalBytes size after unpacking
 * @param rows rows with starts, which take about 100 bytes of memory each
 * @param configurations different combinations of function, package, memory and architecture
 */
record ReadLimits(int lineBytes, long totalBytes, int rows, int configurations) {
    static final ReadLimits DEFAULT = new ReadLimits(4096, 256L << 20, 1_000_000, 20_000);
}
