package io.coldgate.embedded.api;

import io.coldgate.embedded.runtime.code.ContainerImage;
import io.coldgate.embedded.runtime.code.InvalidArchiveException;
import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.container.ContainerException;
import io.coldgate.embedded.runtime.environment.Environments;
import io.coldgate.embedded.runtime.environment.InitOutcome;
import io.coldgate.embedded.runtime.environment.InvocationResult;
import io.coldgate.embedded.runtime.language.RuntimeUnavailableException;
import io.coldgate.embedded.runtime.log.Measurements;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InvocationRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Environments without processes: a "function" does what its event says. {@code {"fail":true}} is a function error,
 * {@code {"hold":true}} waits for {@link #release}, {@code {"break":true}} is an error of the server itself, anything
 * else is echoed with what the environment knows.
 */
final class FakeEnvironments implements Environments {
    final List<String> prepared = new CopyOnWriteArrayList<>();
    final List<String> initialised = new CopyOnWriteArrayList<>();
    final List<String> rehearsed = new CopyOnWriteArrayList<>();
    final List<String> retired = new CopyOnWriteArrayList<>();
    final List<InvocationRequest> requests = new CopyOnWriteArrayList<>();
    final Semaphore holding = new Semaphore(0);
    final Semaphore rehearseGate = new Semaphore(1);
    final Semaphore prepareGate = new Semaphore(1);
    final AtomicInteger failures = new AtomicInteger();
    volatile boolean failPrepare;
    volatile boolean failInit;
    volatile String failStore = "";
    final Semaphore provisionGate = new Semaphore(1);
    final Map<String, Set<String>> provisioned = new ConcurrentHashMap<>();
    volatile byte[] answer;
    private final Set<String> warm = ConcurrentHashMap.newKeySet();
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public StoredCode store(byte[] zip) throws InvalidArchiveException, IOException {
        if (!failStore.isEmpty()) {
            throw new IOException(failStore);
        }
        long unzipped = 0;
        int entries = 0;
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                unzipped += in.readAllBytes().length;
                entries++;
            }
        }
        if (entries == 0) {
            throw new InvalidArchiveException(InvalidArchiveException.Reason.NOT_A_ZIP, "no entries");
        }
        return new StoredCode(sha256(zip), zip.length, unzipped);
    }

    @Override
    public StoredCode find(String image) throws ContainerException {
        if (!image.equals("hello:1")) {
            throw new ContainerException("no image " + image);
        }
        return new StoredCode(new ContainerImage(
                image, "sha256:" + "ab".repeat(32), List.of("/hello"), List.of("handler"), "/var/task", "x86_64", 3));
    }

    static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void prepare(EnvironmentSpec spec) throws IOException {
        prepareGate.acquireUninterruptibly();
        prepareGate.release();
        if (failPrepare) {
            throw new IOException("no room");
        }
        prepared.add(spec.revision());
    }

    @Override
    public boolean initialise(EnvironmentSpec spec) {
        initialised.add(spec.revision());
        return !failInit;
    }

    @Override
    public InitOutcome rehearse(EnvironmentSpec spec) {
        rehearseGate.acquireUninterruptibly();
        rehearseGate.release();
        rehearsed.add(spec.revision());
        return failInit ? new InitOutcome.Failed("exit status 3") : new InitOutcome.Initialised();
    }

    @Override
    public int provision(EnvironmentSpec spec, int count) {
        provisionGate.acquireUninterruptibly();
        provisionGate.release();
        Set<String> there = provisioned.computeIfAbsent(spec.revision(), revision -> ConcurrentHashMap.newKeySet());
        if (there.size() > count) {
            there.clear();
        }
        if (there.size() < count && !failInit) {
            there.add(spec.initialization().text() + there.size());
        }
        return there.size();
    }

    @Override
    public InvocationResult invoke(EnvironmentSpec spec, InvocationRequest request)
            throws RuntimeUnavailableException, InterruptedException {
        requests.add(request);
        if (spec.runtime().startsWith("ruby")) {
            throw new RuntimeUnavailableException("ruby is not installed: apt-get install ruby");
        }
        String event = new String(request.payload(), StandardCharsets.UTF_8);
        if (event.contains("\"hold\"")) {
            holding.release();
            released.await();
        }
        if (event.contains("\"break\"")) {
            throw new IllegalStateException("broken");
        }
        boolean cold = warm.add(spec.revision());
        String log = "START RequestId: " + request.requestId() + " Version: " + spec.version() + "\nREPORT RequestId: "
                + request.requestId() + "\t\n";
        var measured = FakeMeasurements.of(spec.revision(), cold);
        byte[] logTail = log.getBytes(StandardCharsets.UTF_8);
        if (event.contains("\"fail\"") || failures.get() > 0) {
            failures.decrementAndGet();
            byte[] error = "{\"errorMessage\":\"asked to\",\"errorType\":\"Wanted\"}".getBytes(StandardCharsets.UTF_8);
            return new InvocationResult(error, "Unhandled", logTail, measured);
        }
        byte[] payload = answer == null ? echo(spec, request, event) : answer;
        return new InvocationResult(payload, null, logTail, measured);
    }

    private static byte[] echo(EnvironmentSpec spec, InvocationRequest request, String event) {
        String variables = String.join(",", spec.environment().values());
        return """
               {"event":%s,"version":"%s","arn":"%s","memory":%d,"variables":"%s","layers":%d}""".formatted(
                        event,
                        spec.version(),
                        request.invokedFunctionArn(),
                        spec.memoryMegabytes(),
                        variables,
                        spec.layers().size())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Lets what holds go on. */
    void release() {
        released.countDown();
    }

    @Override
    public void retire(String revision) {
        retired.add(revision);
    }

    @Override
    public void close() {
        release();
    }

    private static final class FakeMeasurements {
        static Measurements of(String environment, boolean cold) {
            var init = cold ? OptionalLong.of(12_000_000) : OptionalLong.empty();
            return Measurements.builder()
                    .environmentId(environment)
                    .pid(4711)
                    .cold(cold)
                    .unpackNanos(0)
                    .sandboxNanos(1_000)
                    .initNanos(init)
                    .durationNanos(3_000_000)
                    .billedMillis(15)
                    .maxMemoryBytes(OptionalLong.of(1 << 20))
                    .build();
        }
    }
}
