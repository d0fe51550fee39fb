package io.coldgate.bench;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The handler's part of a cold start in Java: its class is loaded and initialised, an instance is created and the first
 * event is handled, in a JVM that has never done so before. Each fork is one sample; the start of the JVM itself is not
 * included. {@link #eager()} is the function before the optimisation and {@link #lazy()} after it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
// 67 is the least number of samples from which a p95 can be decided.
@Fork(70)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class JavaColdStartBenchmark {
    static final Map<String, Object> EVENT = Map.of(
            "name", "JMH", "document", "<order><id>4711</id><currency>EUR</currency><amount>12.50</amount></order>");

    /** The minimum: a handler that returns a greeting. */
    @Benchmark
    public Object hello() throws ReflectiveOperationException {
        return firstEvent("io.coldgate.functions.JavaHello");
    }

    /** All schemas, compiled in a static initialiser. */
    @Benchmark
    public Object eager() throws ReflectiveOperationException {
        return firstEvent("io.coldgate.bench.handler.EagerOrders");
    }

    /** Only the schema that the event needs. */
    @Benchmark
    public Object lazy() throws ReflectiveOperationException {
        return firstEvent("io.coldgate.bench.handler.LazyOrders");
    }

    /** Runs the first event as Lambda's runtime does: by name, so that no part of the handler is loaded before. */
    @SuppressWarnings("unchecked")
    static Object firstEvent(String className) throws ReflectiveOperationException {
        RequestHandler<Map<String, Object>, ?> handler = Class.forName(className)
                .asSubclass(RequestHandler.class)
                .getDeclaredConstructor()
                .newInstance();
        return handler.handleRequest(EVENT, null);
    }
}
