package io.coldgate.bench;

import io.coldgate.stats.AbsoluteDecider;
import io.coldgate.stats.AbsoluteRule;
import io.coldgate.stats.Outcome;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of a decision after each sample, over a whole undecided series: decisions are made between two starts and
 * must not disturb them. The score is the mean over samples 1 to n.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
// Iterations of one fork resemble each other, so each fork is one sample: a p50 needs ten.
@Fork(12)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 1, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class DecisionBenchmark {
    private static final int SAMPLES = 1000;

    /** Quantile under test. */
    @Param({"0.5", "0.95", "0.99"})
    public double p;

    private final double[] samples = new double[SAMPLES];
    private double budget;

    /**
     * Draws lognormal samples and sets the budget to the true quantile, so that the series stays undecided for long.
     */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < SAMPLES; i++) {
            samples[i] = 100 * Math.exp(.1 * gaussian(random));
        }
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        budget = sorted[(int) Math.ceil(p * SAMPLES) - 1];
    }

    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** Feeds one series. */
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public Outcome decide() {
        AbsoluteDecider test = new AbsoluteDecider(new AbsoluteRule(p, budget, 0, .0005, .05, 2 * SAMPLES, true));
        Outcome outcome = Outcome.UNDECIDED;
        for (int i = 0; i < SAMPLES && outcome == Outcome.UNDECIDED; i++) {
            outcome = test.add(samples[i]);
        }
        return outcome;
    }
}
