package io.coldgate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coldgate.embedded.http.ConnectionLimits;
import io.coldgate.embedded.http.Exchange;
import io.coldgate.embedded.http.LoopbackServer;
import io.coldgate.embedded.http.UnansweredException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Spawns a function's program and serves it one event, with a minimal Runtime API. */
final class BareSpawn implements AutoCloseable {
    private static final int MOST_BYTES = 1 << 20;
    private static final long PATIENCE_SECONDS = 30;

    private final BlockingQueue<String> responses = new LinkedBlockingQueue<>();
    private final Path program;
    private final LoopbackServer server;
    private volatile Turn turn = new Turn(0);
    private @Nullable Process process;

    /** The state of one spawn. */
    private record Turn(int number, AtomicBoolean served, CountDownLatch ended) {
        private Turn(int number) {
            this(number, new AtomicBoolean(), new CountDownLatch(1));
        }
    }

    private BareSpawn(Path program, ConnectionLimits limits) throws IOException {
        this.program = program;
        this.server = LoopbackServer.start(0, "bare", limits, this::serve);
    }

    /** Unpacks the only file of the package. */
    static BareSpawn of(byte[] zip) throws IOException {
        return of(zip, ConnectionLimits.RUNTIME);
    }

    static BareSpawn of(byte[] zip, ConnectionLimits limits) throws IOException {
        Path program = Files.createTempFile("coldgate-bench", "");
        try (ZipInputStream files = new ZipInputStream(new ByteArrayInputStream(zip))) {
            if (files.getNextEntry() == null) {
                throw new IOException("an empty package");
            }
            Files.write(program, files.readAllBytes());
        }
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new BareSpawn(program, limits);
    }

    String once() throws IOException, InterruptedException {
        turn = new Turn(turn.number() + 1);
        ProcessBuilder builder = new ProcessBuilder(program.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        // A killed program's last request may arrive late: each program has its own path.
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + server.port() + "/" + turn.number());
        process = builder.start();
        String response = responses.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (response == null) {
            throw new IOException("the function did not answer");
        }
        return response;
    }

    /** Kills the program and releases its connection, because the server accepts only a limited number at once. */
    void end() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
            turn.ended().countDown();
        }
    }

    private void serve(Exchange exchange) throws IOException {
        Turn own = turn;
        String path = exchange.rawPath();
        if (!path.startsWith("/" + own.number() + "/")) {
            throw new UnansweredException(path + ": of a program that was killed");
        }
        if (!path.endsWith("/next")) {
            responses.add(new String(exchange.readBody(MOST_BYTES), UTF_8));
            exchange.respond(202, Map.of(), new byte[0]);
            return;
        }
        if (own.served().getAndSet(true)) {
            awaitEnd(own);
            throw new UnansweredException(path + ": its program was killed");
        }
        exchange.respond(
                200,
                Map.of("Lambda-Runtime-Aws-Request-Id", "1", "Lambda-Runtime-Deadline-Ms", "4000000000000"),
                Invocations.EVENT.getBytes(UTF_8));
    }

    private static void awaitEnd(Turn turn) throws IOException {
        try {
            turn.ended().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.delete(program);
    }
}
