package io.coldgate.sample;

import io.coldgate.sample.ExplainedStart.Counters;
import io.coldgate.sample.ExplainedStart.PackageInit;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.PathGlob;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of work, summed over the package inits of one traced start.
 *
 * @param pattern import paths of packages, by {@link PathGlob}
 * @param amount the amount that is summed
 */
public record PackageSum(String pattern, Amount amount) {
    private static final Pattern KEY = Pattern.compile("(init|allocs|bytes|packages)\\[(.{1,300})]");

    /** An amount that the runtime's trace reports for a package's init. */
    public enum Amount {
        /** The wall-clock time of the init. */
        INIT(Dimension.TIME),
        /** Allocations. */
        ALLOCS(Dimension.COUNT),
        /** Allocated bytes. */
        BYTES(Dimension.SIZE),
        /** The number of initialised packages. */
        PACKAGES(Dimension.COUNT);

        private final Dimension dimension;

        Amount(Dimension dimension) {
            this.dimension = dimension;
        }

        /** Returns the dimension of its values. */
        public Dimension dimension() {
            return dimension;
        }

        /** Returns the name in files: {@code allocs}. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns the name of the sum in files: {@code allocs[github.com/**]}. */
    public String key() {
        return amount.key() + "[" + pattern + "]";
    }

    static Optional<PackageSum> ofKey(String key) {
        Matcher parts = KEY.matcher(key);
        return parts.matches()
                ? Optional.of(new PackageSum(
                        parts.group(2), Amount.valueOf(parts.group(1).toUpperCase(Locale.ROOT))))
                : Optional.empty();
    }

    /**
     * Returns the sum over a traced start, in the amount's base unit; for times, which Go truncates, the upper bound.
     */
    public double most(ExplainedStart traced) {
        List<PackageInit> inits = matching(traced);
        return switch (amount) {
            case INIT -> inits.stream().mapToLong(PackageInit::highNanos).sum();
            case ALLOCS -> inits.stream().mapToLong(PackageInit::allocs).sum();
            case BYTES -> inits.stream().mapToLong(PackageInit::bytes).sum();
            case PACKAGES -> inits.size();
        };
    }

    /** Returns the lower bound of the sum on a host without neighbours. */
    public double least(ExplainedStart traced) {
        if (amount != Amount.INIT) {
            return most(traced);
        }
        long clocks = matching(traced).stream().mapToLong(PackageInit::lowNanos).sum();
        long waited = traced.counters().map(Counters::waitNanos).orElse(0L);
        return Math.max(0, clocks - waited);
    }

    /** Returns the packages that were initialised, in order. */
    public List<String> names(ExplainedStart traced) {
        return matching(traced).stream().map(PackageInit::name).toList();
    }

    private List<PackageInit> matching(ExplainedStart traced) {
        return traced.packages().stream()
                .filter(init -> PathGlob.matches(pattern, init.name()))
                .toList();
    }
}
