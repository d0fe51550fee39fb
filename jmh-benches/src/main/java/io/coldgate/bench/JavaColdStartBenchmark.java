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
 * Cold starts of Java handlers, as far as the handler makes them: its class is loaded and initialised, an instance made
 * and the first event handled, in a JVM that never did it before. A fork is a sample; the start of the JVM itself is
 * not in it. {@link #eager()} is the before and {@link #lazy()} the after of the same function.
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

    /** The floor: a handler that greets. */
    @Benchmark
    public Object hello() throws ReflectiveOperationException {
        return firstEvent("io.coldgate.functions.JavaHello");
    }

    /** All schemas compiled in a static initialiser. */
    @Benchmark
    public Object eager() throws ReflectiveOperationException {
        return firstEvent("io.coldgate.bench.handler.EagerOrders");
    }

    /** The one schema that the event needs. */
    @Benchmark
    public Object lazy() throws ReflectiveOperationException {
        return firstEvent("io.coldgate.bench.handler.LazyOrders");
    }

    /** Runs the first event as Lambda's runtime does: by name, so that nothing of the handler is loaded before. */
    @SuppressWarnings("unchecked")
    static Object firstEvent(String className) throws ReflectiveOperationException {
        RequestHandler<Map<String, Object>, ?> handler = Class.forName(className)
                .asSubclass(RequestHandler.class)
                .getDeclaredConstructor()
                .newInstance();
        return handler.handleRequest(EVENT, null);
    }
}
