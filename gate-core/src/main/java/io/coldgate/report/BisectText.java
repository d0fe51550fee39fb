package io.coldgate.report;

import io.coldgate.bisect.BisectState;
import io.coldgate.bisect.Commit;
import io.coldgate.bisect.CommitResult;
import io.coldgate.sample.Metric;
import io.coldgate.unit.Counted;
import io.coldgate.unit.Percentage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The outcome of a bisection as text. */
public final class BisectText {
    private static final String STEADIER = ", or a steadier metric such as " + Metric.INIT_CPU.key();

    private BisectText() {}

    /**
     * Returns what was found, complete lines.
     *
     * @param result how the search ended
     * @param commits the commits that were searched, oldest first
     */
    public static String render(BisectState state, BisectState.Result result, List<Commit> commits) {
        boolean between = result != BisectState.Result.NOT_SLOWER && result != BisectState.Result.UNDECIDED;
        String tolerance = "+"
                + Percentage.format(
                        between ? state.toleranceBetween() : state.question().tolerance());
        long skipped = state.looks().stream()
                .filter(compared -> compared.found() == CommitResult.Found.SKIPPED)
                .count();
        return ending(state, result, commits, tolerance) + "  " + Counted.of(commits.size(), "commit") + ", "
                + state.looks().size() + " compared with the fast one, " + skipped + " of them skipped; limit "
                + tolerance + (between ? smaller(state) : "") + "\n";
    }

    /** Returns a remark about steps below a limit that was derived from the slow commit's step. */
    private static String smaller(BisectState state) {
        double smallest = state.question().tolerance();
        return state.toleranceBetween() > smallest
                ? ", between the fast commit and the slow one: --tolerance +" + Percentage.format(smallest)
                        + " finds smaller steps"
                : "";
    }

    private static String ending(BisectState state, BisectState.Result result, List<Commit> commits, String tolerance) {
        String subject = state.question().function() + " " + state.question().metric() + " "
                + state.question().quantile();
        return switch (result) {
            case FOUND ->
                "the first slow commit is " + named(state.first().get(0)) + "\n  beside the one before it: " + subject
                        + " " + measured(state) + "\n";
            case UNCONFIRMED ->
                "the first commit that is proven slower than the fast one is "
                        + named(state.first().get(0))
                        + "\n  but it is not proven slower than the one before it: " + measured(state)
                        + "\n  either several commits make it slow, each by less than the tolerance, or a comparison"
                        + " was wrong: try a smaller --tolerance between commits near it\n";
            case ONE_OF ->
                state.first().stream()
                        .map(commit -> "  " + named(commit) + why(state, commit) + "\n")
                        .collect(Collectors.joining(
                                "",
                                "the first slow commit is one of these; all but the last could not be judged:\n",
                                sooner(state, subject)));
            case NOT_SLOWER ->
                "nothing to find: " + named(commits.get(commits.size() - 1)) + " is within " + tolerance
                        + " of the fast commit: " + subject + " " + ofWhole(state, commits) + "\n";
            case UNDECIDED ->
                "nothing can be said: " + named(commits.get(commits.size() - 1))
                        + " could not be told from the fast commit: " + subject + " " + ofWhole(state, commits)
                        + "; try a larger --max-samples" + steadier(state) + "\n";
        };
    }

    private static String named(Commit commit) {
        return commit.shortHash() + " " + commit.subject();
    }

    private static String measured(BisectState state) {
        CommitResult parent = state.parent();
        if (parent == null) {
            return "";
        }
        return parent.measured().isEmpty() ? parent.why() : parent.measured();
    }

    private static String ofWhole(BisectState state, List<Commit> commits) {
        return state.resultOf(commits.get(commits.size() - 1).hash())
                .map(compared ->
                        compared.measured().isEmpty() ? compared.why() : compared.measured() + "; " + compared.why())
                .orElse("");
    }

    /**
     * Returns the advice to raise the tolerance. A tolerance far below the slow commit's cost needs many rounds, which
     * reveal nothing more about the commit.
     */
    private static String sooner(BisectState state, String subject) {
        List<CommitResult> compared = state.first().stream()
                .flatMap(commit -> state.resultOf(commit.hash()).stream())
                .toList();
        boolean tooFewRounds = compared.stream().anyMatch(each -> each.skip() == CommitResult.Skip.ROUNDS);
        Optional<CommitResult> slow = compared.stream()
                .filter(each -> each.found() == CommitResult.Found.SLOW)
                .reduce((earlier, later) -> later);
        if (!tooFewRounds || slow.isEmpty()) {
            return "";
        }
        return "  the last one has " + subject + " " + slow.get().measured()
                + " beside the fast one: try a --tolerance nearer to that"
                + steadier(state) + "\n";
    }

    private static String steadier(BisectState state) {
        return state.question().metric().equals(Metric.INIT_CPU.key()) ? "" : STEADIER;
    }

    private static String why(BisectState state, Commit commit) {
        return state.resultOf(commit.hash())
                .filter(compared -> compared.found() == CommitResult.Found.SKIPPED)
                .map(compared -> ": " + compared.why())
                .orElse("");
    }
}
