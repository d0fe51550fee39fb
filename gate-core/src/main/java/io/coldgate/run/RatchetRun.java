package io.coldgate.run;

import io.coldgate.gate.BudgetCheck;
import io.coldgate.ratchet.Ratchet;
import io.coldgate.ratchet.RatchetPlan;
import io.coldgate.report.Judgement;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.RunHeader;
import io.coldgate.sample.RunKind;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.diagnostic.Diagnostic;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.read.ReadResult;
import io.coldgate.thresholds.read.ThresholdsReader;
import io.coldgate.unit.Disk;
import io.coldgate.unit.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tightens budgets of a thresholds file by the evidence of earlier runs. */
public final class RatchetRun {
    private final Path file;
    private final RunListener listener;

    /**
     * Tightens this file's budgets.
     *
     * @param file the thresholds file
     * @param listener receives warnings about the results
     */
    public RatchetRun(Path file, RunListener listener) {
        this.file = file;
        this.listener = listener;
    }

    /**
     * Plans the changes, and writes them on request.
     *
     * @param named the run's folder or its results file; several, or a folder of folders, for the shards of one build
     *     or for several runs; the usual folder when empty
     * @throws RunException with exit code 4 when there is no run; with 2 when the run was measured with another file,
     *     when the file cannot be written, and when the named results are not one build or name a run twice
     */
    public RatchetPlan run(List<Path> named, boolean write) throws RunException {
        ResultsFiles results = results(named);
        try {
            byte[] bytes = Files.readAllBytes(file);
            JudgedRun judge = new JudgedRun(file, listener);
            Map<RunHeader, Path> runs = new HashMap<>();
            for (Path each : results.files()) {
                requireAnotherRun(requireMeasuredWith(Sha256.hex(bytes), each, judge), each, runs);
            }
            RatchetPlan plan = plan(judge(results, judge), new String(bytes, StandardCharsets.UTF_8));
            if (write && !plan.tightened().isEmpty()) {
                replace(bytes, plan.after());
            }
            return plan;
        } catch (IOException e) {
            throw refused("cannot be read or written: " + Disk.reason(e));
        }
    }

    private ResultsFiles results(List<Path> named) throws RunException {
        if (!Files.exists(file)) {
            throw new RunException(ExitCode.USAGE, file + ": no such file; --file names another one");
        }
        // Calibrations and other commands have folders within the usual one; these are not shards.
        List<Path> all = named.isEmpty() ? List.of(UsualFolder.of(file).resolve(RunFolder.RESULTS)) : named;
        return ResultsFiles.named(all, ExitCode.COULD_NOT_MEASURE);
    }

    /**
     * Requires that the run was measured with this file. This check comes first, because judging would only warn that
     * the file differs.
     */
    private RunHeader requireMeasuredWith(String sha256, Path source, JudgedRun judge) throws RunException {
        RunHeader[] header = new RunHeader[1];
        judge.read(source, entry -> {
            if (entry instanceof ResultsRecord.Run run) {
                header[0] = run.header();
            }
        });
        if (header[0].kind() == RunKind.CHECK && !header[0].thresholdsSha256().equals(sha256)) {
            throw refused("is not the file that the run in " + source + " was measured with: run coldgate check again");
        }
        return header[0];
    }

    /** Refuses a run that is named twice: a copy would count as another day's measurement. */
    private static void requireAnotherRun(RunHeader header, Path source, Map<RunHeader, Path> runs)
            throws RunException {
        Path same = runs.putIfAbsent(header, source);
        if (same != null) {
            throw new RunException(
                    ExitCode.USAGE,
                    source + ": is the same run as " + same + " (same start, seed and host): name each run once");
        }
    }

    /** Judges the files: several results files are either the shards of one build or a build each. */
    private List<Judgement> judge(ResultsFiles results, JudgedRun run) throws RunException {
        List<Path> files = results.files();
        if (files.size() == 1 && !results.wholeBuild()) {
            return List.of(run.judge(files.get(0)));
        }
        if (files.size() == 1 || !JoinedParts.areWhole(run, files)) {
            return List.of(new JoinedParts(run).judge(files));
        }
        List<Judgement> runs = new ArrayList<>();
        for (Path each : files) {
            runs.add(run.judge(each));
        }
        return runs;
    }

    private RatchetPlan plan(List<Judgement> runs, String text) throws RunException {
        Thresholds asWritten = read(text);
        RatchetPlan plan = Ratchet.plan(
                runs.stream().map(Judgement::results).toList(),
                text,
                check -> runs.stream()
                        .flatMap(run -> elsewhere(asWritten, check, run.header().platform()).stream())
                        .findFirst());
        read(plan.after());
        return plan;
    }

    /**
     * Returns why a limit is left alone, if it also applies to another platform: one platform's measurements must not
     * tighten it.
     */
    private static Optional<String> elsewhere(Thresholds asWritten, BudgetCheck check, String measuredOn) {
        return asWritten.functions().stream()
                .filter(function -> function.name().equals(check.function()))
                .map(FunctionSpec::target)
                .map(target -> target.platform().key())
                .filter(platform -> !platform.equals(measuredOn))
                .map(platform -> "measured on " + measuredOn + ", while the file says platform: " + platform)
                .findFirst();
    }

    private Thresholds read(String text) throws RunException {
        ReadResult result = ThresholdsReader.readText(text, file, file.toString(), ReadOptions.none());
        if (result.thresholds().isEmpty()) {
            Optional<Diagnostic> first = result.diagnostics().stream().findFirst();
            throw refused("would not be valid with tighter limits, so nothing was written: "
                    + first.map(each -> each.render(false)).orElse("unreadable"));
        }
        return result.thresholds().get();
    }

    private void replace(byte[] before, String after) throws IOException, RunException {
        Path target = file.toRealPath();
        if (!Arrays.equals(before, Files.readAllBytes(target))) {
            throw refused("was changed while it was read, so nothing was written: try again");
        }
        if (Files.getFileAttributeView(target, PosixFileAttributeView.class) == null) {
            Disk.replace(target, after);
        } else {
            Disk.replace(target, after, Files.getPosixFilePermissions(target));
        }
    }

    private RunException refused(String why) {
        return new RunException(ExitCode.USAGE, file + ": " + why);
    }
}
