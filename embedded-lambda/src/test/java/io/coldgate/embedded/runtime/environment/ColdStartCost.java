package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.http.ConnectionLimits;
import io.coldgate.embedded.http.Exchange;
import io.coldgate.embedded.http.LoopbackServer;
import io.coldgate.embedded.runtime.code.FileModes;
import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.log.Measurements;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.facts.Architectures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/**
 * What a cold start costs here, as a ratio to the cheapest one: a Go program that spawns the same binary and answers
 * its first {@code next} at once. All ways take turns in random order in one run. Not a test: {@code ci} or a person
 * runs it, on a quiet machine. Arguments: rounds (default 300), seed.
 */
public final class ColdStartCost {
    private static final int WARM_UP = 40;

    private ColdStartCost() {}

    private static InvocationResult last;

    private interface Way {
        /** Nanoseconds of one cold start. */
        long once() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 300;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        Path program = Files.createTempFile("coldgate-cost", "");
        Files.write(program, GoPrograms.host("fault"));
        FileModes.set(program, 0755);
        Path harness = Path.of("target/go").toAbsolutePath();
        GoPrograms.host("bare");
        Process bare = new ProcessBuilder(
                        harness.resolve("bare-" + (Architectures.ofHost().equals("arm64") ? "arm64" : "amd64"))
                                .toString(),
                        program.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var bareOut = new BufferedReader(new InputStreamReader(bare.getInputStream(), StandardCharsets.US_ASCII));
        try (ProcessEnvironments environments = ProcessEnvironments.start();
                var inside = new Inside(program)) {
            StoredCode code = environments.store(Functions.faultZip());
            Map<String, Way> ways = new LinkedHashMap<>();
            ways.put("bare", () -> {
                bare.getOutputStream().write('\n');
                bare.getOutputStream().flush();
                return Long.parseLong(bareOut.readLine());
            });
            ways.put("prepared", () -> prepared(environments, code));
            ways.put("inside", inside::once);
            ways.put("  init", () -> part(environments, code, m -> m.initNanos().orElseThrow()));
            ways.put("  duration", () -> part(environments, code, Measurements::durationNanos));
            ways.put("  sandbox", () -> part(environments, code, Measurements::sandboxNanos));

            run(ways, rounds, seed);
        } finally {
            bare.destroyForcibly();
            Files.delete(program);
        }
    }

    private static void run(Map<String, Way> ways, int rounds, long seed) throws Exception {
        var random = new SplittableRandom(seed);
        Map<String, long[]> nanos = new LinkedHashMap<>();
        ways.keySet().forEach(name -> nanos.put(name, new long[rounds]));
        for (int round = -WARM_UP; round < rounds; round++) {
            List<String> order = new ArrayList<>(ways.keySet());
            while (!order.isEmpty()) {
                String name = order.remove(random.nextInt(order.size()));
                long taken = ways.get(name).once();
                if (round >= 0) {
                    nanos.get(name)[round] = taken;
                }
            }
        }
        long[] base = nanos.get("bare").clone();
        Arrays.sort(base);
        System.out.printf("%d rounds, seed %d; ms, and ratio to bare%n", rounds, seed);
        nanos.forEach((name, values) -> {
            long[] sorted = values.clone();
            Arrays.sort(sorted);
            System.out.printf(
                    "%-10s p10 %6.2f (%.2fx)  p50 %6.2f (%.2fx)  p90 %6.2f (%.2fx)%n",
                    name,
                    at(sorted, .1) / 1e6,
                    at(sorted, .1) / (double) at(base, .1),
                    at(sorted, .5) / 1e6,
                    at(sorted, .5) / (double) at(base, .5),
                    at(sorted, .9) / 1e6,
                    at(sorted, .9) / (double) at(base, .9));
        });
    }

    private static long at(long[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(quantile * sorted.length))];
    }

    private static long prepared(ProcessEnvironments environments, StoredCode code) throws Exception {
        EnvironmentSpec spec = Functions.spec(code, Map.of(), 3);
        environments.prepare(spec);
        long begin = System.nanoTime();
        InvocationResult result = environments.invoke(spec, Functions.request("{}"));
        long taken = System.nanoTime() - begin;
        environments.retire(spec.revision());
        if (result.functionError() != null || !result.measurements().cold()) {
            throw new IllegalStateException(Functions.payload(result));
        }
        last = result;
        return taken;
    }

    private static long part(ProcessEnvironments environments, StoredCode code, ToLongFunction<Measurements> part)
            throws Exception {
        prepared(environments, code);
        return part.applyAsLong(last.measurements());
    }

    /** {@code ProcessBuilder} inside of the measured time, with the least Runtime API there can be. */
    private static final class Inside implements AutoCloseable {
        private final BlockingQueue<Long> responded = new LinkedBlockingQueue<>();
        private final AtomicLong handed = new AtomicLong();
        private long start;
        private final Path program;
        private final LoopbackServer server;

        Inside(Path program) throws IOException {
            this.program = program;
            this.server = LoopbackServer.start(0, "inside", ConnectionLimits.RUNTIME, this::handle);
        }

        private void handle(Exchange exchange) throws IOException {
            if (exchange.rawPath().endsWith("/next")) {
                // A killed program's last request may arrive late: each start has a path of its own.
                long own = Long.parseLong(exchange.rawPath().split("/", -1)[1]);
                if (!handed.compareAndSet(own - 1, own)) {
                    parkUntilTheFunctionIsKilled();
                }
                exchange.respond(
                        200,
                        Map.of("Lambda-Runtime-Aws-Request-Id", "1", "Lambda-Runtime-Deadline-Ms", "4000000000000"),
                        "{}".getBytes(StandardCharsets.US_ASCII));
                return;
            }
            exchange.readBody(1 << 20);
            exchange.respond(202, Map.of(), new byte[0]);
            responded.add(System.nanoTime());
        }

        private static void parkUntilTheFunctionIsKilled() throws IOException {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        long once() throws Exception {
            start++;
            var builder = new ProcessBuilder(program.toString());
            builder.environment().clear();
            builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + server.port() + "/" + start);
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            long begin = System.nanoTime();
            Process process = builder.start();
            long end = responded.take();
            process.destroyForcibly().waitFor();
            return end - begin;
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
