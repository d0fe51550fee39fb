package io.coldgate.run;

import io.coldgate.gate.Acceptances;
import io.coldgate.gate.GatePlan;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.AcceptFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The accepted exceptions that a command applies: those in the thresholds file and those in the {@code --accept} file.
 *
 * @param file {@code --accept}; empty for none
 * @param clock gives the day of the verdict; an exception holds up to its last day, in UTC
 */
public record AcceptInput(Optional<Path> file, Clock clock) {
    /** Returns the exceptions of the thresholds file alone, today. */
    public static AcceptInput ofThresholds() {
        return new AcceptInput(Optional.empty(), Clock.systemUTC());
    }

    /**
     * Returns the thresholds plus the exceptions of the {@code --accept} file.
     *
     * @throws RunException with exit code 2 when that file cannot be read or has a mistake
     */
    Thresholds addedTo(Thresholds thresholds) throws RunException {
        if (file.isEmpty()) {
            return thresholds;
        }
        Path named = file.get();
        if (!Files.isRegularFile(named)) {
            throw new RunException(ExitCode.USAGE, "--accept " + named + ": no such file");
        }
        AcceptFile read = AcceptFile.read(named, named.toString(), thresholds);
        if (read.diagnostics().isEmpty()) {
            return thresholds.accepting(read.accepted());
        }
        throw ThresholdsInput.mistakes(named, read.diagnostics());
    }

    /** Returns the plan with all exceptions that apply today. */
    GatePlan in(GatePlan plan, Thresholds thresholds) {
        return plan.accepting(Acceptances.of(thresholds, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
    }
}
