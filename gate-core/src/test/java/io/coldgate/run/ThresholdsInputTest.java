package io.coldgate.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.ReadOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions that patterns choose. */
class ThresholdsInputTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = Files.writeString(folder.resolve(ThresholdsFile.NAME), """
                version: 1
                functions:
                  cart: { package: a.zip, budgets: { init_duration: { p50: 1s } } }
                  checkout: { package: a.zip, budgets: { init_duration: { p50: 1s } } }
                """);
    }

    @Test
    void starsAndQuestionMarksStandForCharacters() throws Exception {
        assertThat(selected("c*")).containsExactly("cart", "checkout");
        assertThat(selected("ca??")).containsExactly("cart");
        assertThat(selected("*out", "cart")).containsExactly("cart", "checkout");
        assertThat(selected()).containsExactly("cart", "checkout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[c]art", "{cart}", "{", "[", "ca\\rt", "nobody"})
    void allElseStandsForItselfAsItDoesForAWatch(String pattern) {
        assertThatThrownBy(() -> selected(pattern))
                .isInstanceOf(RunException.class)
                .hasMessage("coldgate: --function \"" + pattern + "\" matches no function of " + file
                        + "; it has: cart, checkout");
    }

    private List<String> selected(String... patterns) throws RunException {
        Thresholds all = ThresholdsInput.read(file, ReadOptions.none(), List.of(patterns));
        return ThresholdsInput.select(all, List.of(patterns)).functions().stream()
                .map(FunctionSpec::name)
                .toList();
    }
}
