package io.coldgate.measure;

import io.coldgate.platform.ColdStartProof;
import io.coldgate.sample.Metric;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The figures of invocations other than the one that started the environment.
 *
 * @param values measured values, in base units
 * @param least lower bounds of times on a host without neighbours, if known
 * @param missed metrics without a value, each with the reason
 * @param notCold set when a further start was not proven cold; the whole sample is then repeated
 */
record FurtherFigures(
        Map<Metric, Double> values,
        Map<Metric, Double> least,
        Map<Metric, String> missed,
        Optional<ColdStartProof.NotProven> notCold) {
    static final FurtherFigures NONE = new FurtherFigures(Map.of(), Map.of(), Map.of(), Optional.empty());

    static FurtherFigures rejected(ColdStartProof.NotProven why) {
        return new FurtherFigures(Map.of(), Map.of(), Map.of(), Optional.of(why));
    }

    static FurtherFigures missed(Map<Metric, String> why) {
        return new FurtherFigures(Map.of(), Map.of(), why, Optional.empty());
    }

    static FurtherFigures of(Map<Metric, Double> values, Map<Metric, Double> least) {
        return new FurtherFigures(values, least, Map.of(), Optional.empty());
    }

    FurtherFigures and(FurtherFigures other) {
        return new FurtherFigures(
                both(values, other.values),
                both(least, other.least),
                both(missed, other.missed),
                notCold.or(other::notCold));
    }

    private static <V> Map<Metric, V> both(Map<Metric, V> first, Map<Metric, V> second) {
        Map<Metric, V> all = new TreeMap<>();
        all.putAll(first);
        all.putAll(second);
        return all;
    }
}
