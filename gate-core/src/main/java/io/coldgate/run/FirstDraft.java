package io.coldgate.run;

import io.coldgate.build.DefaultBranch;
import io.coldgate.build.PackageStarts;
import io.coldgate.calibrate.Calibration;
import io.coldgate.calibrate.FunctionNoise;
import io.coldgate.init.Findings;
import io.coldgate.init.FirstFile;
import io.coldgate.init.FoundFunction;
import io.coldgate.measure.StopSignal;
import io.coldgate.sample.RunKind;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.diagnostic.Diagnostic;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.read.ReadResult;
import io.coldgate.thresholds.read.ThresholdsReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A first draft of a thresholds file, which is checked by the thresholds reader and measured in a short calibration
 * before it is written.
 */
public final class FirstDraft {
    /**
     * Twenty rounds are forty starts: enough for a median, and for a p95 with headroom that serves as a first limit,
     * not a verdict.
     */
    private static final int ROUNDS = 20;

    /** The number of lines of a failure that go into a comment: what failed, where, and the first complaint. */
    private static final int MOST_LINES = 3;

    private final RunListener listener;
    private final StopSignal stop = new StopSignal();
    private final Path base;
    private final Path file;
    private final String target;

    /** The default branch, looked up when it is first needed. */
    @SuppressWarnings("NullableOptional") // null before the first look, empty when there is none
    private @Nullable Optional<DefaultBranch> branch;

    /**
     * Drafts one file.
     *
     * @param base the folder of the file that will be written
     * @param target the file's name in messages
     * @param listener receives the progress of the measurement
     */
    public FirstDraft(Path base, String target, RunListener listener) {
        this.listener = listener;
        this.base = base;
        this.file = base.resolve(String.valueOf(Path.of(target).getFileName()));
        this.target = target;
    }

    /** Returns the signal that stops the measurement early; other threads may use it. */
    public StopSignal stopSignal() {
        return stop;
    }

    /** The functions with budgets, and whether the user stopped the measuring. */
    public record Measured(List<FirstFile.Entry> entries, boolean interrupted) {}

    private ReadResult read(String text) {
        return ThresholdsReader.readText(text, file, target, ReadOptions.none());
    }

    /**
     * Returns the functions that the reader accepts, with placeholder budgets; each rejected one is added to
     * {@code leftOut} with the reader's first complaint.
     */
    public List<FirstFile.Entry> valid(List<FoundFunction> functions, List<Findings.LeftOut> leftOut) {
        List<FirstFile.Entry> entries = new ArrayList<>();
        for (FoundFunction function : functions) {
            FirstFile.Entry entry = new FirstFile.Entry(function, FirstFile.PLACEHOLDER, false, Optional.empty());
            ReadResult result = read(FirstFile.render(List.of(entry), List.of()));
            Optional<Diagnostic> mistake = result.diagnostics().stream().findFirst();
            if (mistake.isPresent()) {
                leftOut.add(new Findings.LeftOut(
                        source(function),
                        mistake.get().path() + ": " + mistake.get().message()));
            } else {
                Optional<String> obstacle = result.thresholds().flatMap(FirstDraft::obstacle);
                obstacle.ifPresentOrElse(
                        why -> leftOut.add(new Findings.LeftOut(source(function), why)), () -> entries.add(entry));
            }
        }
        return entries;
    }

    /**
     * Returns why AWS is certain not to start the existing package. A package that still has to be built is checked
     * later.
     */
    private static Optional<String> obstacle(Thresholds draft) {
        return draft.functions().stream()
                .filter(function -> function.source().build().isEmpty())
                .flatMap(function -> PackageStarts.of(function).stream())
                .filter(PackageStarts.Line::certain)
                .map(line -> line.problem().withoutPlace())
                .findFirst();
    }

    private static String source(FoundFunction function) {
        return function.notes().isEmpty() ? function.name() : function.notes().get(0);
    }

    /** Fails when the reader rejects the text: that is a defect of this program, and nothing must be written. */
    public void requireValid(String text) {
        ReadResult result = read(text);
        if (result.thresholds().isEmpty()) {
            throw new IllegalStateException("the file would not be valid: "
                    + result.diagnostics().stream()
                            .map(Diagnostic::line)
                            .findFirst()
                            .orElse(""));
        }
    }

    /**
     * Measures each function separately, so a function that fails to build or start does not cost the others their
     * budgets.
     */
    public Measured measure(List<FirstFile.Entry> entries, List<Findings.LeftOut> leftOut) throws RunException {
        List<FirstFile.Entry> measured = new ArrayList<>();
        Path folder = UsualFolder.of(Path.of(target), FirstFile.render(entries, List.of()), RunKind.CALIBRATION);
        for (FirstFile.Entry entry : entries) {
            try {
                CalibrationRun.Result result = calibrate(read(FirstFile.render(List.of(entry), List.of())), folder);
                if (result.exitCode() == ExitCode.INTERRUPTED) {
                    return new Measured(List.of(), true);
                }
                Optional<FunctionNoise> noise = result.calibration().flatMap(FirstDraft::measured);
                Optional<String> budgets = noise.flatMap(FirstLimits::budgets);
                if (budgets.isPresent()) {
                    measured.add(entry(entry.function(), budgets.get(), noise.orElseThrow()));
                } else {
                    leftOut.add(new Findings.LeftOut(source(entry.function()), trouble(result.calibration())));
                }
            } catch (RunException e) {
                // The location would point into a file that has not been written.
                String why = e.problems().get(0).withoutPlace();
                listener.error(entry.function().name() + ": left out: " + why);
                leftOut.add(new Findings.LeftOut(source(entry.function()), joined(why)));
            }
        }
        return new Measured(measured, false);
    }

    private CalibrationRun.Result calibrate(ReadResult draft, Path folder) throws RunException {
        Thresholds thresholds = draft.thresholds().orElseThrow();
        CalibrationRun run = new CalibrationRun(
                new CalibrationRun.Options(ROUNDS, GateOptions.randomSeed(), Optional.empty(), Optional.of(folder)),
                listener,
                stop);
        CalibrationRun.Result result = run.run(thresholds, thresholds);
        // The folder holds the last function's samples only, so it is not announced.
        result.tellTrouble(listener);
        result.end().tellLeft(listener);
        return result;
    }

    /**
     * Returns the first lines joined into one, for a comment: the compiler's complaint comes on the line after the
     * failure message.
     */
    private static String joined(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("^[ |]+", ""))
                .limit(MOST_LINES)
                .collect(Collectors.joining(" "));
    }

    private FirstFile.Entry entry(FoundFunction function, String budgets, FunctionNoise noise) throws RunException {
        Optional<String> busy = FirstLimits.disturbance(noise);
        busy.ifPresent(line -> listener.error(function.name() + ": " + line));
        FoundFunction noted = busy.map(function::withNote).orElse(function);
        return new FirstFile.Entry(noted, budgets, true, comparison(function, Optional.of(noise)));
    }

    /** Returns the entries with placeholder budgets, for a file whose functions were not measured. */
    public List<FirstFile.Entry> unmeasured(List<FirstFile.Entry> entries) throws RunException {
        List<FirstFile.Entry> all = new ArrayList<>();
        for (FirstFile.Entry entry : entries) {
            all.add(new FirstFile.Entry(
                    entry.function(),
                    FirstLimits.placeholder(),
                    false,
                    comparison(entry.function(), Optional.empty())));
        }
        return all;
    }

    private Optional<FirstFile.Comparison> comparison(FoundFunction function, Optional<FunctionNoise> noise)
            throws RunException {
        try {
            if (branch == null) {
                branch = DefaultBranch.of(base);
            }
            return FirstLimits.comparison(function, branch, noise);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunException(ExitCode.INTERRUPTED, "interrupted");
        }
    }

    private static Optional<FunctionNoise> measured(Calibration calibration) {
        return calibration.functions().stream()
                .filter(function -> function.trouble().isEmpty())
                .findFirst();
    }

    private static String trouble(Optional<Calibration> calibration) {
        return calibration.stream()
                .flatMap(found -> found.functions().stream())
                .map(function -> function.trouble().lines().findFirst().orElse(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("too many of its starts failed");
    }
}
