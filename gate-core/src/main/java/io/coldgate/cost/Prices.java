package io.coldgate.cost;

import io.coldgate.facts.Architectures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * AWS's list prices, from {@code aws-prices.properties}, which names their date and source.
 *
 * @param region the region where they apply
 * @param date the date of their last comparison, {@code 2026-05-11}
 * @param gbSecond US dollars for a GB-second of memory, by architecture
 * @param request US dollars for an invocation
 * @param logGb US dollars for a GB of log lines
 */
public record Prices(String region, String date, Map<String, Double> gbSecond, double request, double logGb) {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MEGABYTES_PER_GB = 1024;
    private static final double BYTES_PER_GB = 1L << 30;

    /**
     * The bytes of START, END and REPORT of one invocation, and INIT_START of a cold one; the function's own output is
     * extra.
     */
    private static final double LOG_BYTES = 500;

    /** Copies the map. */
    public Prices {
        gbSecond = Map.copyOf(gbSecond);
    }

    /** Returns the prices known to this version. */
    public static Prices aws() {
        Properties file = new Properties();
        try (InputStream in = Objects.requireNonNull(Prices.class.getResourceAsStream("aws-prices.properties"))) {
            file.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("a file of this program", e);
        }
        return new Prices(
                text(file, "region"),
                text(file, "date"),
                Map.of(
                        Architectures.X86_64,
                        price(file, "gb-second.x86_64"),
                        Architectures.ARM64,
                        price(file, "gb-second.arm64")),
                price(file, "request"),
                price(file, "log-gb"));
    }

    private static String text(Properties file, String key) {
        return Objects.requireNonNull(file.getProperty(key), key).strip();
    }

    private static double price(Properties file, String key) {
        return Double.parseDouble(text(file, key));
    }

    /**
     * Returns the US dollars for one invocation, without its log.
     *
     * @param architecture {@code x86_64} or {@code arm64}
     * @param billedNanos the billed time
     */
    public double invocation(String architecture, int memoryMegabytes, double billedNanos) {
        double gbSeconds = memoryMegabytes / MEGABYTES_PER_GB * (billedNanos / NANOS_PER_SECOND);
        return request + gbSeconds * Objects.requireNonNull(gbSecond.get(architecture), architecture);
    }

    /** Returns the US dollars for the log of one invocation without output of its own. */
    public double log() {
        return logGb * LOG_BYTES / BYTES_PER_GB;
    }
}
