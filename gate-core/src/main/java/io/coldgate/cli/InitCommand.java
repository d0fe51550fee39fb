package io.coldgate.cli;

import io.coldgate.cli.option.Quiet;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.cli.terminal.TerminalListener;
import io.coldgate.init.Discovery;
import io.coldgate.init.Findings;
import io.coldgate.init.FirstFile;
import io.coldgate.init.Host;
import io.coldgate.run.ExitCode;
import io.coldgate.run.FirstDraft;
import io.coldgate.run.FirstEvents;
import io.coldgate.run.RunException;
import io.coldgate.run.ShutdownSignal;
import io.coldgate.run.ThresholdsFile;
import io.coldgate.unit.Counted;
import io.coldgate.unit.Disk;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ShellWord;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coldgate init}: writes a first thresholds file from what it finds in a folder. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes a first thresholds.yaml from the packages, Go programs and SAM templates below a folder, with"
                    + " budgets measured here. An existing file is never overwritten.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  coldgate init", "  coldgate init services --no-measure"})
final class InitCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(arity = "0..1", paramLabel = "DIR", defaultValue = ".", description = "Where to look (default: here).")
    private Path folder = Path.of(".");

    @Option(names = "--no-measure", description = "Build and start nothing; the file gets placeholders for budgets.")
    private boolean noMeasure;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The file to write (default: thresholds.yaml in DIR).")
    private @Nullable Path file;

    @Mixin
    private final Quiet quiet = new Quiet(Quiet.NO_PROGRESS);

    InitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws RunException {
        if (!Files.isDirectory(folder)) {
            throw usage(folder + ": no such folder");
        }
        Path target = file == null ? folder.resolve(ThresholdsFile.NAME).normalize() : file;
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw exists(target);
        }
        Path base = target.toAbsolutePath().normalize().getParent();
        if (base == null || !Files.isDirectory(base)) {
            throw usage(target + ": its folder does not exist");
        }
        requireWritable(base, target);
        FirstDraft draft =
                new FirstDraft(base, target.toString(), new TerminalListener(terminal, quiet.wanted(), false));
        Findings findings = find(base);
        try (FirstEvents events = FirstEvents.write(base, findings)) {
            return draft(target, draft, findings, events);
        }
    }

    private int draft(Path target, FirstDraft draft, Findings findings, FirstEvents events) throws RunException {
        List<Findings.LeftOut> leftOut = new ArrayList<>(findings.leftOut());
        List<FirstFile.Entry> entries = draft.valid(findings.functions(), leftOut);
        requireSome(entries, leftOut, ExitCode.USAGE);
        if (noMeasure) {
            entries = draft.unmeasured(entries);
        } else {
            FirstDraft.Measured measured;
            try (ShutdownSignal signal = new ShutdownSignal(draft.stopSignal())) {
                measured = draft.measure(entries, leftOut);
            }
            if (measured.interrupted()) {
                return ExitCode.INTERRUPTED;
            }
            entries = measured.entries();
            requireSome(entries, leftOut, ExitCode.COULD_NOT_MEASURE);
        }
        String text = FirstFile.render(entries, leftOut);
        draft.requireValid(text);
        write(target, text);
        events.keep(entries);
        terminal.out()
                .println(target + ": written: " + Counted.of(entries.size(), "function") + ", " + leftOut.size()
                        + " left out" + (leftOut.isEmpty() ? "" : ", with reasons at its end") + "; next: "
                        + next(target));
        return ExitCode.PASS;
    }

    /** Returns the command that checks the file from the current folder, quoted for a shell. */
    static String next(Path target) {
        boolean found = target.toAbsolutePath()
                .normalize()
                .equals(Path.of(ThresholdsFile.NAME).toAbsolutePath().normalize());
        return "coldgate check" + (found ? "" : " --file " + ShellWord.of(target.toString()));
    }

    /** Fails before the search if the file could not be written after it, which only an attempt can show. */
    private static void requireWritable(Path base, Path target) throws RunException {
        try {
            Files.delete(Files.createTempFile(base, ".coldgate-", ".tmp"));
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private Findings find(Path base) throws RunException {
        try {
            return Discovery.find(folder, base, Host.local());
        } catch (IOException e) {
            throw usage(folder + ": cannot be read: " + Disk.reason(e));
        }
    }

    private void requireSome(List<FirstFile.Entry> entries, List<Findings.LeftOut> leftOut, int exitCode)
            throws RunException {
        if (!entries.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder(folder
                + ": no function found that can run here; init looks for zip packages with a bootstrap, Go programs"
                + " that call lambda.Start, and SAM's template.yaml; nothing was written");
        leftOut.forEach(
                left -> message.append("\n  left out ").append(Printable.escape(left.what() + ": " + left.why(), 500)));
        throw new RunException(exitCode, message.toString());
    }

    private static void write(Path target, String text) throws RunException {
        try {
            Disk.create(target, text);
        } catch (FileAlreadyExistsException e) {
            throw exists(target);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private static RunException exists(Path target) {
        return usage(target + " exists and is never overwritten; name another file with --file");
    }

    private static RunException unwritable(Path target, IOException e) {
        return usage("cannot write " + target + ": " + Disk.reason(e) + "; name another file with --file");
    }

    private static RunException usage(String message) {
        return new RunException(ExitCode.USAGE, message);
    }
}
