package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.explain.Explanation;
import io.coldgate.explain.GrownPhase;
import io.coldgate.explain.Slower;
import io.coldgate.sample.ExplainedStart.Phase;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowerLinesTest {
    @TempDir
    private Path folder;

    private static Slower slower(String name, boolean importIsNew) {
        return slower(name, importIsNew, 3e7);
    }

    private static Slower slower(String name, boolean importIsNew, double nanos) {
        return new Slower(
                name,
                Slower.Kind.CAUSE,
                nanos,
                63_019,
                1_000_000,
                true,
                "",
                List.of("example.com/shop", name),
                "main.go:7",
                importIsNew,
                Optional.empty());
    }

    @Test
    void aPackageThatIsImportedAsBeforeIsNotCalledNewForAnInitThatIs() {
        assertThat(SlowerLines.what(slower("example.com/shop/price", false)))
                .isEqualTo("its init is new; +63,019 allocs");
    }

    @Test
    void aPackageThatANewImportBroughtInIsNewAndSoIsWorkInMain() {
        assertThat(SlowerLines.what(slower("example.com/audit", true))).isEqualTo("new; +63,019 allocs");
        assertThat(SlowerLines.what(slower(Slower.MAIN, false))).isEqualTo("new; +63,019 allocs");
    }

    @Test
    void aCauseThatTakesLessTimeHasOneSign() {
        Explanation known =
                ExplainedJudgements.twoFunctions(folder).explanations().get(0);
        Explanation explanation = with(known, List.of(slower("example.com/audit", true, -120_000)), List.of());

        assertThat(ExplanationText.render(explanation)).contains("\n  -0.12 ms  example.com/audit");
        assertThat(ExplanationText.summary(explanation))
                .anyMatch(line -> line.startsWith("-0.12 ms example.com/audit"));
    }

    @Test
    void aPhaseThatGrewAloneIsSaidInsteadOfNoEvidence() {
        Explanation known =
                ExplainedJudgements.twoFunctions(folder).explanations().get(0);
        Explanation explanation = with(known, List.of(), List.of(new GrownPhase(Phase.PROCESS_START, 13_500_000)));

        assertThat(ExplanationText.render(explanation))
                .contains("Slower than the baseline\n  +13.50 ms  process start\n")
                .contains("exec, kernel, loading\n")
                .doesNotContain("No evidence");
        assertThat(ExplanationText.summary(explanation))
                .contains("+13.50 ms process start")
                .noneMatch(line -> line.startsWith("no evidence"));
    }

    private static Explanation with(Explanation known, List<Slower> slower, List<GrownPhase> grown) {
        return new Explanation(
                known.function(),
                known.candidate(),
                known.baseline(),
                known.build(),
                slower,
                grown,
                known.tried(),
                known.advice(),
                known.notes());
    }
}
