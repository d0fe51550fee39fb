package io.coldgate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Arm;
import io.coldgate.sample.ArmBuild;
import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.Counters;
import io.coldgate.sample.ExplainedStart.End;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.ExplainedStart.Times;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CounterRulesTest {
    private static List<String> rules(int files, long readCalls) {
        ExplainedStart plain = new ExplainedStart(
                "f",
                Arm.CANDIDATE,
                Kind.PLAIN,
                End.NEXT,
                new Times(1, 2, 50_000_000, 0, 0),
                Optional.of(new Counters(50_000_000, 0, 0, 0, 0, readCalls, 0, 0, 1)),
                List.of(),
                0,
                0,
                Optional.empty(),
                "");
        ArmBuild build =
                new ArmBuild("f", Arm.CANDIDATE, "", "", "", Map.of(), Map.of(), false, false, files, 1, Map.of());
        return new CounterRules(ArmProfile.of(Collections.nCopies(12, plain)), Optional.of(build))
                .all().stream().map(Advice::rule).toList();
    }

    @Test
    void aPackageOfThousandsOfFilesThatAreReadIsToBeBundled() {
        assertThat(rules(5_000, 900)).containsExactly("many-files");
    }

    @Test
    void filesThatNobodyReadsCostNoStart() {
        assertThat(rules(5_000, 8)).isEmpty();
    }

    @Test
    void readingAFewFilesOftenIsAnotherMatter() {
        assertThat(rules(12, 900)).isEmpty();
    }
}
