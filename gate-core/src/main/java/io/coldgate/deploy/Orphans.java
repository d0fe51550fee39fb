package io.coldgate.deploy;

import io.coldgate.lambda.Aliases;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.LambdaDriver;
import io.coldgate.lambda.OwnFunction;
import io.coldgate.platform.Platform;
import io.coldgate.unit.Pacing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Leftovers of killed runs on a platform: functions that the gate deployed, and changes of existing functions. */
public final class Orphans {
    private final Platform platform;
    private final Clock clock;
    private final LambdaDriver driver;
    private final Restoration restoration;
    private final AliasJournals aliases;

    /** The orphans of a platform. */
    public Orphans(Platform platform, Pacing pacing, Clock clock) {
        this.platform = platform;
        this.clock = clock;
        this.driver = new LambdaDriver(platform.client(), platform.limits(), pacing, new SplittableRandom());
        this.restoration = new Restoration(Restoration.stateFolder(), driver, Restoration.endpointOf(platform));
        this.aliases = new AliasJournals(
                Restoration.stateFolder(),
                new Aliases(platform.client(), platform.limits(), pacing),
                Restoration.endpointOf(platform));
    }

    /**
     * A function that the gate deployed.
     *
     * @param age time since its deployment
     */
    public record Orphan(OwnFunction function, Duration age) {}

    /**
     * Returns the functions that runs have deployed, of any age. Functions without the gate's name, its tag and a valid
     * deployment time are never included.
     */
    public List<Orphan> find() throws CallException, InterruptedException {
        List<Orphan> found = new ArrayList<>();
        for (OwnFunction function : driver.ownFunctions()) {
            try {
                Instant created = Instant.parse(function.tags().getOrDefault(OwnFunction.CREATED, ""));
                found.add(new Orphan(function, age(created)));
            } catch (DateTimeParseException e) {
                // Somebody else gave a function the gate's name and tag; it is left alone.
                continue;
            }
        }
        return found;
    }

    /**
     * Returns the absolute distance to that time. A time in the future means that a clock was wrong; a run that far
     * away is over.
     */
    private Duration age(Instant created) {
        return Duration.between(created, clock.instant()).abs();
    }

    /** Removes a function with all its versions, and its log where that is allowed. */
    public void remove(Orphan orphan) throws CallException, InterruptedException {
        driver.delete(orphan.function().name());
        platform.forget(orphan.function().name());
    }

    /** Undoes the changes of killed runs to existing functions; returns a line about each. */
    public List<CleanUpNote> restore() throws IOException, InterruptedException {
        List<CleanUpNote> notes = new ArrayList<>(restoration.restoreLeftovers(region()));
        notes.addAll(aliases.restoreLeftovers(region()));
        return notes;
    }

    /** Returns whether a killed run has recorded on this machine that it changed an existing function anywhere. */
    public static boolean isChangeNoted() throws IOException {
        Path folder = Restoration.stateFolder();
        return !JournalFile.in(folder, Journal.SUFFIX).isEmpty()
                || !JournalFile.in(folder, AliasJournals.SUFFIX).isEmpty();
    }

    /** Returns the regions other than this one in which changes still have to be undone. */
    public List<String> otherRegions() throws IOException {
        return Stream.concat(restoration.leftoverRegions().stream(), aliases.leftoverRegions().stream())
                .distinct()
                .filter(other -> !other.equals(region()))
                .toList();
    }

    private String region() {
        return platform.facts().getOrDefault("region", "");
    }
}
