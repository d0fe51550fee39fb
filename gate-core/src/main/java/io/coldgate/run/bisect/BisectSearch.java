package io.coldgate.run.bisect;

import io.coldgate.bisect.BisectState;
import io.coldgate.bisect.Bisection;
import io.coldgate.bisect.Commit;
import io.coldgate.bisect.CommitResult;
import io.coldgate.bisect.SearchTolerance;
import io.coldgate.build.CommitTree;
import io.coldgate.build.GitException;
import io.coldgate.explain.Explanation;
import io.coldgate.measure.StopSignal;
import io.coldgate.run.ExitCode;
import io.coldgate.run.ExplainChoice;
import io.coldgate.run.ExplanationRun;
import io.coldgate.run.GateOptions;
import io.coldgate.run.RunException;
import io.coldgate.run.RunListener;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A search, from its beginning or resumed from where an earlier one was stopped. */
final class BisectSearch {
    /**
     * Comparisons besides those of the search itself: the slow commit before it, and the first slow commit with its
     * parent after it.
     */
    private static final int BESIDES = 2;

    /** The time until this process notices Ctrl-C: the signal reaches a build or git too, and may end it earlier. */
    private static final Duration UNTIL_HEARD = Duration.ofMillis(300);

    private final BisectOptions options;
    private final RunListener listener;
    private final StopSignal stop;
    private final BisectSubject subject;
    private final CommitTree tree;
    private final BisectFiles files;
    private final CommitComparison comparison;
    private final Bisection bisection;
    private BisectState state;

    BisectSearch(
            BisectOptions options,
            BisectSubject subject,
            CommitTree tree,
            BisectFiles files,
            RunListener listener,
            StopSignal stop) {
        this.options = options;
        this.listener = listener;
        this.stop = stop;
        this.subject = subject;
        this.tree = tree;
        this.files = files;
        FunctionSpec function = subject.function();
        this.comparison = new CommitComparison(subject.thresholds(), function, options.run(), listener, stop);
        this.bisection = new Bisection(subject.commits());
        this.state = BisectState.begun(subject.question(), subject.commits().size());
    }

    /** Returns the number of comparisons that share the error rates of a search among so many commits. */
    static int shares(int commits) {
        return Bisection.comparisons(commits) + BESIDES;
    }

    BisectRun.Result run() throws RunException, IOException, InterruptedException {
        resume();
        Commit bad = subject.commits().get(subject.commits().size() - 1);
        CommitResult.Found whole = looked(bad, true);
        if (whole != CommitResult.Found.SLOW) {
            return ended(
                    whole == CommitResult.Found.FAST ? BisectState.Result.NOT_SLOWER : BisectState.Result.UNDECIDED,
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
        if (options.anew()) {
            return;
        }
        files.read(subject.question()).ifPresent(known -> {
            state = known.resumed(comparison.maxRounds(rule(subject.question().tolerance())));
            state.looks().forEach(compared -> bisection.looked(compared.commit(), compared.found()));
            if (!state.looks().isEmpty()) {
                listener.remark("going on with " + Counted.of(state.looks().size(), "comparison")
                        + " of an earlier run in " + files.folder() + "; --anew forgets them");
            }
        });
    }

    /**
     * Compares a commit with the fast one, unless the result is known.
     *
     * @param needed whether it is the slow commit: the search ends if it cannot be measured
     */
    private CommitResult.Found looked(Commit commit, boolean needed)
            throws RunException, IOException, InterruptedException {
        Optional<CommitResult> known = state.resultOf(commit.hash());
        if (known.isPresent()) {
            return known.get().found();
        }
        CommitComparison.Rule rule = rule(needed ? subject.question().tolerance() : state.toleranceBetween());
        CommitResult compared =
                compare(commit, subject.question().good(), rule, needed, files.ofGood(commit, attempt(commit)));
        if (needed && compared.skip() == CommitResult.Skip.STARTS) {
            throw new RunException(
                    ExitCode.COULD_NOT_MEASURE,
                    "could not measure " + subject.function().name() + " at " + commit.shortHash() + ": "
                            + compared.why());
        }
        state = state.and(compared);
        boolean measuresTheStep =
                needed && subject.question().toleranceDerived() && compared.found() == CommitResult.Found.SLOW;
        if (measuresTheStep) {
            state = state.withTolerance(SearchTolerance.of(compared));
        }
        files.write(state);
        listener.remark(BisectLines.of(commit, compared));
        if (measuresTheStep && subject.commits().size() > 1) {
            listener.remark(BisectLines.between(state.toleranceBetween()));
        }
        return compared.found();
    }

    /** Returns the rule of a comparison, with its share of the error rates of the whole search. */
    private CommitComparison.Rule rule(double tolerance) {
        int shares = shares(subject.commits().size());
        FunctionSpec function = subject.function();
        return new CommitComparison.Rule(
                options.limit(function, subject.metric(), tolerance),
                subject.thresholds().falseAlarm() / shares,
                function.limits().missed() / shares);
    }

    /** Returns the number of the next comparison of a commit, from 1. */
    private int attempt(Commit commit) {
        return state.repeatedOf(commit.hash()) + 1;
    }

    private CommitResult compare(Commit commit, String ref, CommitComparison.Rule rule, boolean needed, Path folder)
            throws RunException, IOException, InterruptedException {
        Thresholds there = checkedOut(commit);
        try {
            return comparison
                    .compare(there, commit.hash(), ref, rule.of(attempt(commit)), folder)
                    .orElseThrow(this::stopped);
        } catch (RunException e) {
            if (e.exitCode() == ExitCode.INTERRUPTED) {
                throw e;
            }
            endIfStopped();
            if (needed) {
                throw e;
            }
            if (!comparison.isOfTheCommit(e)) {
                throw new RunException(
                        ExitCode.COULD_NOT_MEASURE,
                        e.problems(),
                        "the search ends at " + commit.shortHash() + "; " + goOn());
            }
            return CommitResult.unbuilt(
                    commit.hash(), onOneLine(e.problems().get(0).line()));
        }
    }

    private static String onOneLine(String text) {
        return text.lines().collect(Collectors.joining(" ")).strip();
    }

    private void endIfStopped() throws RunException, InterruptedException {
        TimeUnit.NANOSECONDS.sleep(UNTIL_HEARD.toNanos());
        if (stop.requested()) {
            throw stopped();
        }
    }

    private RunException stopped() {
        return new RunException(ExitCode.INTERRUPTED, "interrupted; " + goOn());
    }

    private String goOn() {
        int kept = state.looks().size();
        return kept == 0
                ? "nothing is decided yet: the same command begins anew"
                : "the same command goes on with what is decided: " + Counted.of(kept, "comparison") + " kept in "
                        + files.folder();
    }

    /** Checks a commit out. A failure of git ends the search; it says nothing about the commit. */
    private Thresholds checkedOut(Commit commit) throws RunException, IOException, InterruptedException {
        if (stop.requested()) {
            throw stopped();
        }
        try {
            Path there = tree.checkOut(commit.hash(), subject.thresholds().folder());
            Files.createDirectories(there);
            Path name = subject.thresholds().file().getFileName();
            return comparison.in(
                    there.resolve(name),
                    subject.function().source().packagePath().map(tree::inTree));
        } catch (GitException e) {
            endIfStopped();
            throw new RunException(
                    ExitCode.COULD_NOT_MEASURE,
                    commit.shortHash() + ": " + e.problem().line() + "; " + goOn());
        }
    }

    /**
     * Compares the first slow commit with its predecessor, which an earlier comparison found fast. The tolerance is the
     * first one: a commit that adds little to earlier, smaller steps is a step too.
     */
    private BisectRun.Result confirmed(Commit first) throws RunException, IOException, InterruptedException {
        int index = subject.commits().indexOf(first);
        String before = index == 0
                ? subject.question().good()
                : subject.commits().get(index - 1).hash();
        @Nullable CommitResult known = state.parent();
        CommitResult compared = known;
        if (index == 0) {
            compared = state.resultOf(first.hash()).orElseThrow();
        } else if (known == null || !known.commit().equals(first.hash())) {
            compared = compare(
                    first, before, rule(subject.question().tolerance()), false, files.ofParent(first, attempt(first)));
        }
        state = state.withParent(Objects.requireNonNull(compared));
        boolean proven = compared.found() == CommitResult.Found.SLOW;
        return ended(proven ? BisectState.Result.FOUND : BisectState.Result.UNCONFIRMED, List.of(first), before);
    }

    private BisectRun.Result ended(BisectState.Result how, List<Commit> among)
            throws RunException, IOException, InterruptedException {
        return ended(how, among, "");
    }

    private BisectRun.Result ended(BisectState.Result how, List<Commit> among, String before)
            throws RunException, IOException, InterruptedException {
        state = state.ended(how, among);
        files.write(state);
        Optional<Explanation> explanation = how == BisectState.Result.FOUND && options.explained()
                ? explained(among.get(0), before)
                : Optional.empty();
        int exitCode = how == BisectState.Result.FOUND ? ExitCode.PASS : ExitCode.INCONCLUSIVE;
        return new BisectRun.Result(exitCode, state, subject.commits(), explanation, files.folder());
    }

    private Optional<Explanation> explained(Commit first, String before)
            throws RunException, IOException, InterruptedException {
        try {
            Thresholds there = checkedOut(first);
            GateOptions run =
                    options.run().toBuilder().output(files.ofExplanation()).build();
            ExplanationRun explaining = new ExplanationRun(
                    new ExplanationRun.Options(true, Optional.of(before), ExplainChoice.USUAL, run), listener, stop);
            return explaining.run(there).explanations().stream().findFirst();
        } catch (RunException e) {
            return notExplained(first, e.problems().get(0).line());
        }
    }

    private Optional<Explanation> notExplained(Commit commit, String why) {
        listener.error("could not explain " + commit.shortHash() + ": " + why);
        return Optional.empty();
    }
}
