package io.coldgate.run.history;

import io.coldgate.history.FiledCheck;
import io.coldgate.history.FiledRun;
import io.coldgate.history.SeriesSketcher;
import io.coldgate.report.JsonReport;
import io.coldgate.report.document.CheckEntry;
import io.coldgate.report.document.Measured;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.report.document.ReportFormatException;
import io.coldgate.report.document.ReportReader;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.RunFolder;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Fingerprint;
import io.coldgate.sample.Metric;
import io.coldgate.sample.ResultsFormatException;
import io.coldgate.sample.ResultsReader;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.RunHeader;
import io.coldgate.sample.RunKind;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Disk;
import io.coldgate.unit.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes what is filed of a run out of its folder. */
final class FiledRuns {
    private static final String AGAIN = "run coldgate check, or coldgate judge with --output, again";

    private final Path folder;

    FiledRuns(Path folder) {
        this.folder = folder;
    }

    /**
     * A run, ready to be filed.
     *
     * @param run what is filed
     * @param header the setup of the run, from its results
     */
    record Made(FiledRun run, RunHeader header) {}

    /**
     * Reads the folder's report and results.
     *
     * @throws RunException with exit code 4 when no run is there, 2 when its files are no check's, or the results are
     *     not, or not wholly, what the report is of
     */
    Made of(MeasuredCommit commit) throws RunException {
        Path results = folder.resolve(RunFolder.RESULTS);
        Path report = folder.resolve(RunFolder.JSON);
        for (Path each : List.of(results, report)) {
            if (!Files.isRegularFile(each)) {
                throw new RunException(
                        ExitCode.COULD_NOT_MEASURE, each + ": no run is there; coldgate check measures one");
            }
        }
        try {
            ReportDocument document = ReportReader.read(report);
            SeriesSketcher sketcher = new SeriesSketcher((function, metric) -> dimension(document, function, metric));
            RunHeader header = read(results, report, document.run(), sketcher);
            return new Made(run(document, header, sketcher, commit, Sha256.hex(results)), header);
        } catch (ResultsFormatException e) {
            throw new RunException(ExitCode.USAGE, e.problem());
        } catch (ReportFormatException e) {
            throw new RunException(ExitCode.USAGE, e.problem());
        } catch (IOException e) {
            throw refused(folder, "cannot be read: " + Disk.reason(e));
        }
    }

    private static RunHeader read(Path results, Path report, ReportDocument.Run reported, SeriesSketcher sketcher)
            throws IOException, ResultsFormatException, RunException {
        EndsSeen seen = new EndsSeen();
        boolean torn = new ResultsReader(results.toString()).read(results, entry -> {
            seen.accept(entry);
            sketcher.accept(entry);
        });
        RunHeader header = seen.header.orElseThrow();
        if (header.kind() != RunKind.CHECK) {
            throw refused(results, "is of a " + header.kind().key() + ", and only a check's run can be filed");
        }
        if (header.startedAtMillis() != reported.startedAtMillis()) {
            throw refused(report, "is of another run than " + RunFolder.RESULTS + " beside it: " + AGAIN);
        }
        if (FiledRun.isAhead(header.startedAtMillis(), System.currentTimeMillis())) {
            throw refused(
                    results,
                    "the run began at " + Instant.ofEpochMilli(header.startedAtMillis())
                            + ", which is ahead of this machine's clock: correct the clock that is wrong, and run"
                            + " coldgate check again");
        }
        String ending = JsonReport.ending(seen.ending);
        if (!ending.equals(reported.ending())) {
            throw refused(
                    results,
                    (seen.ending.isEmpty() ? torn ? "torn in its last line" : "without its end" : "ending: " + ending)
                            + ", while " + RunFolder.JSON + " beside it says ending: " + reported.ending()
                            + ": copy the whole file, or " + AGAIN);
        }
        return header;
    }

    /** Keeps the first record, and how the last one says that the run ended. */
    private static final class EndsSeen {
        private Optional<RunHeader> header = Optional.empty();
        private Optional<Ending> ending = Optional.empty();

        void accept(ResultsRecord entry) {
            if (entry instanceof ResultsRecord.Run run) {
                header = Optional.of(run.header());
            } else if (entry instanceof ResultsRecord.End end) {
                ending = Optional.of(end.ending());
            }
        }
    }

    private static FiledRun run(
            ReportDocument document, RunHeader header, SeriesSketcher sketcher, MeasuredCommit commit, String digest) {
        return new FiledRun(
                digest,
                commit.hashOr(header),
                commit.branch(),
                commit.change(),
                commit.committedAtMillis(),
                header.startedAtMillis(),
                document.run().ending(),
                header.coldgateVersion(),
                header.platform(),
                header.thresholdsSha256(),
                new Fingerprint(header.fingerprint().facts()),
                document.verdict(),
                document.checks().stream().map(FiledRuns::check).toList(),
                sketcher.series());
    }

    private static FiledCheck check(CheckEntry check) {
        Optional<Measured> measured = check.measured().filter(each -> each.n() > 0 && !Double.isNaN(each.estimate()));
        Optional<Measured.Evidence> evidence = measured.flatMap(Measured::evidence);
        return new FiledCheck(
                new FiledCheck.BudgetKey(
                        check.function(),
                        check.subject(),
                        check.rule(),
                        check.limit().relative()),
                check.shown().limit(),
                check.verdict(),
                check.reason(),
                measured.map(Measured::n).orElse(0),
                measured.map(Measured::estimate).orElse(Double.NaN),
                evidence.map(Measured.Evidence::low).orElse(Double.NaN),
                evidence.map(Measured.Evidence::high)
                        .orElse(measured.isPresent() ? Double.POSITIVE_INFINITY : Double.NaN));
    }

    /** An own metric's is known to its limits alone. */
    private static Dimension dimension(ReportDocument document, String function, Metric metric) {
        if (!metric.isOwn()) {
            return metric.dimension();
        }
        return document.checks().stream()
                .filter(check -> check.function().equals(function)
                        && (check.subject().equals(metric.name())
                                || check.subject().equals(metric.key())))
                .map(CheckEntry::limit)
                .filter(CheckEntry.Limit.Amount.class::isInstance)
                .map(limit -> ((CheckEntry.Limit.Amount) limit).unit())
                .map(unit -> switch (unit) {
                    case "ns" -> Dimension.TIME;
                    case "bytes" -> Dimension.SIZE;
                    default -> Dimension.COUNT;
                })
                .findFirst()
                .orElse(metric.dimension());
    }

    private static RunException refused(Path file, String why) {
        return new RunException(ExitCode.USAGE, file + ": " + why);
    }
}
