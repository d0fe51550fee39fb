package io.coldgate.bisect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The file that a search goes on from, and that programs read. */
class BisectStateTest {
    private static final BisectQuestion QUESTION =
            new BisectQuestion("aaaa", "bbbb", "checkout", "init_duration", "p50", 0.05, true, "embedded", "5e77");

    private static BisectState whole() {
        return BisectState.begun(QUESTION, 3)
                .and(CommitResult.decided("bbbb", true, 60, "3.8 -> 5.2 ms, +37 %", "proven")
                        .slowerBy(0.37, 0.25))
                .withTolerance(0.12)
                .and(CommitResult.unbuilt("cccc", "does not build"))
                .withParent(CommitResult.decided("bbbb", true, 60, "3.8 -> 5.2 ms, +37 %", "proven"))
                .ended(BisectState.Result.FOUND, List.of(new Commit("bbbb", "Compile \"it\" in init")));
    }

    @Test
    void itsFormatIsSealed() {
        assertThat(whole().json()).isEqualTo("""
                {
                  "schemaVersion" : 1,
                  "question" : {
                    "good" : "aaaa",
                    "bad" : "bbbb",
                    "function" : "checkout",
                    "metric" : "init_duration",
                    "quantile" : "p50",
                    "tolerance" : 0.05,
                    "toleranceDerived" : true,
                    "platform" : "embedded",
                    "settings" : "5e77"
                  },
                  "commits" : 3,
                  "looks" : [ {
                    "commit" : "bbbb",
                    "found" : "SLOW",
                    "maxRounds" : 60,
                    "change" : 0.37,
                    "atLeast" : 0.25,
                    "measured" : "3.8 -> 5.2 ms, +37 %",
                    "why" : "proven"
                  }, {
                    "commit" : "cccc",
                    "found" : "SKIPPED",
                    "skip" : "BUILD",
                    "maxRounds" : 0,
                    "measured" : "",
                    "why" : "does not build"
                  } ],
                  "tolerance" : 0.12,
                  "parent" : {
                    "commit" : "bbbb",
                    "found" : "SLOW",
                    "maxRounds" : 60,
                    "measured" : "3.8 -> 5.2 ms, +37 %",
                    "why" : "proven"
                  },
                  "result" : "FOUND",
                  "first" : [ {
                    "hash" : "bbbb",
                    "subject" : "Compile \\"it\\" in init"
                  } ]
                }
                """);
    }

    @Test
    void whatWasWrittenIsReadAgain() {
        assertThat(BisectState.parse(whole().json(), QUESTION)).contains(whole());
        BisectState begun = BisectState.begun(QUESTION, 3);
        assertThat(BisectState.parse(begun.json(), QUESTION)).contains(begun);
        assertThat(begun.result()).isNull();
        assertThat(Objects.requireNonNull(whole().parent()).commit()).isEqualTo("bbbb");
    }

    @Test
    void aSearchGoesOnWithEvidenceAndWithWhatCannotBeBuilt() {
        BisectState ended = whole().and(CommitResult.decided("dddd", false, 60, "3.8 -> 3.8 ms", "proven"));

        BisectState resumed = ended.resumed(10);

        assertThat(resumed.looks()).isEqualTo(ended.looks());
        assertThat(resumed.parent()).isEqualTo(ended.parent());
        assertThat(resumed.toleranceBetween()).isEqualTo(0.12);
        assertThat(resumed.repeated()).isEmpty();
        assertThat(resumed.result()).isNull();
        assertThat(resumed.first()).isEmpty();
    }

    @Test
    void whatStayedOpenIsComparedAgainOnlyWhereMoreRoundsOrOtherCircumstancesMayDecideIt() {
        CommitResult rounds = CommitResult.open("aaaa", CommitResult.Skip.ROUNDS, 60, "3.8 -> 4.0 ms", "open");
        CommitResult starts = CommitResult.open("bbbb", CommitResult.Skip.STARTS, 60, "", "10 of 10 starts failed");
        CommitResult busy =
                CommitResult.open("cccc", CommitResult.Skip.OTHER, 60, "3.8 -> 4.0 ms", "the host was busy");
        BisectState open =
                BisectState.begun(QUESTION, 3).and(rounds).and(starts).and(busy).withParent(rounds);

        BisectState same = open.resumed(60);
        assertThat(same.looks()).containsExactly(rounds);
        assertThat(same.parent()).isEqualTo(rounds);
        assertThat(same.repeated()).containsExactly(starts, busy);
        assertThat(open.resumed(59).looks()).containsExactly(rounds);

        BisectState more = open.resumed(61);
        assertThat(more.looks()).isEmpty();
        assertThat(more.parent()).isNull();
        assertThat(more.repeated()).containsExactly(rounds, starts, busy, rounds);
        assertThat(more.repeatedOf("aaaa")).isEqualTo(2);
        assertThat(BisectState.parse(more.json(), QUESTION)).contains(more);
    }

    @Test
    void aToleranceThatWasGivenHoldsFromTheBeginningAndADerivedOneFromTheSlowCommitOn() {
        BisectQuestion given =
                new BisectQuestion("aaaa", "bbbb", "checkout", "init_duration", "p50", 0.1, false, "embedded", "5e77");

        assertThat(BisectState.begun(given, 3).tolerance()).isEqualTo(0.1);
        assertThat(BisectState.begun(QUESTION, 3).tolerance()).isNull();
        assertThat(BisectState.begun(QUESTION, 3).toleranceBetween()).isEqualTo(0.05);
        assertThat(BisectState.parse(whole().json(), given)).isEmpty();
    }

    @Test
    void aStateOfAnEarlierVersionIsOneWithAToleranceThatWasGiven() {
        BisectQuestion given =
                new BisectQuestion("aaaa", "bbbb", "checkout", "init_duration", "p50", 0.05, false, "embedded", "5e77");
        String earlier = whole().json()
                .replace("    \"toleranceDerived\" : true,\n", "")
                .replace("  \"tolerance\" : 0.12,\n", "")
                .replace("    \"change\" : 0.37,\n    \"atLeast\" : 0.25,\n", "");

        assertThat(BisectState.parse(earlier, QUESTION)).isEmpty();
        assertThat(BisectState.parse(earlier, given).orElseThrow().toleranceBetween())
                .isEqualTo(0.05);
    }

    @Test
    void aSkippedCommitHasAReasonAndNoOtherHasOne() {
        String json = whole().json();

        assertThat(BisectState.parse(json.replace("\"skip\" : \"BUILD\",", ""), QUESTION))
                .isEmpty();
        assertThat(BisectState.parse(json.replace("\"SKIPPED\"", "\"FAST\""), QUESTION))
                .isEmpty();
        assertThat(BisectState.parse(json.replace("\"commit\" : \"cccc\",", ""), QUESTION))
                .isEmpty();
    }

    @Test
    void anotherQuestionAnotherVersionAndATornFileAreNoStateToGoOnFrom() {
        BisectQuestion other =
                new BisectQuestion("aaaa", "bbbb", "checkout", "init_duration", "p50", 0.1, true, "embedded", "5e77");

        assertThat(BisectState.parse(whole().json(), other)).isEmpty();
        assertThat(BisectState.parse(whole().json().replace("embedded", "aws"), QUESTION))
                .isEmpty();
        assertThat(BisectState.parse(whole().json().replace("5e77", "a17e"), QUESTION))
                .isEmpty();
        assertThat(BisectState.parse(whole().json().replace("Version\" : 1", "Version\" : 2"), QUESTION))
                .isEmpty();
        assertThat(BisectState.parse(whole().json().substring(0, 200), QUESTION))
                .isEmpty();
        assertThat(BisectState.parse("null", QUESTION)).isEmpty();
        assertThat(BisectState.parse("{}", QUESTION)).isEmpty();
    }
}
