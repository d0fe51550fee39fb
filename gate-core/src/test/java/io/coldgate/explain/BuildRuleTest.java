package io.coldgate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Arm;
import io.coldgate.sample.ArmBuild;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BuildRuleTest {
    private static Optional<ArmBuild> built(Map<String, String> settings) {
        return Optional.of(
                new ArmBuild("f", Arm.CANDIDATE, "go1.26", "f", "f", settings, Map.of(), true, false, 1, 1, Map.of()));
    }

    @Test
    void namesTheSettingsThatDiffer() {
        assertThat(BuildRule.of(
                        built(Map.of("-race", "true", "CGO_ENABLED", "1", "GOARCH", "amd64")),
                        built(Map.of("CGO_ENABLED", "0", "GOARCH", "amd64"))))
                .contains(new Advice(
                        "built-otherwise",
                        "the candidate was built with -race=true and CGO_ENABLED=1, the baseline with no -race and"
                                + " CGO_ENABLED=0",
                        "check the flags of the build first: they can slow every package",
                        ""));
    }

    @Test
    void saysNothingOfEqualOrUnknownSettings() {
        Optional<ArmBuild> known = built(Map.of("CGO_ENABLED", "0"));

        assertThat(BuildRule.of(known, built(Map.of("CGO_ENABLED", "0")))).isEmpty();
        assertThat(BuildRule.of(known, built(Map.of()))).isEmpty();
        assertThat(BuildRule.of(known, Optional.empty())).isEmpty();
    }
}
