package io.coldgate.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that is right at first, then a year ahead, then a year behind, and so on. */
final class JumpingClock extends Clock {
    private static final Duration YEAR = Duration.ofDays(365);
    private final Clock right;
    private int readings;

    JumpingClock(Clock right) {
        this.right = right;
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        int reading = readings++;
        return reading == 0
                ? right.instant()
                : reading % 2 == 1
                        ? right.instant().plus(YEAR)
                        : right.instant().minus(YEAR);
    }
}
