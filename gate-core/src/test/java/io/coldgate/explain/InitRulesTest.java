package io.coldgate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Arm;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InitRulesTest {
    private static final String OWN = "example.com/f/internal/table";

    private static List<Advice> advice(SimulatedStarts starts, List<Advice> said) {
        ArmProfile profile = ArmProfile.of(starts.take(Arm.CANDIDATE, 20, 100, 1));
        return new InitRules(
                        profile, name -> name.equals("main") || name.startsWith("example.com/f/"), List.of(), Map.of())
                .all(said);
    }

    @Test
    void aPackageOfTheProgramsOwnIsAdvisedOnAtItsHottestLine() {
        List<Advice> all = advice(SimulatedStarts.usual().init(OWN, 6e6, 10, 0), List.of());
        Advice own = all.stream()
                .filter(each -> each.rule().equals("own-init"))
                .findFirst()
                .orElseThrow();
        assertThat(own.at()).isEqualTo("/src/" + OWN + ".go:7");
        assertThat(own.action()).contains("sync.OnceValue");
        assertThat(own.evidence()).contains(OWN);
    }

    @Test
    void whatAMoreSpecificRuleHasNamedIsNotSaidAgain() {
        Advice waits = new Advice("waits", "", "", "/src/" + OWN + ".go:7");
        assertThat(advice(SimulatedStarts.usual().init(OWN, 6e6, 10, 0), List.of(waits)))
                .noneMatch(each -> each.evidence().contains(OWN));
    }

    @Test
    void aPackageOfAnotherModuleIsADependency() {
        assertThat(advice(SimulatedStarts.usual(), List.of()))
                .filteredOn(each -> each.evidence().contains("example.com/large"))
                .extracting(Advice::rule)
                .containsExactly("dependency-init");
    }

    @Test
    void aSmallPackageIsNotWorthAnAdvice() {
        assertThat(advice(SimulatedStarts.usual().init(OWN, .5e6, 10, 0), List.of()))
                .noneMatch(each -> each.evidence().contains(OWN));
    }
}
