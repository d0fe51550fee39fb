package io.coldgate.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the scenarios in Gatling's own process, as a user starts them, against a function with configurable answers.
 */
@Tag("process")
@Tag("slow")
@Timeout(180)
class ScenariosTest {
    private static final Pattern REQUEST = Pattern.compile("\"request\":\"([^\"]*)\"");

    @TempDir
    Path folder;

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer function;

    /** Returns the function's answer to a request, given the request's number, from 1. */
    private volatile Answer answer = (exchange, number) -> respond(exchange, 200, number == 1);

    private interface Answer {
        void to(HttpExchange exchange, int number) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        function = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        function.setExecutor(Executors.newCachedThreadPool());
        function.createContext("/", exchange -> answer.to(exchange, requests.incrementAndGet()));
        function.start();
    }

    @AfterEach
    void stop() {
        function.stop(0);
    }

    private static void respond(HttpExchange exchange, int status, boolean cold) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders()
                .add(ColdStartHint.MEASUREMENTS_HEADER, "{\"cold\":" + cold + (cold ? ",\"initNanos\":5000000}" : "}"));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private record Run(int exit, String output, List<String> samples) {
        Map<String, Integer> requests() {
            Map<String, Integer> counts = new TreeMap<>();
            for (String sample : samples) {
                Matcher request = REQUEST.matcher(sample);
                assertThat(request.find()).as(sample).isTrue();
                counts.merge(request.group(1), 1, Integer::sum);
            }
            return counts;
        }
    }

    private Run run(String scenario, String... settings) throws Exception {
        Path samples = folder.resolve("samples.jsonl");
        Path output = folder.resolve("output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dcoldgate.url=http://127.0.0.1:" + function.getAddress().getPort() + "/",
                "-Dcoldgate.samples=" + samples));
        Arrays.stream(settings).map(setting -> "-Dcoldgate." + setting).forEach(command::add);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "io.gatling.app.Gatling",
                "-s",
                "io.coldgate.gatling." + scenario,
                "-nr",
                "-rf",
                folder.resolve("gatling").toString()));
        Process gatling = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output.toFile()))
                .start();
        try {
            assertThat(gatling.waitFor(150, TimeUnit.SECONDS))
                    .as("Gatling ended")
                    .isTrue();
        } finally {
            gatling.destroyForcibly();
        }
        return new Run(
                gatling.exitValue(),
                Files.readString(output),
                Files.exists(samples) ? Files.readAllLines(samples) : List.of());
    }

    @Test
    void coldBurstTellsColdStartsFromWarmAndFailedRequests() throws Exception {
        answer = (exchange, number) -> {
            if (number == 1) {
                exchange.close();
            } else if (number == 2) {
                respond(exchange, 502, true);
            } else {
                respond(exchange, 200, number <= 6);
            }
        };

        Run burst = run("ColdBurst", "users=8");

        assertThat(burst.exit()).as(burst.output()).isZero();
        assertThat(burst.requests()).isEqualTo(Map.of("cold-burst", 6, "cold-burst-warm", 2));
        assertThat(burst.samples())
                .filteredOn(sample -> sample.contains("\"ok\":true,\"status\":200,\"cold\":true,\"init_ms\":5.000"))
                .hasSize(4);
        assertThat(burst.samples())
                .filteredOn(sample -> sample.contains("\"ok\":false,\"status\":502"))
                .hasSize(1);
        assertThat(burst.samples())
                .filteredOn(sample -> sample.contains("\"response_ms\":-1,\"ok\":false}"))
                .hasSize(1);
    }

    @Test
    void steadyCountsNeitherItsWarmUpNorColdStarts() throws Exception {
        answer = (exchange, number) -> respond(exchange, 200, number <= 4 || number == 7);

        Run steady = run("Steady", "users-per-second=10", "seconds=1");

        assertThat(steady.exit()).as(steady.output()).isZero();
        assertThat(steady.requests()).isEqualTo(Map.of("warm-up", 4, "steady", 9, "steady-cold", 1));
    }

    @Test
    void spikeTellsBeforeAndAfterFromTheSpike() throws Exception {
        Run spike = run("Spike", "users=5", "users-per-second=2", "seconds=1");

        assertThat(spike.exit()).as(spike.output()).isZero();
        assertThat(spike.requests()).isEqualTo(Map.of("spike-before", 2, "spike", 5, "spike-after", 2));
    }

    @Test
    void warmUpMakesTheFunctionColdBeforeEachTry() throws Exception {
        Path times = folder.resolve("times");
        // The first request after each run of the command is cold.
        AtomicInteger served = new AtomicInteger();
        answer = (exchange, number) -> {
            int freshened = Files.readAllLines(times).size();
            respond(exchange, 200, served.getAndSet(freshened) < freshened);
        };

        Run warmUp = run("WarmUp", "rounds=3", "fresh=echo >>'" + times + "'");

        assertThat(warmUp.exit()).as(warmUp.output()).isZero();
        assertThat(warmUp.requests()).isEqualTo(Map.of("first-user", 3, "warm-up", 3, "first-user-after-warm-up", 3));
        assertThat(times).content().hasLineCount(6);
    }

    @Test
    void nothingIsMeasuredWhereTheFunctionCannotBeMadeCold() throws Exception {
        Run warmUp = run("WarmUp", "rounds=1", "fresh=exit 3");

        assertThat(warmUp.exit()).isEqualTo(1);
        assertThat(warmUp.output()).contains("coldgate.fresh: exit 3: exit 3").doesNotContain("\tat ");
        assertThat(warmUp.samples()).isEmpty();
    }
}
