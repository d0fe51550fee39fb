package io.coldgate.thresholds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/thresholds.md shows files that can be read, and knows every key. */
class ReferenceTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(version: 1\n.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private static String reference() throws Exception {
        return Files.readString(
                Path.of(System.getProperty("coldgate.root", "..")).resolve("docs/thresholds.md"));
    }

    @Test
    void its_examples_can_be_read() throws Exception {
        Matcher examples = EXAMPLE.matcher(reference());
        int count = 0;
        for (; examples.find(); count++) {
            ReadResult result = Corpus.read(folder, examples.group(1).getBytes(StandardCharsets.UTF_8));
            assertThat(result.diagnostics()).extracting(Diagnostic::line).isEmpty();
        }
        assertThat(count).isEqualTo(2);
    }

    @Test
    void it_explains_every_key() throws Exception {
        String reference = reference();
        Stream.of(Keys.TOP, Keys.DEFAULTS, Keys.FUNCTION, Keys.METRICS, Keys.RULES, Keys.ARTIFACT, Keys.PLATFORMS)
                .flatMap(java.util.List::stream)
                .filter(key -> !key.equals("sampling") && !key.equals("confidence"))
                .forEach(key -> assertThat(reference).contains("`" + key + "`"));
        Keys.SAMPLING.forEach(key -> assertThat(reference).contains("`sampling." + key + "`"));
        Keys.CONFIDENCE_OF_DEFAULTS.forEach(key -> assertThat(reference).contains("`confidence." + key + "`"));
    }

    @Test
    void it_gives_the_numbers_of_the_decision_rule() throws Exception {
        for (BudgetRule.Quantile quantile : Keys.QUANTILES) {
            assertThat(reference().lines().filter(line -> line.startsWith("| `" + quantile.key() + "` |")))
                    .singleElement()
                    .asString()
                    .contains("| " + Decidable.firstPossiblePass(quantile, 0.05))
                    .endsWith("| " + Decidable.defaultCap(quantile) + " |");
        }
    }
}
