package io.coldgate.thresholds.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.stats.RecordedRule;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.diagnostic.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void itsExamplesCanBeRead() throws Exception {
        Matcher examples = EXAMPLE.matcher(reference());
        int count = 0;
        for (; examples.find(); count++) {
            ReadResult result = Corpus.read(folder, examples.group(1).getBytes(StandardCharsets.UTF_8));
            assertThat(result.diagnostics()).extracting(Diagnostic::line).isEmpty();
        }
        assertThat(count).isEqualTo(4);
    }

    @Test
    void thePageOnResultsHasExamplesThatCanBeReadAndTheNumbersOfTheRule() throws Exception {
        String page = Files.readString(
                Path.of(System.getProperty("coldgate.root", "..")).resolve("docs/results.md"));
        Matcher examples = EXAMPLE.matcher(page);
        int count = 0;
        for (; examples.find(); count++) {
            assertThat(Corpus.read(folder, examples.group(1).getBytes(StandardCharsets.UTF_8))
                            .diagnostics())
                    .extracting(Diagnostic::line)
                    .isEmpty();
        }
        assertThat(count).isEqualTo(4);
        StringBuilder fixed = new StringBuilder("beforehand |");
        StringBuilder free = new StringBuilder("it is not |");
        for (BudgetRule.Quantile quantile : Keys.QUANTILES.subList(0, 5)) {
            fixed.append(' ')
                    .append(new RecordedRule(quantile.p(), 1, false, .01, .05, true).firstPossiblePass())
                    .append(" |");
            free.append(' ')
                    .append(new RecordedRule(quantile.p(), 1, false, .01, .05, false).firstPossiblePass())
                    .append(" |");
        }
        assertThat(page).contains(fixed).contains(free);
        Keys.TOOLS.forEach(tool -> assertThat(page).contains("| `" + tool + "` |"));
    }

    @Test
    void itExplainsEveryKey() throws Exception {
        String reference = reference();
        Stream.of(
                        Keys.TOP,
                        Keys.DEFAULTS,
                        Keys.FUNCTION,
                        Keys.METRICS,
                        Keys.RULES,
                        ArtifactBudgetReader.KEYS,
                        Keys.BASELINE,
                        Keys.TOOLS,
                        Keys.RESULTS,
                        Keys.RESULT_RULES,
                        Keys.PLATFORMS)
                .flatMap(List::stream)
                .filter(key -> !key.equals("sampling") && !key.equals("confidence"))
                .forEach(key -> assertThat(reference).contains("`" + key + "`"));
        SamplingReader.KEYS.forEach(key -> assertThat(reference).contains("`sampling." + key + "`"));
        LimitsReader.CONFIDENCE_OF_DEFAULTS.forEach(key -> assertThat(reference).contains("`confidence." + key + "`"));
    }

    @Test
    void itGivesTheNumbersOfTheDecisionRule() throws Exception {
        for (BudgetRule.Quantile quantile : Keys.QUANTILES) {
            assertThat(reference().lines().filter(line -> line.startsWith("| `" + quantile.key() + "` |")))
                    .singleElement()
                    .asString()
                    .contains("| " + Decidable.firstPossiblePass(quantile, 0.05))
                    .endsWith("| " + Decidable.defaultCap(quantile) + " |");
            assertThat(reference().lines().filter(line -> line.startsWith("| `" + quantile.key() + ": +")))
                    .singleElement()
                    .asString()
                    .contains("| " + Decidable.firstPossibleRound(quantile, 0.05) + " rounds |")
                    .endsWith("| " + Decidable.defaultRounds(quantile) + " |");
        }
    }
}
