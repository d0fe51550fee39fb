package io.coldgate.cli;

import io.coldgate.unit.Pacing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/** The log of a function that is called once a second, and the time in which it grows: a minute with each look. */
final class GrowingLog implements Pacing {
    static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    /** How long a watch waits between two looks at a file, and at a log on the platform. */
    private static final List<Duration> LOOKS = List.of(Duration.ofMillis(200), Duration.ofSeconds(5));

    private static final Duration LEAST = Duration.ofMinutes(1);

    private final Path file;
    private final IntPredicate slow;
    private int written;
    private long nanos;
    private boolean away;

    /** A log in that file; an invocation takes 300 ms in the seconds that are slow, and 20 ms in the others. */
    GrowingLog(Path file, IntPredicate slow) throws IOException {
        this.file = file;
        this.slow = slow;
        Files.createFile(file);
    }

    Path file() {
        return file;
    }

    /** Says whether the platform is away: only then a watch waits for it in the time of the log. */
    void platformIsAway(boolean now) {
        away = now;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        if (!LOOKS.contains(duration)) {
            // Somebody waits for the platform, which is a real one; for one that is away the time passes.
            TimeUnit.MILLISECONDS.sleep(2);
            nanos += away ? duration.toNanos() : 0;
            return;
        }
        nanos += Math.max(duration.toNanos(), LEAST.toNanos());
        List<String> lines = new ArrayList<>();
        for (; Duration.ofSeconds(written).toNanos() < nanos; written++) {
            lines.addAll(InvocationLines.of(BEGIN.plusSeconds(written), written, "2", slow.test(written) ? 300 : 20));
        }
        try {
            Files.write(file, lines, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns how many lines of invocations are there. */
    int invocations() {
        return written;
    }

    /** Returns how long it still is to that time of the log. */
    Duration until(Duration end) {
        return end.minusNanos(nanos);
    }

    /** Returns a clock that shows the time of the log. */
    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return BEGIN.plusNanos(nanos);
            }
        };
    }
}
