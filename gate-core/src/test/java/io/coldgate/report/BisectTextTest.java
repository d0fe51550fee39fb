package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.bisect.BisectQuestion;
import io.coldgate.bisect.BisectState;
import io.coldgate.bisect.Commit;
import io.coldgate.bisect.CommitResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class BisectTextTest {
    private static final Commit BAD = new Commit("b".repeat(40), "Slow");

    private static BisectQuestion question(boolean derived) {
        return new BisectQuestion(
                "a".repeat(40), BAD.hash(), "checkout", "init_duration", "p50", .05, derived, "embedded", "");
    }

    private static String found(BisectState begun) {
        CommitResult slow = CommitResult.decided(BAD.hash(), true, 150, "5 -> 10 ms, +100 %", "proven");
        BisectState state = begun.and(slow).withParent(slow).ended(BisectState.Result.FOUND, List.of(BAD));
        return BisectText.render(state, BisectState.Result.FOUND, List.of(BAD));
    }

    @Test
    void aLimitThatFollowedFromTheStepIsNamedWithTheWayToSmallerSteps() {
        assertThat(found(BisectState.begun(question(true), 1).withTolerance(.19)))
                .endsWith("; limit +19%, between the fast commit and the slow one: --tolerance +5% finds smaller"
                        + " steps\n");
        assertThat(found(BisectState.begun(question(true), 1).withTolerance(.05)))
                .endsWith("; limit +5%\n");
        assertThat(found(BisectState.begun(question(false), 1))).endsWith("; limit +5%\n");
        assertThat(undecided("init_cpu")).endsWith("; limit +5%\n");
    }

    private static String undecided(String metric) {
        BisectQuestion question =
                new BisectQuestion("a".repeat(40), BAD.hash(), "checkout", metric, "p50", .05, true, "embedded", "");
        BisectState state = BisectState.begun(question, 1)
                .and(CommitResult.unbuilt(BAD.hash(), "no package"))
                .ended(BisectState.Result.UNDECIDED, List.of());
        return BisectText.render(state, BisectState.Result.UNDECIDED, List.of(BAD));
    }

    @Test
    void aLargerToleranceIsAdvisedWhereRoundsRanOutBelowALargeDifference() {
        Commit unclear = new Commit("c".repeat(40), "Comment");
        BisectQuestion question = question(false);
        BisectState state = BisectState.begun(question, 2)
                .and(CommitResult.decided(BAD.hash(), true, 150, "5 -> 33 ms, +560 %", "proven"))
                .and(CommitResult.open(unclear.hash(), CommitResult.Skip.ROUNDS, 150, "5 -> 5.1 ms, +2 %", "undecided"))
                .ended(BisectState.Result.ONE_OF, List.of(unclear, BAD));

        assertThat(BisectText.render(state, BisectState.Result.ONE_OF, List.of(unclear, BAD)))
                .contains("  the last one has checkout init_duration p50 5 -> 33 ms, +560 % beside the fast one: try a"
                        + " --tolerance nearer to that, or a steadier metric such as init_cpu\n");
    }

    @Test
    void aSteadierMetricIsAdvisedWhereThereIsOne() {
        assertThat(undecided("init_duration"))
                .startsWith("nothing can be said: ")
                .contains("; try a larger --max-samples, or a steadier metric such as init_cpu\n");
        assertThat(undecided("init_cpu"))
                .startsWith("nothing can be said: ")
                .contains("; try a larger --max-samples\n")
                .doesNotContain("steadier");
    }
}
