package io.coldgate.report;

import io.coldgate.bisect.BisectState;
import io.coldgate.bisect.Commit;
import io.coldgate.bisect.CommitResult;
import io.coldgate.sample.Metric;
import io.coldgate.unit.Counted;
import io.coldgate.unit.Percentage;
import java.util.List;
import java.util.Optional;

/** The end of a bisection in words. */
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
        String tolerance = "+" + Percentage.format(state.question().tolerance());
        String subject = state.question().function() + " " + state.question().metric() + " "
                + state.question().quantile();
        StringBuilder out = new StringBuilder();
        switch (result) {
            case FOUND ->
                out.append("the first slow commit is ")
                        .append(named(state.first().get(0)))
                        .append('\n')
                        .append("  beside the one before it: ")
                        .append(subject)
                        .append(' ')
                        .append(measured(state))
                        .append('\n');
            case UNCONFIRMED ->
                out.append("the first commit that is proven slower than the fast one is ")
                        .append(named(state.first().get(0)))
                        .append('\n')
                        .append("  but it is not proven slower than the one before it: ")
                        .append(measured(state))
                        .append("\n  either several commits make it slow, each by less than the tolerance, or a"
                                + " comparison was wrong: try a smaller --tolerance between commits near it\n");
            case ONE_OF -> {
                out.append("the first slow commit is one of these; all but the last could not be judged:\n");
                state.first()
                        .forEach(commit -> out.append("  ")
                                .append(named(commit))
                                .append(why(state, commit))
                                .append('\n'));
                out.append(sooner(state, subject));
            }
            case NOT_SLOWER ->
                out.append("nothing to find: ")
                        .append(named(commits.get(commits.size() - 1)))
                        .append(" is within ")
                        .append(tolerance)
                        .append(" of the fast commit: ")
                        .append(subject)
                        .append(' ')
                        .append(ofWhole(state, commits))
                        .append('\n');
            case UNDECIDED ->
                out.append("nothing can be said: ")
                        .append(named(commits.get(commits.size() - 1)))
                        .append(" could not be told from the fast commit: ")
                        .append(subject)
                        .append(' ')
                        .append(ofWhole(state, commits))
                        .append("; try a larger --max-samples")
                        .append(steadier(state))
                        .append('\n');
        }
        long skipped = state.looks().stream()
                .filter(compared -> compared.found() == CommitResult.Found.SKIPPED)
                .count();
        return out.append("  ")
                .append(Counted.of(commits.size(), "commit"))
                .append(", ")
                .append(state.looks().size())
                .append(" compared with the fast one, ")
                .append(skipped)
                .append(" of them skipped; limit ")
                .append(tolerance)
                .append('\n')
                .toString();
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

    /** A tolerance far below what the slow commit costs takes rounds that tell nothing more about it. */
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
