package io.coldgate.bisect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The file that a search goes on from, and that programs read. */
class BisectStateTest {
    private static final BisectQuestion QUESTION =
            new BisectQuestion("aaaa", "bbbb", "checkout", "init_duration", "p50", 0.05);

    private static BisectState whole() {
        return BisectState.begun(QUESTION, 3)
                .and(new Look("bbbb", Look.Found.SLOW, "3.8 -> 5.2 ms, +37 %", "proven"))
                .and(new Look("cccc", Look.Found.SKIPPED, "", "does not build"))
                .withParent(new Look("bbbb", Look.Found.SLOW, "3.8 -> 5.2 ms, +37 %", "proven"))
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
                    "tolerance" : 0.05
                  },
                  "commits" : 3,
                  "looks" : [ {
                    "commit" : "bbbb",
                    "found" : "SLOW",
                    "measured" : "3.8 -> 5.2 ms, +37 %",
                    "why" : "proven"
                  }, {
                    "commit" : "cccc",
                    "found" : "SKIPPED",
                    "measured" : "",
                    "why" : "does not build"
                  } ],
                  "parent" : {
                    "commit" : "bbbb",
                    "found" : "SLOW",
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
    void anotherQuestionAnotherVersionAndATornFileAreNoStateToGoOnFrom() {
        BisectQuestion other = new BisectQuestion("aaaa", "bbbb", "checkout", "init_duration", "p50", 0.1);

        assertThat(BisectState.parse(whole().json(), other)).isEmpty();
        assertThat(BisectState.parse(whole().json().replace("Version\" : 1", "Version\" : 2"), QUESTION))
                .isEmpty();
        assertThat(BisectState.parse(whole().json().substring(0, 200), QUESTION))
                .isEmpty();
        assertThat(BisectState.parse("null", QUESTION)).isEmpty();
        assertThat(BisectState.parse("{}", QUESTION)).isEmpty();
    }
}
