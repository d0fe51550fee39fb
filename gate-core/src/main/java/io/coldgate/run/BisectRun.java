package io.coldgate.run;

import io.coldgate.bisect.BisectQuestion;
import io.coldgate.bisect.BisectState;
import io.coldgate.bisect.Bisection;
import io.coldgate.bisect.Commit;
import io.coldgate.bisect.Look;
import io.coldgate.build.CommitTree;
import io.coldgate.build.History;
import io.coldgate.explain.Explanation;
import io.coldgate.measure.StopSignal;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.RegressionBudget;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.Tolerance;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The search for the first slow commit between a fast and a slow one. Each commit is built in a worktree of the gate's
 * own and compared with the fast one in interleaved rounds until evidence decides. The risks of the thresholds file are
 * those of the whole search: each comparison has its share of them (docs/adr/0019-bisect.md).
 */
public final class BisectRun {
    private static final String STATE = "bisect.json";

    /** The slow commit itself, before the search, and the first slow one with its parent, after it. */
    private static final int BESIDES = 2;

    private final BisectOptions options;
    private final RunListener listener;
    private final StopSignal stop = new StopSignal();

    /**
     * The end of a search.
     *
     * @param exitCode 0 where one commit is found and proven, 3 where it is not, 130 when it was stopped
     * @param state all that was found
     * @param commits the commits that were searched, oldest first
     * @param explanation of the first slow commit beside the one before it
     * @param folder where the runs' files are
     */
    public record Result(
            int exitCode, BisectState state, List<Commit> commits, Optional<Explanation> explanation, Path folder) {
        /** Copies the list. */
        public Result {
            commits = List.copyOf(commits);
        }
    }

    /** A search that has not begun. */
    public BisectRun(BisectOptions options, RunListener listener) {
        this.options = options;
        this.listener = listener;
    }

    /** Returns what ends the search early, from another thread; the next one goes on where it ended. */
    public StopSignal stopSignal() {
        return stop;
    }

    /** The subject of a search, with all names resolved. */
    private record Subject(
            Thresholds thresholds,
            FunctionSpec function,
            Metric metric,
            BisectQuestion question,
            List<Commit> commits) {}

    /**
     * Says what would be searched; builds and measures nothing.
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
            Subject subject = subject();
            Path folder = options.run()
                    .output()
                    .orElseGet(() -> UsualFolder.ofBisection(options.run().file()));
            try (RunFolder files = RunFolder.open(folder);
                    CommitTree tree = CommitTree.open(subject.thresholds().folder())) {
                return new Search(subject, tree, files).run();
            }
        } catch (CommitTree.TreeException e) {
            throw new RunException(ExitCode.COULD_NOT_MEASURE, "coldgate: " + e.getMessage());
        } catch (IOException e) {
            throw new RunException(
                    ExitCode.COULD_NOT_MEASURE,
                    "coldgate: cannot bisect: " + Printable.escape(String.valueOf(e.getMessage()), 300));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static RunException interrupted() {
        return new RunException(ExitCode.INTERRUPTED, "coldgate: interrupted; nothing was measured");
    }

    private Subject subject() throws RunException, InterruptedException {
        Thresholds thresholds = ThresholdsInput.read(
                options.run().file(),
                new ReadOptions(
                        options.run().platform(),
                        options.run().maxSamples(),
                        options.run().fanOut()));
        FunctionSpec function = BisectSubject.function(thresholds, options.function());
        Metric metric = BisectSubject.metric(function, options.metric());
        History history = new History(thresholds.folder());
        try {
            String good = commit(history, options.good());
            String bad = commit(history, options.bad());
            if (!history.isAncestor(good, bad)) {
                throw new RunException(
                        ExitCode.USAGE,
                        "coldgate: " + Printable.quote(options.good()) + " is not in the history of "
                                + Printable.quote(options.bad()) + ": name a fast commit, then a later slow one");
            }
            List<Commit> commits = history.between(good, bad).stream()
                    .map(entry -> new Commit(entry.hash(), entry.subject()))
                    .toList();
            if (commits.isEmpty()) {
                throw new RunException(
                        ExitCode.USAGE,
                        "coldgate: " + Printable.quote(options.good()) + " and " + Printable.quote(options.bad())
                                + " are the same commit: there is nothing to search");
            }
            BisectQuestion question = new BisectQuestion(
                    good, bad, function.name(), metric.key(), options.quantile().key(), options.tolerance());
            return new Subject(thresholds, function, metric, question, commits);
        } catch (IOException e) {
            throw new RunException(
                    ExitCode.USAGE, "coldgate: git: " + Printable.escape(String.valueOf(e.getMessage()), 300));
        }
    }

    private static String commit(History history, String ref) throws RunException, IOException, InterruptedException {
        return history.commit(ref)
                .orElseThrow(() -> new RunException(
                        ExitCode.USAGE,
                        "coldgate: " + Printable.quote(ref)
                                + ": no such branch, tag or commit here: run git fetch, or name another"));
    }

    /** One search, from its beginning or from where an earlier one was stopped. */
    private final class Search {
        private final Subject subject;
        private final CommitTree tree;
        private final RunFolder files;
        private final Path folder;
        private final CommitComparison comparison;
        private final CommitComparison.Risks risks;
        private final Bisection bisection;
        private BisectState state;

        Search(Subject subject, CommitTree tree, RunFolder files) {
            this.subject = subject;
            this.tree = tree;
            this.files = files;
            this.folder = files.path();
            FunctionSpec function = subject.function();
            RegressionBudget limit = new RegressionBudget(
                    subject.metric(),
                    options.quantile(),
                    new Tolerance.Share(options.tolerance()),
                    function.location());
            this.comparison =
                    new CommitComparison(subject.thresholds(), function, limit, options.run(), listener, stop);
            int shares = Bisection.comparisons(subject.commits().size()) + BESIDES;
            this.risks = new CommitComparison.Risks(
                    subject.thresholds().falseAlarm() / shares,
                    function.limits().missed() / shares);
            this.bisection = new Bisection(subject.commits());
            this.state = BisectState.begun(subject.question(), subject.commits().size());
        }

        Result run() throws RunException, IOException, InterruptedException {
            resume();
            Commit bad = subject.commits().get(subject.commits().size() - 1);
            Look.Found whole = looked(bad, true);
            if (whole != Look.Found.SLOW) {
                return ended(
                        whole == Look.Found.FAST ? BisectState.Result.NOT_SLOWER : BisectState.Result.UNDECIDED,
                        List.of());
            }
            Bisection.Next next = bisection.next();
            while (next instanceof Bisection.Next.Compare compare) {
                bisection.looked(compare.commit().hash(), looked(compare.commit(), false));
                next = bisection.next();
            }
            return next instanceof Bisection.Next.First found
                    ? confirmed(found.commit())
                    : ended(BisectState.Result.ONE_OF, ((Bisection.Next.OneOf) next).commits());
        }

        private void resume() throws IOException {
            Path file = folder.resolve(STATE);
            if (options.anew() || !Files.isRegularFile(file)) {
                return;
            }
            BisectState.parse(Files.readString(file), subject.question()).ifPresent(known -> {
                known.looks().forEach(look -> {
                    state = state.and(look);
                    bisection.looked(look.commit(), look.found());
                });
                if (known.parent() != null) {
                    state = state.withParent(known.parent());
                }
                if (!state.looks().isEmpty()) {
                    listener.remark("going on with " + state.looks().size() + " comparisons of an earlier run in "
                            + folder + "; --anew forgets them");
                }
            });
        }

        /**
         * Compares with the fast commit, unless that is known.
         *
         * @param needed whether a commit that cannot be measured ends the search
         */
        private Look.Found looked(Commit commit, boolean needed)
                throws RunException, IOException, InterruptedException {
            Optional<Look> known = state.lookAt(commit.hash());
            if (known.isPresent()) {
                return known.get().found();
            }
            Look look = compare(commit, subject.question().good(), needed);
            state = state.and(look);
            files.replace(STATE, state.json());
            listener.remark(BisectLines.of(commit, look));
            return look.found();
        }

        private Look compare(Commit commit, String ref, boolean needed)
                throws RunException, IOException, InterruptedException {
            try {
                Thresholds there = checkedOut(commit);
                return comparison
                        .compare(there, commit.hash(), ref, risks, folder.resolve(commit.shortHash()))
                        .orElseThrow(Search.this::stopped);
            } catch (RunException e) {
                if (needed || e.exitCode() == ExitCode.INTERRUPTED) {
                    throw e;
                }
                return skipped(commit, e.problems().get(0).line());
            } catch (CommitTree.TreeException e) {
                return skipped(commit, e.getMessage());
            }
        }

        private static Look skipped(Commit commit, String why) {
            return new Look(
                    commit.hash(),
                    Look.Found.SKIPPED,
                    "",
                    why.lines().collect(Collectors.joining(" ")).strip());
        }

        private RunException stopped() {
            return new RunException(
                    ExitCode.INTERRUPTED,
                    "coldgate: interrupted; " + state.looks().size() + " comparisons are kept in " + folder
                            + ", run the same command again to go on");
        }

        private Thresholds checkedOut(Commit commit)
                throws RunException, IOException, InterruptedException, CommitTree.TreeException {
            if (stop.requested()) {
                throw stopped();
            }
            Path there = tree.checkOut(commit.hash(), subject.thresholds().folder());
            Files.createDirectories(there);
            Path name = subject.thresholds().file().getFileName();
            return comparison.in(
                    there.resolve(name),
                    subject.function().source().packagePath().map(tree::inTree));
        }

        /** Compares the first slow commit with the one before it, which was called fast by a comparison of its own. */
        private Result confirmed(Commit first) throws RunException, IOException, InterruptedException {
            int index = subject.commits().indexOf(first);
            String before = index == 0
                    ? subject.question().good()
                    : subject.commits().get(index - 1).hash();
            @Nullable Look known = state.parent();
            Look look = known;
            if (index == 0) {
                look = state.lookAt(first.hash()).orElseThrow();
            } else if (known == null || !known.commit().equals(first.hash())) {
                look = compare(first, before, false);
            }
            state = state.withParent(Objects.requireNonNull(look));
            boolean proven = look.found() == Look.Found.SLOW;
            return ended(proven ? BisectState.Result.FOUND : BisectState.Result.UNCONFIRMED, List.of(first), before);
        }

        private Result ended(BisectState.Result how, List<Commit> among)
                throws RunException, IOException, InterruptedException {
            return ended(how, among, "");
        }

        private Result ended(BisectState.Result how, List<Commit> among, String before)
                throws RunException, IOException, InterruptedException {
            state = state.ended(how, among);
            files.replace(STATE, state.json());
            Optional<Explanation> explanation = how == BisectState.Result.FOUND && options.explained()
                    ? explained(among.get(0), before)
                    : Optional.empty();
            int exitCode = how == BisectState.Result.FOUND ? ExitCode.PASS : ExitCode.INCONCLUSIVE;
            return new Result(exitCode, state, subject.commits(), explanation, folder);
        }

        private Optional<Explanation> explained(Commit first, String before)
                throws RunException, IOException, InterruptedException {
            try {
                Thresholds there = checkedOut(first);
                GateOptions run = options.run().toBuilder()
                        .output(folder.resolve("explain"))
                        .build();
                ExplanationRun explaining = new ExplanationRun(
                        new ExplanationRun.Options(true, Optional.of(before), ExplainChoice.USUAL, run),
                        listener,
                        stop);
                return explaining.run(there).explanations().stream().findFirst();
            } catch (RunException | CommitTree.TreeException e) {
                listener.error("could not explain " + first.shortHash() + ": " + e.getMessage());
                return Optional.empty();
            }
        }
    }
}
