package io.coldgate.platform;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.PlatformName;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** Platforms by name: the only place that knows all of them. */
public final class Platforms {
    private Platforms() {}

    /**
     * Starts the platform, or connects to it.
     *
     * @throws PlatformException when it cannot be used, with a one-line message
     */
    public static Platform start(PlatformName name, PlatformOptions options) throws PlatformException {
        return switch (name) {
            case EMBEDDED -> embedded();
            case LOCALSTACK -> LocalStackPlatform.start(options, System.getenv());
            case AWS -> AwsPlatform.connect(options);
        };
    }

    /**
     * Returns the metrics that the platform can measure, as far as that is known without starting it or connecting to
     * it. A service may measure fewer, never more.
     *
     * @param probe whether the gate's probe is in its package
     */
    public static Set<Metric> measurable(PlatformName name, boolean probe) {
        Set<Metric> metrics = new TreeSet<>(
                switch (name) {
                    case EMBEDDED -> EmbeddedPlatform.measurableHere();
                    case LOCALSTACK -> LocalStackPlatform.measurableAtBest();
                    case AWS -> AwsPlatform.measurableThere();
                });
        if (probe) {
            metrics.addAll(ProbeReader.METRICS);
        }
        return metrics;
    }

    /** Returns whether the environment, a profile, or the machine that this runs on names a region of AWS. */
    public static boolean isRegionKnown() {
        return AwsPlatform.hasRegion();
    }

    private static Platform embedded() throws PlatformException {
        try {
            return EmbeddedPlatform.start();
        } catch (IOException e) {
            throw new PlatformException("the embedded Lambda cannot start: " + e.getMessage(), e);
        }
    }
}
