package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server's environments, started before each test and closed after it. */
@Timeout(120)
public abstract class EnvironmentsFixture {
    @TempDir
    Path folder;

    public ProcessEnvironments environments;
    public StoredCode code;

    @BeforeEach
    void start() throws Exception {
        environments = ProcessEnvironments.start(settings());
        code = environments.store(Functions.faultZip());
    }

    @AfterEach
    void stop() {
        environments.close();
    }

    public EnvironmentSettings settings() {
        return EnvironmentSettings.defaults().toBuilder()
                .workParent(folder)
                .initLimit(Duration.ofSeconds(2))
                .build();
    }

    public EnvironmentSpec spec() {
        return Functions.spec(code, Map.of(), 20);
    }

    public EnvironmentSpec fault(String fault, int timeoutSeconds) {
        return Functions.spec(code, Map.of("FAULT", fault), timeoutSeconds);
    }

    public InvocationResult invoke(EnvironmentSpec spec, String payload) throws Exception {
        return environments.invoke(spec, Functions.request(payload));
    }

    /** Returns how many environments there are, for tests of other packages. */
    public int environmentCount() {
        return environments.count();
    }

    /** Returns the work folder, for tests of other packages. */
    public Path workFolder() {
        return environments.workFolder();
    }

    static boolean alive(long pid) {
        // A zombie whose parent does not wait for it (as in some containers) is no process any more.
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits for what happens soon; half a minute is for a machine that is very busy. */
    public static boolean soon(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(10_000_000);
        }
        return true;
    }
}
