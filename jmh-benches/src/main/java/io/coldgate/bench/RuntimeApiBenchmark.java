package io.coldgate.bench;

import io.coldgate.embedded.runtime.environment.InvocationResult;
import io.coldgate.embedded.runtime.environment.ProcessEnvironments;
import io.coldgate.embedded.runtime.language.RuntimeUnavailableException;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One warm invocation over the Runtime API: the event returned to the {@code next} in which a process waits, its
 * response, and its following {@code next}. It involves two processes and loopback, so most of the time is the
 * system's.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
// Iterations of one fork resemble each other, so each fork is one sample: a p50 needs ten.
@Fork(12)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 1, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class RuntimeApiBenchmark {
    private ProcessEnvironments environments;
    private EnvironmentSpec spec;

    /** Starts the process and waits for its first answer. */
    @Setup
    public void start() throws Exception {
        environments = ProcessEnvironments.start();
        spec = Invocations.spec(environments.store(HelloFunction.zip()));
        InvocationResult first = environments.invoke(spec, Invocations.request());
        Invocations.requireSuccess(first, true);
        Invocations.requireSuccess(roundTrip(), false);
    }

    /** Ends the process. */
    @TearDown
    public void stop() {
        environments.close();
    }

    /** One invocation. */
    @Benchmark
    public InvocationResult roundTrip() throws RuntimeUnavailableException, IOException, InterruptedException {
        return environments.invoke(spec, Invocations.request());
    }
}
