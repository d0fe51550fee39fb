package io.coldgate.run;

import io.coldgate.deploy.CleanUpNote;
import io.coldgate.deploy.Orphans;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.OwnFunction;
import io.coldgate.platform.LeftContainers;
import io.coldgate.platform.Platform;
import io.coldgate.platform.PlatformException;
import io.coldgate.platform.PlatformOptions;
import io.coldgate.platform.Platforms;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Counted;
import io.coldgate.unit.Pacing;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Removes what killed runs have left on a platform, and restores the functions that they had changed. */
public final class CleanRun {
    private static final int LONGEST_TAG = 60;

    private final Options options;
    private final Consumer<String> out;
    private final RunListener listener;

    /**
     * Options of a removal.
     *
     * @param region the region; empty to take it from the environment or the profile
     * @param endpoint the address of a service that is already running
     * @param olderThan younger functions are left alone: they may belong to a run
     * @param dryRun whether to report only what would be removed
     */
    public record Options(
            PlatformName platform,
            Optional<String> region,
            Optional<URI> endpoint,
            Duration olderThan,
            boolean dryRun) {}

    /**
     * Prepares a removal.
     *
     * @param out takes a line for each thing that was removed, restored or left alone
     * @param listener is told of what could not be removed
     */
    public CleanRun(Options options, Consumer<String> out, RunListener listener) {
        this.options = options;
        this.out = out;
        this.listener = listener;
    }

    /**
     * Removes and restores.
     *
     * @return the exit code: 0, 4 when something is left, 130 when interrupted
     * @throws RunException with exit code 4 when the platform cannot be reached
     */
    public int run() throws RunException {
        if (options.platform() == PlatformName.EMBEDDED) {
            return removeContainers();
        }
        PlatformOptions where = new PlatformOptions(options.region(), options.endpoint());
        try (Platform started = Platforms.start(options.platform(), where)) {
            return clean(new Orphans(started, Pacing.SYSTEM, Clock.systemUTC()));
        } catch (PlatformException | CallException | IOException e) {
            throw new RunException(ExitCode.COULD_NOT_MEASURE, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            return ExitCode.INTERRUPTED;
        }
    }

    /**
     * Returns whether a file uses nothing on AWS and there is no other sign of anything there: no region is known, and
     * no killed run has noted a change.
     *
     * @param file the thresholds file with the platforms that the file itself names
     */
    public static boolean isLocal(Thresholds file) throws RunException {
        boolean embedded = !file.functions().isEmpty()
                && file.functions().stream()
                        .allMatch(function -> function.target().platform() == PlatformName.EMBEDDED)
                && file.watched().isEmpty();
        try {
            return embedded && !Orphans.isChangeNoted() && !Platforms.isRegionKnown();
        } catch (IOException e) {
            throw new RunException(ExitCode.COULD_NOT_MEASURE, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Removes what is left on this machine, for a file that uses no other platform, and reports that AWS was not
     * searched.
     *
     * @return 0: without a container engine there are no containers to remove
     */
    public int runLocally() {
        try {
            removed(LeftContainers.remove(options.dryRun()));
        } catch (PlatformException e) {
            out.accept("containers were not looked for: " + e.getMessage());
        }
        out.accept("AWS was not looked at: the file has no function there, and no region is set; --platform aws looks"
                + " there");
        return ExitCode.PASS;
    }

    /**
     * Removes containers of function images. Everything else of the embedded platform ends with the run, however the
     * run ends.
     */
    private int removeContainers() throws RunException {
        try {
            removed(LeftContainers.remove(options.dryRun()));
            return ExitCode.PASS;
        } catch (PlatformException e) {
            throw new RunException(ExitCode.COULD_NOT_MEASURE, String.valueOf(e.getMessage()));
        }
    }

    private void removed(List<String> containers) {
        containers.forEach(container -> out.accept((options.dryRun() ? "would remove " : "removed ") + container));
        out.accept(Counted.of(containers.size(), "container") + (options.dryRun() ? " would be removed" : " removed"));
    }

    private int clean(Orphans orphans) throws CallException, IOException, InterruptedException {
        boolean failed = false;
        int removed = 0;
        int younger = 0;
        for (CleanUpNote note : options.dryRun() ? List.<CleanUpNote>of() : orphans.restore()) {
            out.accept(note.text());
            failed |= note.isLeft();
        }
        for (Orphans.Orphan orphan : orphans.find()) {
            if (orphan.age().compareTo(options.olderThan()) < 0) {
                younger++;
            } else if (remove(orphans, orphan)) {
                removed++;
            } else {
                failed = true;
            }
        }
        for (String other : orphans.otherRegions()) {
            out.accept("there is a function to restore in " + other + ": coldgate clean --region " + other);
        }
        if (younger > 0) {
            out.accept(Counted.of(younger, "function")
                    + " left alone, deployed more recently than --older-than (default 1h): when"
                    + " no run is under way, --older-than 1s removes the rest too");
        }
        out.accept(Counted.of(removed, "function") + (options.dryRun() ? " would be removed" : " removed"));
        return failed ? ExitCode.COULD_NOT_MEASURE : ExitCode.PASS;
    }

    private boolean remove(Orphans orphans, Orphans.Orphan orphan) throws InterruptedException {
        String shown = shown(orphan);
        if (options.dryRun()) {
            out.accept("would remove " + shown);
            return true;
        }
        try {
            orphans.remove(orphan);
            out.accept("removed " + shown);
            return true;
        } catch (CallException e) {
            listener.error(shown + " is still there: " + e.getMessage());
            return false;
        }
    }

    private static String shown(Orphans.Orphan orphan) {
        OwnFunction function = orphan.function();
        return function.name() + " (" + tag(function, OwnFunction.FUNCTION) + ", " + tag(function, OwnFunction.TAG)
                + ", " + orphan.age().toHours() + " h old)";
    }

    private static String tag(OwnFunction function, String name) {
        return Printable.escape(function.tags().getOrDefault(name, "?"), LONGEST_TAG);
    }
}
