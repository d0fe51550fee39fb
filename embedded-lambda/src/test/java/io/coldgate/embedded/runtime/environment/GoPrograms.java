package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.host.Shell;
import io.coldgate.facts.Architectures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Builds the Go programs of {@code src/test/go} once a test run; Go itself makes a second build quick. */
public final class GoPrograms {
    private static final Map<String, byte[]> BUILT = new ConcurrentHashMap<>();

    private GoPrograms() {}

    /** The program for this machine. */
    public static byte[] host(String name) {
        return build(name, Architectures.ofHost().equals("arm64") ? "arm64" : "amd64");
    }

    /** The program for an architecture that this machine is not of. */
    static byte[] foreign(String name) {
        return build(name, Architectures.ofHost().equals("arm64") ? "amd64" : "arm64");
    }

    private static byte[] build(String name, String goarch) {
        return BUILT.computeIfAbsent(name + "-" + goarch, key -> compile(name, goarch));
    }

    private static byte[] compile(String name, String goarch) {
        String go = Shell.find("go");
        if (go == null) {
            throw new IllegalStateException("these tests need Go: apt-get install golang-go");
        }
        try {
            Path target = Files.createDirectories(Path.of("target/go")).toAbsolutePath();
            Path program = target.resolve(name + "-" + goarch);
            var builder = new ProcessBuilder(go, "build", "-ldflags=-s -w", "-o", program.toString(), ".");
            builder.directory(Path.of("src/test/go", name).toFile()).redirectErrorStream(true);
            builder.environment()
                    .putAll(Map.of("CGO_ENABLED", "0", "GOFLAGS", "-trimpath", "GOOS", "linux", "GOARCH", goarch));
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("go build " + name + ": " + output);
            }
            return Files.readAllBytes(program);
        } catch (IOException e) {
            throw new IllegalStateException("go build " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
