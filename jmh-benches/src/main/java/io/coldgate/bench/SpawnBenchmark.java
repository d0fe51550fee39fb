package io.coldgate.bench;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost that the embedded Lambda adds to a cold start: an Invoke of a function that was just updated, compared with
 * the least possible work, which spawns the same program and serves it one event. Both times vary with the machine and
 * its other work; the ratio of two consecutive runs hardly does.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 2, time = 2)
public class SpawnBenchmark {

    /** A function on the embedded Lambda, cold before each invocation. */
    @State(Scope.Benchmark)
    public static class Embedded {
        private EmbeddedFunction function;

        /** Deploys the function. */
        @Setup
        public void deploy() throws Exception {
            function = EmbeddedFunction.deploy(HelloFunction.zip());
        }

        /** Not part of the measurement, just as in the gate. */
        @Setup(Level.Invocation)
        public void makeCold() throws Exception {
            function.update();
        }

        /** Fails if the invocation was not a cold start. */
        @TearDown(Level.Invocation)
        public void requireCold() {
            function.requireCold();
        }

        /** Ends the Lambda. */
        @TearDown
        public void stop() {
            function.close();
        }
    }

    /** The same program without a Lambda. */
    @State(Scope.Benchmark)
    public static class Bare {
        private BareSpawn spawn;

        /** Unpacks the program. */
        @Setup
        public void unpack() throws Exception {
            spawn = BareSpawn.of(HelloFunction.zip());
        }

        /** Ends the program; not measured. */
        @TearDown(Level.Invocation)
        public void end() throws Exception {
            spawn.end();
        }

        /** Removes the program. */
        @TearDown
        public void remove() throws Exception {
            spawn.close();
        }
    }

    /** Measures an Invoke over HTTP until the answer is complete. */
    @Benchmark
    public String coldInvoke(Embedded embedded) throws Exception {
        return embedded.function.invoke();
    }

    /** Measures the time from {@code ProcessBuilder.start} until the program has posted its response. */
    @Benchmark
    public String bareSpawn(Bare bare) throws Exception {
        return bare.spawn.once();
    }

    /** A JMH counter: the ratio of a pair, as a secondary metric. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Pair {
        /** The time of the cold Invoke divided by that of the bare spawn. */
        public double ratio;
    }

    /** Runs both, one after the other, in random order; its own time has no meaning. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(1)
    @Warmup(iterations = 15)
    @Measurement(iterations = 70)
    public void pair(Embedded embedded, Bare bare, Pair pair) throws Exception {
        boolean bareFirst = ThreadLocalRandom.current().nextBoolean();
        long begin = System.nanoTime();
        if (bareFirst) {
            bare.spawn.once();
        } else {
            embedded.function.invoke();
        }
        long middle = System.nanoTime();
        if (bareFirst) {
            embedded.function.invoke();
        } else {
            bare.spawn.once();
        }
        long end = System.nanoTime();
        double first = middle - begin;
        double second = end - middle;
        pair.ratio = bareFirst ? second / first : first / second;
    }
}
