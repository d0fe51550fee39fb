package io.coldgate.run.bisect;

import io.coldgate.bisect.BisectQuestion;
import io.coldgate.bisect.BisectState;
import io.coldgate.bisect.Commit;
import io.coldgate.build.CommitTree;
import io.coldgate.build.Git;
import io.coldgate.build.GitException;
import io.coldgate.build.History;
import io.coldgate.explain.Explanation;
import io.coldgate.measure.StopSignal;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.RunFolder;
import io.coldgate.run.RunListener;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The search for the first slow commit between a fast and a slow one. Each commit is built in a worktree of the gate's
 * own and compared with the fast one in interleaved rounds until evidence decides. The error rates in the thresholds
 * file apply to the whole search; each comparison gets a share of them (docs/adr/0019-bisect.md).
 */
public final class BisectRun {
    private final BisectOptions options;
    private final RunListener listener;
    private final StopSignal stop = new StopSignal();

    /**
     * The end of a search.
     *
     * @param exitCode 0 when one commit is found and proven, 3 when not, 130 when the search was stopped
     * @param state everything that was found
     * @param commits the commits that were searched, oldest first
     * @param explanation of the first slow commit compared with its predecessor
     * @param folder where the runs' files are
     */
    public record Result(
            int exitCode, BisectState state, List<Commit> commits, Optional<Explanation> explanation, Path folder) {
        /** Copies the list. */
        public Result {
            commits = List.copyOf(commits);
        }
    }

    /** Prepares a search. */
    public BisectRun(BisectOptions options, RunListener listener) {
        this.options = options;
        this.listener = listener;
    }

    /** Returns the signal that stops the search early, from any thread; the next search resumes from there. */
    public StopSignal stopSignal() {
        return stop;
    }

    /**
     * Returns what would be searched; builds and measures nothing.
     *
     * @return the commits, oldest first
     * @throws RunException with exit code 2 for a mistake
     */
    public List<Commit> select() throws RunException {
        try {
            return subject().commits();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /**
     * Searches.
     *
     * @throws RunException with exit code 2 for a mistake, 4 when the fast or the slow commit cannot be measured
     */
    public Result run() throws RunException {
        try {
            BisectSubject subject = subject();
            try (RunFolder files = RunFolder.open(options.folder());
                    CommitTree tree = CommitTree.open(subject.thresholds().folder())) {
                BisectFiles own = BisectFiles.of(files, subject.question());
                return new BisectSearch(options, subject, tree, own, listener, stop).run();
            }
        } catch (GitException e) {
            throw new RunException(ExitCode.COULD_NOT_MEASURE, e.problem());
        } catch (IOException e) {
            throw new RunException(
                    ExitCode.COULD_NOT_MEASURE,
                    "cannot bisect: " + Printable.escape(String.valueOf(e.getMessage()), 300));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static RunException interrupted() {
        return new RunException(ExitCode.INTERRUPTED, "interrupted; nothing was measured");
    }

    private BisectSubject subject() throws RunException, InterruptedException {
        BisectInput input = BisectInput.read(options);
        Thresholds thresholds = input.thresholds();
        FunctionSpec function = input.function();
        History history = new History(thresholds.folder());
        try {
            String good = commit(history, options.good());
            String bad = commit(history, options.bad());
            if (!history.isAncestor(good, bad)) {
                throw new RunException(
                        ExitCode.USAGE,
                        Printable.quote(options.good()) + " is not in the history of " + Printable.quote(options.bad())
                                + ": name a fast commit, then a later slow one");
            }
            List<Commit> commits = history.between(good, bad).stream()
                    .map(entry -> new Commit(entry.hash(), entry.subject()))
                    .toList();
            if (commits.isEmpty()) {
                throw new RunException(
                        ExitCode.USAGE,
                        Printable.quote(options.good()) + " and " + Printable.quote(options.bad())
                                + " are the same commit: there is nothing to search");
            }
            input.requireReach(options, BisectSearch.shares(commits.size()));
            BisectQuestion question = new BisectQuestion(
                    good,
                    bad,
                    function.name(),
                    input.metric().key(),
                    options.quantile().key(),
                    options.firstTolerance(),
                    options.tolerance().isEmpty(),
                    function.target().platform().key(),
                    settings(thresholds, function));
            return new BisectSubject(thresholds, function, input.metric(), question, commits);
        } catch (Git.MissingException e) {
            throw new RunException(ExitCode.USAGE, e.problem());
        } catch (IOException e) {
            throw new RunException(ExitCode.USAGE, "git: " + Printable.escape(String.valueOf(e.getMessage()), 300));
        }
    }

    private static String settings(Thresholds thresholds, FunctionSpec function) throws RunException {
        try {
            return ComparisonSettings.sha256(thresholds, function);
        } catch (IOException e) {
            throw new RunException(
                    ExitCode.USAGE,
                    "an event or a layer of " + function.name() + " cannot be read: "
                            + Printable.escape(String.valueOf(e.getMessage()), 300));
        }
    }

    private static String commit(History history, String ref) throws RunException, IOException, InterruptedException {
        Optional<String> commit = history.commit(ref);
        if (commit.isEmpty()) {
            throw new RunException(ExitCode.USAGE, history.unknown(ref));
        }
        return commit.get();
    }
}
