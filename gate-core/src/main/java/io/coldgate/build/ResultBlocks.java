package io.coldgate.build;

import io.coldgate.sample.Arm;
import io.coldgate.thresholds.ResultBaseline;
import io.coldgate.unit.LastLines;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Runs the command of a {@link ResultBaseline.Measured} in blocks: each block runs it once in the working tree and once
 * in a worktree of the ref. Each side comes first in half of the blocks, which are chosen by the seed: a drift of the
 * host over the blocks cancels out, and a periodic disturbance cannot hit only one side.
 */
public final class ResultBlocks {
    private static final int LONGEST = 300;

    private final Path folder;
    private final Progress progress;
    private final RefWorktrees worktrees;

    /**
     * Blocks of the entries in one file.
     *
     * @param folder the thresholds file's folder, where commands run
     */
    public ResultBlocks(Path folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
        this.worktrees = new RefWorktrees(folder, progress, new Git("git"));
    }

    /** Receives the results of a block as soon as they are complete. */
    public interface Taken {
        /**
         * Reads the results.
         *
         * @param output the file or folder that the command wrote; it exists and is not empty
         * @return what is wrong with the results, in which case no further block is run
         */
        Optional<String> take(Arm arm, Path output);
    }

    /**
     * The end of all blocks.
     *
     * @param commit the full name of the ref's commit
     * @param problem why nothing can be judged; empty when all blocks are complete
     */
    public record Ended(String commit, Optional<String> problem) {}

    /**
     * Looks up the ref, without a checkout or a run.
     *
     * @throws PreparationException when it does not exist, with one line that says what to do
     */
    public void lookUp(ResultBaseline.Measured measured) throws PreparationException, InterruptedException {
        worktrees.lookUp(named(measured), RefWorktrees.At::commit);
    }

    private static RefWorktrees.Named named(ResultBaseline.Measured measured) {
        String key = measured.key();
        return new RefWorktrees.Named(
                measured.ref(),
                measured.location(),
                key.substring(0, key.lastIndexOf('.') + 1) + "ref",
                "compare with recorded results");
    }

    /**
     * Runs all blocks until one of them fails.
     *
     * @param into an empty folder, which keeps each block's results and what its command printed
     * @param patience the time for all blocks together; empty for no limit
     * @throws PreparationException when the ref cannot be checked out
     */
    public Ended measure(
            ResultBaseline.Measured measured, Path into, long seed, Optional<Duration> patience, Taken taken)
            throws PreparationException, InterruptedException {
        return worktrees.use(named(measured), at -> {
            Path worktree = worktrees.worktree(at);
            Path there = at.place().folderIn(worktree);
            if (!Files.isDirectory(there)) {
                throw at.named()
                        .broken(
                                at.shown() + " has no folder "
                                        + Printable.quote(
                                                worktree.relativize(there).toString())
                                        + ", where the command runs: use another ref",
                                false);
            }
            // If the command is interrupted, the next run discards the worktree.
            at.place().cache().beginBuild(at.commit(), key(measured, there));
            Optional<String> problem = new Run(measured, at, there, into, patience, taken).all(seed);
            if (problem.isEmpty()) {
                at.place().cache().endBuild(at.commit(), key(measured, there));
            }
            return new Ended(at.commit(), problem);
        });
    }

    private static List<String> key(ResultBaseline.Measured measured, Path folder) {
        List<String> key = new ArrayList<>(List.of("blocks"));
        key.addAll(measured.command());
        key.add(folder.toString());
        return key;
    }

    /** Returns for each block whether the candidate comes first, which it does in half of them. */
    static List<Boolean> order(int blocks, long seed) {
        Random random = new Random(seed);
        List<Boolean> order = new ArrayList<>();
        // For an odd number of blocks, the remaining one is drawn as well.
        boolean odd = random.nextBoolean();
        for (int i = 0; i < blocks; i++) {
            order.add(i == blocks - 1 && blocks % 2 == 1 ? odd : i % 2 == 0);
        }
        Collections.shuffle(order, random);
        return order;
    }

    /** One run of all blocks. */
    private final class Run {
        private final ResultBaseline.Measured measured;
        private final RefWorktrees.At at;
        private final Path there;
        private final Path into;
        private final Optional<Duration> patience;
        private final Taken taken;
        private final long began = System.nanoTime();

        Run(
                ResultBaseline.Measured measured,
                RefWorktrees.At at,
                Path there,
                Path into,
                Optional<Duration> patience,
                Taken taken) {
            this.measured = measured;
            this.at = at;
            this.there = there;
            this.into = into;
            this.patience = patience;
            this.taken = taken;
        }

        Optional<String> all(long seed) throws IOException, InterruptedException {
            if (measured.build().isPresent()) {
                for (Arm arm : Arm.values()) {
                    Optional<String> problem = build(arm, measured.build().get());
                    if (problem.isPresent()) {
                        return problem;
                    }
                }
            }
            int number = 0;
            for (boolean candidateFirst : order(measured.blocks(), seed)) {
                number++;
                Optional<String> problem = block(number, candidateFirst ? Arm.CANDIDATE : Arm.BASELINE);
                if (problem.isEmpty()) {
                    problem = block(number, candidateFirst ? Arm.BASELINE : Arm.CANDIDATE);
                }
                if (problem.isPresent()) {
                    return problem;
                }
            }
            return Optional.empty();
        }

        private Optional<String> build(Arm arm, List<String> command) throws IOException, InterruptedException {
            progress.step("building " + where(arm) + " for " + measured.source().path());
            Path log = into.resolve("build-" + arm.key() + ".log");
            return run(command, arm, log, log).map(problem -> "the build " + where(arm) + ": " + problem);
        }

        private Optional<String> block(int number, Arm arm) throws IOException, InterruptedException {
            String which = "block " + number + " of " + measured.blocks() + " " + where(arm);
            progress.step("measuring " + measured.source().tool().key() + ": " + which);
            Path place = Files.createDirectories(into.resolve(number + "-" + arm.key()));
            Path output = place.resolve(measured.name());
            Path log = place.resolveSibling(number + "-" + arm.key() + ".log");
            List<String> command = measured.command().stream()
                    .map(word -> word.replace(
                            ResultBaseline.Measured.OUT, output.toAbsolutePath().toString()))
                    .toList();
            Optional<String> problem = run(command, arm, measured.writes() ? log : output, log);
            if (problem.isEmpty()) {
                problem = missing(output, log);
            }
            if (problem.isEmpty()) {
                problem = taken.take(arm, output);
            }
            return problem.map(what -> which + ": " + what);
        }

        private String where(Arm arm) {
            return arm == Arm.CANDIDATE ? "in the working tree" : "at " + at.shown();
        }

        private Optional<String> missing(Path output, Path log) throws IOException {
            String remedy = "; what it printed is in " + log;
            if (!Files.exists(output)) {
                return Optional.of("the command made no " + measured.name() + " at {out}" + remedy);
            }
            if (Files.isDirectory(output)) {
                try (Stream<Path> files = Files.list(output)) {
                    return files.findAny().isEmpty()
                            ? Optional.of("the command left " + measured.name() + " empty" + remedy)
                            : Optional.empty();
                }
            }
            return Files.size(output) == 0
                    ? Optional.of(
                            measured.writes()
                                    ? "the command left " + measured.name() + " empty" + remedy
                                    : "the command printed nothing" + remedy)
                    : Optional.empty();
        }

        private Optional<String> run(List<String> command, Arm arm, Path printed, Path log)
                throws IOException, InterruptedException {
            Duration left = patience.map(all -> all.minusNanos(System.nanoTime() - began))
                    .orElse(Duration.ofMillis(Long.MAX_VALUE / 1_000_000));
            if (left.isNegative()) {
                return Optional.of("the time limit came before it");
            }
            ProcessBuilder program = new ProcessBuilder(command)
                    .directory((arm == Arm.CANDIDATE ? folder : there)
                            .toAbsolutePath()
                            .toFile())
                    .redirectOutput(printed.toFile());
            if (printed.equals(log)) {
                program.redirectErrorStream(true);
            } else {
                program.redirectError(log.toFile());
            }
            // On both sides, because a git hook's variables would point git in the worktree to the other repository.
            program.environment().keySet().removeAll(Git.LOCAL_VARIABLES);
            OptionalInt exit;
            try {
                exit = ChildProcess.run(program, left);
            } catch (IOException e) {
                // Java's message is "Cannot run program ... (in directory ...): error=2, No such file or directory".
                String reason = String.valueOf(e.getMessage()).replaceFirst("^.*error=[0-9]+, ", "");
                return Optional.of(
                        "cannot run " + Printable.quote(command.get(0)) + ": " + Printable.escape(reason, LONGEST));
            }
            if (exit.isEmpty()) {
                return Optional.of("the time limit ended it; allow more with --time-limit");
            }
            if (exit.getAsInt() == 0) {
                return Optional.empty();
            }
            ChildProcess.hearInterrupt(exit.getAsInt());
            Path said = Files.size(log) > 0 ? log : printed;
            return Optional.of(
                    "ended with exit code " + exit.getAsInt() + lastLine(said) + "; what it printed is in " + said);
        }
    }

    private static String lastLine(Path log) throws IOException {
        return LastLines.of(log, 1).stream()
                .findFirst()
                .map(line -> ": " + Printable.escape(line.strip(), LONGEST))
                .orElse("");
    }
}
