package io.coldgate.cli;

import io.coldgate.gate.Build;
import io.coldgate.gate.GatePlan;
import io.coldgate.report.Judgement;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Fingerprint;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.ResultsWriter;
import io.coldgate.sample.RunHeader;
import io.coldgate.thresholds.Thresholds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalInt;

/** A run of a part of a build that has no function: the same files as any other, so that parts can be joined. */
final class NothingToMeasure {
    private NothingToMeasure() {}

    /** Writes the files and reports; gives the exit code. */
    static int report(Terminal terminal, Thresholds thresholds, GatePlan plan, CheckRun.Wishes wishes, String platform)
            throws CommandException {
        Path folder = wishes.output().orElseGet(() -> OutputFolder.defaultFor(Path.of(thresholds.shownAs())));
        try (OutputFolder output = OutputFolder.open(folder)) {
            output.removeReports();
            Build build = new Build(plan);
            long now = Clock.systemUTC().millis();
            try (ResultsWriter writer = ResultsWriter.create(output.results())) {
                for (ResultsRecord entry : new ResultsRecord[] {
                    new ResultsRecord.Run(header(thresholds, plan, wishes, platform, now)),
                    new ResultsRecord.End(now, Ending.COMPLETE, "")
                }) {
                    writer.write(entry);
                    build.accept(entry);
                }
            }
            Judgement judgement = Judgement.of(build);
            int exitCode = ExitCode.of(judgement);
            String json = output.writeReports(judgement, exitCode);
            ResultOutput.print(
                    terminal,
                    judgement,
                    exitCode,
                    wishes.json() ? Optional.of(json) : Optional.empty(),
                    wishes.quiet());
            return exitCode;
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.COULD_NOT_MEASURE,
                    "coldgate: " + folder + ": cannot be written: " + OutputFolder.reason(e));
        }
    }

    private static RunHeader header(
            Thresholds thresholds, GatePlan plan, CheckRun.Wishes wishes, String platform, long now) {
        return new RunHeader(
                Version.text(),
                now,
                platform,
                wishes.seed(),
                thresholds.shownAs(),
                thresholds.sha256(),
                BuildSelection.names(thresholds),
                wishes.maxSamples().map(OptionalInt::of).orElse(OptionalInt.empty()),
                new Fingerprint(java.util.Map.of()),
                plan.part());
    }
}
