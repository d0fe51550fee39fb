package io.coldgate.run.canary;

import io.coldgate.canary.CanaryResult;
import io.coldgate.deploy.AliasChange;
import io.coldgate.deploy.AliasJournals;
import io.coldgate.deploy.CleanUpNote;
import io.coldgate.lambda.AliasState;
import io.coldgate.lambda.CallException;
import io.coldgate.logs.LogSource;
import io.coldgate.measure.StopSignal;
import io.coldgate.platform.Platform;
import io.coldgate.platform.PlatformException;
import io.coldgate.platform.PlatformOptions;
import io.coldgate.platform.Platforms;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.RunListener;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.unit.Disk;
import io.coldgate.unit.Pacing;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A canary release: the alias's weights shift step by step from the stable version to a new one, and the logs of both
 * versions decide each step. However the canary ends, the alias then points to a single version (docs/canary.md).
 */
public final class CanaryRun implements AutoCloseable {
    private final CanaryOptions options;
    private final Platform platform;
    private final CanaryStage stage;
    private final RunListener listener;
    private final StopSignal stop = new StopSignal();

    /**
     * Prepares a canary.
     *
     * @param clock gives the time of day, which tells which log lines belong to this canary and when a step began
     */
    public CanaryRun(CanaryOptions options, Platform platform, Pacing pacing, Clock clock, RunListener listener) {
        this.options = options;
        this.platform = platform;
        this.stage = CanaryStage.of(platform, pacing, clock);
        this.listener = listener;
    }

    /**
     * Opens the platform and prepares a canary.
     *
     * @param name the platform
     * @param region where the function is; empty to take it from the environment or the profile
     * @param endpoint the address of a service that is already running
     * @throws RunException with exit code 4 when the platform cannot be reached
     */
    public static CanaryRun open(
            CanaryOptions options,
            PlatformName name,
            Optional<String> region,
            Optional<URI> endpoint,
            RunListener listener)
            throws RunException {
        try {
            Platform started = Platforms.start(name, new PlatformOptions(region, endpoint));
            return new CanaryRun(options, started, Pacing.SYSTEM, Clock.systemUTC(), listener);
        } catch (PlatformException e) {
            throw new RunException(ExitCode.COULD_NOT_MEASURE, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        platform.close();
    }

    /** Returns the signal that stops the canary early; other threads may use it. */
    public StopSignal stopSignal() {
        return stop;
    }

    /**
     * Returns the present alias; changes nothing.
     *
     * @return the present state of the alias
     * @throws RunException with exit code 2 for an alias that cannot be split, and for an alias or a candidate that
     *     does not exist; 4 when they cannot be read
     */
    public AliasState look() throws RunException {
        try {
            AliasState alias = stage.aliases().read(options.function(), options.alias());
            requireWhole(alias);
            for (String candidate : options.candidates()) {
                requireThere(candidate);
            }
            return alias;
        } catch (CallException e) {
            if (e.kind() == CallException.Kind.NOT_FOUND) {
                throw new RunException(
                        ExitCode.USAGE,
                        options.function() + ":" + options.alias() + ": no such function, or it has no such alias:"
                                + " name another FUNCTION, --alias or --region (" + e.getMessage() + ")");
            }
            throw notMeasured(e);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /**
     * Shifts the weights until the candidate is promoted or rolled back.
     *
     * @throws RunException with exit code 2 for a mistake, 4 when the alias or a version cannot be read; the alias is
     *     then unchanged
     */
    public CanaryResult run() throws RunException {
        stop.enter();
        try (CanaryFiles files = CanaryFiles.open(options.output())) {
            takeBackLeftovers();
            AliasState before = look();
            options.limits().unseen().forEach(limit -> listener.remark(limit.text()));
            List<String> candidates = candidates(before);
            String group = "";
            for (String candidate : candidates) {
                group = stage.aliases().awaitVersion(options.function(), candidate);
            }
            files.begin();
            AliasChange change = stage.journals().change(before, candidates);
            String runId = Long.toHexString(new SplittableRandom().nextLong());
            try (LogSource lines = stage.lines(group);
                    AliasJournals.Open journal = stage.journals().begin(change, runId)) {
                CanaryReading reading = new CanaryReading(options, stage, lines, files, listener);
                CanaryResult result = new CanaryShift(options, stage, reading, files, listener, before, candidates)
                        .run(journal, stop);
                keep(files, result);
                return result;
            }
        } catch (CallException e) {
            throw notMeasured(e);
        } catch (IOException e) {
            throw new RunException(
                    ExitCode.COULD_NOT_MEASURE,
                    "the journal, or " + options.output() + ", cannot be read or written: " + Disk.reason(e));
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            stop.leave();
        }
    }

    /**
     * Writes the result. A failure to write it is reported but does not change the result, because the alias has
     * already been set.
     */
    private void keep(CanaryFiles files, CanaryResult result) {
        try {
            files.ended(result);
        } catch (IOException e) {
            listener.error(options.output() + ": the result cannot be written: " + Disk.reason(e));
        }
    }

    private void takeBackLeftovers() throws IOException, InterruptedException {
        for (CleanUpNote note : stage.journals().restoreLeftovers(stage.region())) {
            listener.remark(note.text());
        }
    }

    private void requireThere(String candidate) throws RunException, CallException, InterruptedException {
        try {
            var unused = stage.aliases().awaitVersion(options.function(), candidate);
        } catch (CallException e) {
            if (e.kind() != CallException.Kind.NOT_FOUND) {
                throw e;
            }
            throw new RunException(
                    ExitCode.USAGE,
                    "--candidate " + candidate + ": " + options.function() + " has no such version: name one that is"
                            + " published, or leave --candidate out to publish $LATEST");
        }
    }

    private void requireWhole(AliasState alias) throws RunException {
        String shown = options.function() + ":" + options.alias();
        if (!alias.weights().isEmpty()) {
            throw new RunException(
                    ExitCode.USAGE,
                    shown + " already points to two versions (" + alias.version() + " and "
                            + String.join(", ", alias.weights().keySet())
                            + "), and AWS allows no third: point it to one of them first,"
                            + " or name another --alias");
        }
        if (alias.version().equals("$LATEST")) {
            throw new RunException(
                    ExitCode.USAGE,
                    shown + " points to $LATEST, which an alias cannot share with a version: publish a version and"
                            + " point the alias to it");
        }
    }

    private List<String> candidates(AliasState before) throws RunException, CallException, InterruptedException {
        List<String> candidates = options.candidates().isEmpty()
                ? List.of(stage.aliases().publish(options.function()))
                : options.candidates();
        if (candidates.contains(before.version())) {
            throw new RunException(
                    ExitCode.USAGE,
                    options.function() + ":" + options.alias() + " already points to version " + before.version()
                            + ", so there is nothing to compare; update the function, or name another --candidate");
        }
        listener.remark("version " + String.join(" and ", candidates) + " beside version " + before.version() + ", by "
                + options.function() + ":" + options.alias());
        return candidates;
    }

    private RunException notMeasured(CallException e) {
        return new RunException(ExitCode.COULD_NOT_MEASURE, String.valueOf(e.getMessage()));
    }

    private static RunException interrupted() {
        return new RunException(ExitCode.INTERRUPTED, "interrupted; the alias was not changed");
    }
}
