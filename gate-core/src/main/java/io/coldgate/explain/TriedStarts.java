package io.coldgate.explain;

import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.End;
import io.coldgate.sample.ExplainedStart.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;

/** Plain starts and starts with other variables, taken in random order. */
final class TriedStarts {
    private static final double LEVEL = .01;
    private static final int LEAST = 5;

    /** The z of a two-sided interval of 95 %. */
    private static final double Z = 1.96;

    private TriedStarts() {}

    static Optional<VariableTrial> of(String variables, List<ExplainedStart> starts) {
        double[] plain = times(starts, Kind.PLAIN);
        double[] tried = times(starts, Kind.TRIED);
        if (plain.length < LEAST || tried.length < LEAST) {
            return Optional.empty();
        }
        double p = MannWhitneyUTest.withDefaults()
                .with(AlternativeHypothesis.GREATER_THAN)
                .test(plain, tried)
                .getPValue();
        return Optional.of(new VariableTrial(variables, shift(plain, tried), tried.length, p <= LEVEL));
    }

    private static double[] times(List<ExplainedStart> starts, Kind kind) {
        return starts.stream()
                .filter(start -> start.kind() == kind && start.end() == End.NEXT)
                .mapToDouble(start -> start.times().next())
                .toArray();
    }

    /**
     * Returns the Hodges-Lehmann shift, with the interval from inverting the Mann-Whitney test (normal approximation).
     */
    private static Estimate shift(double[] plain, double[] tried) {
        double[] differences = new double[plain.length * tried.length];
        int next = 0;
        for (double one : plain) {
            for (double other : tried) {
                differences[next++] = one - other;
            }
        }
        Arrays.sort(differences);
        int n = differences.length;
        double middle = n % 2 == 1 ? differences[n / 2] : (differences[n / 2 - 1] + differences[n / 2]) / 2;
        double spread = Math.sqrt(n * (plain.length + tried.length + 1.0) / 12);
        int low = (int) Math.max(0, Math.floor(n / 2.0 - Z * spread));
        return new Estimate(middle, differences[low], differences[n - 1 - low]);
    }
}
