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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A first draft of a thresholds file, which goes through the reader of such files and through a short calibration
 * before it is written. Both need a file beside the one that will be: a draft, which is removed again.
 */
public final class FirstDraft {
    /** Forty starts: enough for a median, and for a p95 with headroom that is a start and not a verdict. */
    private static final int ROUNDS = 20;

    private final RunListener listener;
    private final StopSignal stop = new StopSignal();
    private final Path base;
    private final String target;

    /** Looked up once, when it is needed first. */
    private @Nullable Optional<DefaultBranch> branch;

    /**
     * Drafts for one file.
     *
     * @param base the folder of the file that will be written
     * @param target its name for messages
     * @param listener who is told how the measuring goes
     */
    public FirstDraft(Path base, String target, RunListener listener) {
        this.listener = listener;
        this.base = base;
        this.target = target;
    }

    /** Returns what ends the measuring early, from another thread. */
    public StopSignal stopSignal() {
        return stop;
    }

    /** The functions with budgets, and whether the user stopped the measuring. */
    public record Measured(List<FirstFile.Entry> entries, boolean interrupted) {}

    /** A use of a draft while it is there. */
    private interface Use<T> {
        T with(Path file) throws IOException, RunException;
    }

    private <T> T draft(String text, Use<T> use) throws RunException {
        Path file = null;
        try {
            file = Files.createTempFile(base, ".thresholds", ".yaml");
            // After Ctrl-C the process may end before this thread comes to the removal below.
            file.toFile().deleteOnExit();
            Files.writeString(file, text);
            return use.with(file);
        } catch (IOException e) {
            throw new RunException(
                    ExitCode.USAGE, "coldgate: " + target + ": cannot be written: " + RunFolder.reason(e));
        } finally {
            remove(file);
        }
    }

    private static void remove(@Nullable Path file) throws RunException {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new RunException(
                    ExitCode.COULD_NOT_MEASURE, "coldgate: " + file + ": cannot be removed: " + RunFolder.reason(e));
        }
    }

    private ReadResult read(Path file) {
        return ThresholdsReader.read(file, target, ReadOptions.none());
    }

    /** Returns those that the reader takes, with placeholders; the others are left out with its first complaint. */
    public List<FirstFile.Entry> valid(List<FoundFunction> functions, List<Findings.LeftOut> leftOut)
            throws RunException {
        List<FirstFile.Entry> entries = new ArrayList<>();
        for (FoundFunction function : functions) {
            FirstFile.Entry entry = new FirstFile.Entry(function, FirstFile.PLACEHOLDER, false, Optional.empty());
            ReadResult result = draft(FirstFile.render(List.of(entry), List.of()), this::read);
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

    /** Returns why AWS is sure not to start the package that lies there; what is built yet is looked at then. */
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

    /** Fails on a text that the reader refuses: then this program has a defect, and nothing must be written. */
    public void requireValid(String text) throws RunException {
        ReadResult result = draft(text, this::read);
        if (result.thresholds().isEmpty()) {
            throw new IllegalStateException("the file would not be valid: "
                    + result.diagnostics().stream()
                            .map(Diagnostic::line)
                            .findFirst()
                            .orElse(""));
        }
    }

    /** Measures each by itself, so that one that does not build or start keeps no other from its budgets. */
    public Measured measure(List<FirstFile.Entry> entries, List<Findings.LeftOut> leftOut) throws RunException {
        List<FirstFile.Entry> measured = new ArrayList<>();
        for (FirstFile.Entry entry : entries) {
            try {
                CalibrationRun.Result result =
                        draft(FirstFile.render(List.of(entry), List.of()), file -> calibrate(file, read(file)));
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
                // The place is one in a draft, which nobody will find.
                String why =
                        e.problems().get(0).withoutPlace().lines().findFirst().orElse("");
                leftOut.add(new Findings.LeftOut(source(entry.function()), why));
            }
        }
        return new Measured(measured, false);
    }

    private CalibrationRun.Result calibrate(Path file, ReadResult draft) throws RunException {
        Thresholds read = draft.thresholds().orElseThrow();
        Thresholds shown = new Thresholds(file, target, read.sha256(), read.falseAlarm(), read.functions());
        CalibrationRun run = new CalibrationRun(
                new CalibrationRun.Options(
                        ROUNDS,
                        GateOptions.randomSeed(),
                        Optional.empty(),
                        Optional.of(UsualFolder.of(file, RunKind.CALIBRATION))),
                listener,
                stop);
        CalibrationRun.Result result = run.run(shown, shown);
        result.tell(listener);
        return result;
    }

    private FirstFile.Entry entry(FoundFunction function, String budgets, FunctionNoise noise) throws RunException {
        Optional<String> busy = FirstLimits.disturbance(noise);
        busy.ifPresent(line -> listener.error(function.name() + ": " + line));
        FoundFunction noted = busy.map(function::withNote).orElse(function);
        return new FirstFile.Entry(noted, budgets, true, comparison(function, Optional.of(noise)));
    }

    /** The entries with placeholders, for a file that nothing was measured for. */
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
            throw new RunException(ExitCode.INTERRUPTED, "coldgate: interrupted");
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
