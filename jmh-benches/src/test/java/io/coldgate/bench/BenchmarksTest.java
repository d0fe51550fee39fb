package io.coldgate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.embedded.http.ConnectionLimits;
import io.coldgate.logs.Report;
import io.coldgate.stats.Outcome;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that each benchmark does what its name says, once: a benchmark of something that fails is fast. */
@Timeout(120)
class BenchmarksTest {

    @Test
    void theReportIsFoundInBothFormats() {
        ReportBenchmark benchmark = new ReportBenchmark();

        Report text = benchmark.text().orElseThrow();
        Report json = benchmark.json().orElseThrow();

        assertThat(text.initDuration()).hasValue(81.02e6);
        assertThat(json).isEqualTo(text);
    }

    @Test
    void theSeriesStaysOpenForLong() {
        DecisionBenchmark benchmark = new DecisionBenchmark();
        benchmark.p = .95;
        benchmark.draw();

        assertThat(benchmark.decide()).isEqualTo(Outcome.UNDECIDED);
    }

    @Test
    void handlersAnswerTheSameBeforeAndAfter() throws ReflectiveOperationException {
        Map<String, String> answer = Map.of("kind", "order", "fault", "");

        assertThat(JavaColdStartBenchmark.firstEvent("io.coldgate.bench.handler.EagerOrders"))
                .isEqualTo(answer);
        assertThat(JavaColdStartBenchmark.firstEvent("io.coldgate.bench.handler.LazyOrders"))
                .isEqualTo(answer);
        assertThat(new JavaColdStartBenchmark().hello()).isEqualTo(Map.of("message", "Hello, JMH!"));
    }

    @Test
    @Tag("process")
    void aColdInvokeIsColdEveryTime() throws Exception {
        try (EmbeddedFunction function = EmbeddedFunction.deploy(HelloFunction.zip())) {
            for (int i = 0; i < 2; i++) {
                function.update();
                assertThat(function.invoke()).contains("Hello, JMH!");
                function.requireCold();
            }
            function.invoke();
            assertThatThrownBy(function::requireCold).hasMessageStartingWith("not a cold start");
        }
    }

    @Test
    @Tag("process")
    void aBareSpawnAnswersMoreOftenThanItsServerTakesConnections() throws Exception {
        int connections = 16;
        ConnectionLimits few = new ConnectionLimits(connections, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        try (BareSpawn spawn = BareSpawn.of(HelloFunction.zip(), few)) {
            for (int i = 0; i < 3 * connections; i++) {
                assertThat(spawn.once()).contains("Hello, JMH!");
                // Usually long enough for the program to ask for its next event, for which its connection is kept.
                Thread.sleep(5);
                spawn.end();
            }
        }
    }

    @Test
    @Tag("process")
    void aRoundTripIsWarm() throws Exception {
        RuntimeApiBenchmark benchmark = new RuntimeApiBenchmark();
        benchmark.start();
        try {
            Invocations.requireSuccess(benchmark.roundTrip(), false);
        } finally {
            benchmark.stop();
        }
    }
}
