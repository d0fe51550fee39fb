package io.coldgate.measure;

import io.coldgate.fixture.FakeLambda;
import io.coldgate.fixture.Plans;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.SeriesTally;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs of one function with a fan-out, whose starts can wait for each other. */
abstract class FanOutFixture extends MeasuringFixture {
    static final String FIVE = """
            hello:
              package: hello.zip
              sampling: { max: 20, discard: 3, fan-out: 5 }
              budgets: { init_duration: { max: 20ms } }
            """;

    static final String MEDIAN = FIVE.replace("max: 20ms", "p50: 20ms");

    /** Long enough for any machine; only a broken gate waits for it. */
    static final long PATIENCE_SECONDS = 60;

    final Map<String, CountDownLatch> together = new ConcurrentHashMap<>();

    SeriesTally tally() {
        return tally("hello");
    }

    /** What {@code judge} makes of the file. */
    GateEvaluation judged(String functions) throws Exception {
        GateEvaluation again = new GateEvaluation(Plans.plan(folder, functions));
        records().forEach(again::accept);
        return again;
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the others never came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw software.amazon.awssdk.core.exception.AbortedException.create("interrupted");
        }
    }

    /** Answers when as many invocations with the same nonce have come. */
    void awaitOthers(FakeLambda.Call call, int size) {
        String key = call.function() + Objects.requireNonNull(call.variables().get("COLDGATE_NONCE"));
        CountDownLatch all = together.computeIfAbsent(key, nonce -> new CountDownLatch(size));
        all.countDown();
        await(all);
    }

    static boolean isFirst(FakeLambda.Call call) {
        return Objects.requireNonNull(call.variables().get("COLDGATE_NONCE")).endsWith("-1");
    }
}
