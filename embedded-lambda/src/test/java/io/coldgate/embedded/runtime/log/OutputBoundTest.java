package io.coldgate.embedded.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.runtime.environment.EnvironmentSettings;
import io.coldgate.embedded.runtime.environment.EnvironmentsFixture;
import io.coldgate.embedded.runtime.environment.Functions;
import io.coldgate.embedded.runtime.environment.InvocationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class OutputBoundTest extends EnvironmentsFixture {
    private static final long BOUND = 4L << 20;

    /** One look's worth of the fastest writer that a test machine has, and some. */
    private static final long SLACK = 512L << 20;

    @Override
    public EnvironmentSettings settings() {
        return super.settings().toBuilder().maxLogBytes(BOUND).build();
    }

    @Test
    void aFunctionThatPrintsForEverDoesNotFillTheDisk() throws Exception {
        InvocationResult result = invoke(fault("flood", 6), "{}");
        assertThat(Functions.log(result)).containsPattern("coldgate: \\d+ MB of output were dropped: .* above 4.0 MB");
        assertThat(logBytes()).isLessThan(BOUND + SLACK);
    }

    @Test
    void whatAnIdleEnvironmentPrintsIsBoundedToo() throws Exception {
        invoke(spec(), "{\"do\":\"flood-behind\"}");
        var seen = new AtomicLong();
        assertThat(soon(() -> {
                    long now = logBytes();
                    long before = seen.getAndSet(now);
                    return now < before;
                }))
                .as("the log is emptied")
                .isTrue();
    }

    @Test
    void aQuietFunctionHasNoNote() throws Exception {
        assertThat(Functions.log(invoke(fault("print", 20), "{}"))).doesNotContain("dropped");
    }

    private long logBytes() {
        Path environmentsFolder = workFolder().resolve("environments");
        try (Stream<Path> logs = Files.list(environmentsFolder)) {
            return logs.mapToLong(own -> own.resolve("log").toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
