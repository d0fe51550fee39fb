package io.coldgate.canary;

import io.coldgate.unit.Percentage;
import io.coldgate.unit.QuantityFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The steps of a canary.
 *
 * @param shares the candidate's share at each step, increasing, above 0; the last one is 1, at which it is promoted
 */
public record CanarySteps(List<Double> shares) {
    /** Checks and copies the shares. */
    public CanarySteps {
        shares = List.copyOf(shares);
        double before = 0;
        for (double share : shares) {
            if (!(share > before && share <= 1)) {
                throw new IllegalArgumentException("each step must be larger than the one before it, and at most 100%");
            }
            before = share;
        }
        if (before != 1) {
            throw new IllegalArgumentException("the last step must be 100%: there the candidate is promoted");
        }
        if (shares.size() < 2) {
            throw new IllegalArgumentException("before 100% there must be a step at which versions are compared");
        }
    }

    /**
     * Reads steps such as {@code 5%,25%,50%,100%}.
     *
     * @throws QuantityFormatException when one is not a percentage
     * @throws IllegalArgumentException when they are not in order
     */
    public static CanarySteps parse(String text) throws QuantityFormatException {
        List<Double> shares = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            shares.add(Percentage.parse(part));
        }
        return new CanarySteps(shares);
    }

    /** Returns the steps at which versions are compared: all but the last. */
    public List<Double> compared() {
        return shares.subList(0, shares.size() - 1);
    }

    /** Returns the steps as written on the command line. */
    public String text() {
        return shares.stream().map(Percentage::format).collect(Collectors.joining(","));
    }
}
