package io.coldgate.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.artifact.GoBuild;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildSettingsTest {
    private static Map<String, String> of(Map<String, String> settings) {
        return BuildSettings.of(new GoBuild("go1.26", Optional.empty(), Optional.empty(), settings, Map.of()));
    }

    @Test
    void whatCanSlowAStartIsKeptAndWhatNamesAVersionIsNot() {
        assertThat(of(Map.of("-race", "true", "CGO_ENABLED", "1", "vcs.revision", "abc", "vcs.modified", "true")))
                .containsOnly(Map.entry("-race", "true"), Map.entry("CGO_ENABLED", "1"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "-s -w -X main.version=1.2.3, -s -w",
                "-X=main.version=1.2.3 -s, -s",
                "`-X 'main.key=a secret' -X \"main.other=b c\" -w`, -w",
            })
    void valuesThatTheLinkerSetsAreNoFlags(String flags, String kept) {
        assertThat(of(Map.of("-ldflags", flags))).containsOnly(Map.entry("-ldflags", kept));
    }

    @Test
    void linkedValuesAloneAreNoSetting() {
        assertThat(of(Map.of("-ldflags", "-X main.version=1.2.3"))).isEmpty();
    }

    @Test
    void aProfileIsTheSameInEachCheckout() {
        assertThat(of(Map.of("-pgo", "/tmp/baseline-1/cmd/f/default.pgo")))
                .containsOnly(Map.entry("-pgo", "default.pgo"));
    }
}
