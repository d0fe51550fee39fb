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
 * The accepted exceptions of a command: those of the thresholds file, and those of a file of their own.
 *
 * @param file {@code --accept}; empty for none
 * @param clock tells the day on which the verdict is reached; an exception holds up to its last day, in UTC
 */
public record AcceptInput(Optional<Path> file, Clock clock) {
    /** Returns the exceptions of the thresholds file alone, today. */
    public static AcceptInput ofThresholds() {
        return new AcceptInput(Optional.empty(), Clock.systemUTC());
    }

    /**
     * Returns the thresholds with the exceptions of the other file too.
     *
     * @throws RunException with exit code 2 when that file cannot be read, or has any mistake
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

    /** Returns the plan with all exceptions, as they stand today. */
    GatePlan in(GatePlan plan, Thresholds thresholds) {
        return plan.accepting(Acceptances.of(thresholds, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
    }
}
