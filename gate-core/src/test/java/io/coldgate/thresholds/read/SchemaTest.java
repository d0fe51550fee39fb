package io.coldgate.thresholds.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import dev.harrel.jsonschema.providers.SnakeYamlNode;
import io.coldgate.facts.Architectures;
import io.coldgate.facts.Variables;
import io.coldgate.stats.Defaults;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.ThresholdsSchema;
import io.coldgate.thresholds.diagnostic.Diagnostic;
import io.coldgate.thresholds.read.value.Runtimes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema for editors says the same as the reader, as far as a schema can. */
class SchemaTest {
    private static final String SCHEMA = schemaText();
    private static final Validator VALIDATOR = new ValidatorFactory()
            .withDefaultDialect(new Dialects.Draft7Dialect())
            .withJsonNodeFactories(new JacksonNode.Factory(), new SnakeYamlNode.Factory())
            .createValidator();
    private static final URI COMPILED = VALIDATOR.registerSchema(SCHEMA);

    @TempDir
    private Path folder;

    private static String schemaText() {
        try (InputStream in = ThresholdsSchema.class.getResourceAsStream("thresholds.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Validator.Result validate(byte[] yaml) {
        return VALIDATOR.validate(COMPILED, new String(yaml, StandardCharsets.UTF_8));
    }

    static Stream<String> good() {
        return Corpus.names("good");
    }

    static Stream<String> bad() {
        return Corpus.names("bad");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    void bothAccept(String name) throws Exception {
        assertThat(Corpus.read(folder, Corpus.bytes(name)).diagnostics()).isEmpty();
        assertThat(validate(Corpus.bytes(name)).getErrors())
                .extracting(error -> error.getInstanceLocation() + ": " + error.getError())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void bothRefuse(String name) throws Exception {
        assertThat(Corpus.read(folder, Corpus.bytes(name)).diagnostics()).isNotEmpty();
        assertThat(validate(Corpus.bytes(name)).isValid()).isFalse();
    }

    @Test
    void bothRefuseEveryBadEntryByItself() throws Exception {
        int entries = 0;
        for (String name : List.of(
                "bad/baseline",
                "bad/baseline-ref",
                "bad/regression",
                "bad/counts",
                "bad/results",
                "bad/results-measured",
                "bad/cloud",
                "bad/watch")) {
            List<String> lines = new String(Corpus.bytes(name), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            for (String entry : lines.subList(3, lines.size())) {
                byte[] alone =
                        (String.join("\n", lines.subList(0, 3)) + "\n" + entry + "\n").getBytes(StandardCharsets.UTF_8);
                assertThat(Corpus.read(folder, alone).diagnostics()).as(entry).isNotEmpty();
                assertThat(validate(alone).isValid()).as(entry).isFalse();
                entries++;
            }
        }
        assertThat(entries).isGreaterThan(40);
    }

    @Test
    void bothAcceptThisRepositorysOwnFile() throws Exception {
        Path own = Path.of(System.getProperty("coldgate.root", "..")).resolve("thresholds.yaml");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(own));
        assertThat(ThresholdsReader.read(own, "thresholds.yaml", ReadOptions.none())
                        .diagnostics())
                .extracting(Diagnostic::line)
                .isEmpty();
        assertThat(validate(Files.readAllBytes(own)).isValid()).isTrue();
    }

    private static List<String> keys(String pointer) throws IOException {
        List<String> keys = new ArrayList<>();
        JsonNode node = new ObjectMapper().readTree(SCHEMA).at(pointer);
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static List<String> words(String pointer) throws IOException {
        List<String> words = new ArrayList<>();
        new ObjectMapper().readTree(SCHEMA).at(pointer).forEach(word -> words.add(word.asText()));
        return words;
    }

    @Test
    void bothKnowTheSameKeys() throws Exception {
        assertThat(keys("/properties")).hasSameElementsAs(Keys.TOP);
        assertThat(keys("/definitions/acceptance/properties")).hasSameElementsAs(Keys.ACCEPT);
        assertThat(words("/definitions/acceptance/properties/platform/enum")).isEqualTo(Keys.PLATFORMS);
        assertThat(keys("/definitions/defaults/properties")).hasSameElementsAs(Keys.DEFAULTS);
        assertThat(keys("/definitions/function/properties")).hasSameElementsAs(Keys.FUNCTION);
        assertThat(keys("/definitions/platformSettings/properties")).hasSameElementsAs(Keys.PLATFORM);
        assertThat(keys("/definitions/localstackSettings/properties")).hasSameElementsAs(Keys.LOCALSTACK);
        assertThat(keys("/definitions/embeddedSettings/properties")).hasSameElementsAs(Keys.EMBEDDED);
        assertThat(keys("/definitions/platforms/properties")).hasSameElementsAs(Keys.PLATFORMS);
        assertThat(keys("/definitions/vpc/properties")).hasSameElementsAs(Keys.VPC);
        assertThat(keys("/definitions/deployedFunction/oneOf/1/properties")).hasSameElementsAs(Keys.DEPLOYED);
        assertThat(words("/definitions/log-format/enum")).isEqualTo(Keys.LOG_FORMATS);
        assertThat(keys("/definitions/sampling/properties")).hasSameElementsAs(SamplingReader.KEYS);
        assertThat(keys("/definitions/confidence/properties")).hasSameElementsAs(LimitsReader.CONFIDENCE);
        assertThat(keys("/definitions/confidenceOfDefaults/properties"))
                .hasSameElementsAs(LimitsReader.CONFIDENCE_OF_DEFAULTS);
        assertThat(keys("/definitions/artifact/properties")).hasSameElementsAs(ArtifactBudgetReader.KEYS);
        assertThat(keys("/definitions/budgets/properties")).hasSameElementsAs(Keys.METRICS);
        assertThat(keys("/definitions/baseline/oneOf/1/properties")).hasSameElementsAs(Keys.BASELINE);
        assertThat(keys("/definitions/regression/properties")).hasSameElementsAs(Keys.METRICS);
        assertThat(keys("/definitions/relativeRules/properties")).hasSameElementsAs(Keys.QUANTILE_KEYS);
        assertThat(keys("/definitions/timeRules/properties")).hasSameElementsAs(Keys.RULES);
        assertThat(keys("/definitions/eventTimeRules/properties")).hasSameElementsAs(Keys.RULES);
        assertThat(keys("/definitions/eventSizeRules/properties")).hasSameElementsAs(Keys.RULES);
        assertThat(keys("/definitions/eventRelativeRules/properties")).hasSameElementsAs(Keys.QUANTILE_KEYS);
        assertThat(keys("/definitions/payloads/additionalProperties/oneOf/1/properties"))
                .hasSameElementsAs(PayloadsReader.KEYS);
        assertThat(keys("/definitions/sizeRules/properties")).hasSameElementsAs(Keys.RULES);
        assertThat(keys("/definitions/countRules/properties")).hasSameElementsAs(Keys.RULES);
        assertThat(keys("/definitions/countRelativeRules/properties")).hasSameElementsAs(Keys.QUANTILE_KEYS);
        assertThat(keys("/definitions/watch/properties")).hasSameElementsAs(WatchReader.KEYS);
        assertThat(keys("/definitions/watchLatency/properties")).hasSameElementsAs(WatchReader.LATENCY_KEYS);
        assertThat(keys("/definitions/watchInit/properties")).hasSameElementsAs(WatchReader.LATENCY_KEYS);
        assertThat(keys("/definitions/watchShare/properties")).hasSameElementsAs(WatchReader.SHARE_KEYS);
        assertThat(keys("/definitions/action/properties")).hasSameElementsAs(ActionsReader.KEYS);
        List<String> entry = new ArrayList<>(Keys.TOOLS);
        entry.addAll(Keys.RESULTS);
        assertThat(keys("/definitions/resultsEntry/properties")).hasSameElementsAs(entry);
        assertThat(keys("/definitions/resultSeries/properties")).hasSameElementsAs(Keys.RESULT_RULES);
        assertThat(keys("/definitions/resultRules/properties")).hasSameElementsAs(Keys.RESULT_RULES);
    }

    @Test
    void bothKnowTheSameWords() throws Exception {
        assertThat(words("/definitions/runtime/enum")).isEqualTo(Runtimes.KNOWN);
        assertThat(words("/definitions/architecture/enum")).isEqualTo(Architectures.NAMES);
        assertThat(words("/definitions/platform/enum")).isEqualTo(Keys.PLATFORMS);
        assertThat(words("/definitions/on-inconclusive/enum")).isEqualTo(LimitsReader.ON_INCONCLUSIVE);
        assertThat(words("/definitions/environment/propertyNames/not/enum")).hasSameElementsAs(Variables.RESERVED);
    }

    @Test
    void hoversGiveTheNumbersOfTheDecisionRule() throws Exception {
        for (BudgetRule.Quantile quantile : Keys.QUANTILES) {
            String hover = new ObjectMapper()
                    .readTree(SCHEMA)
                    .at("/definitions/timeRules/properties/" + quantile.key() + "/description")
                    .asText();
            assertThat(hover)
                    .contains(
                            "Can pass after " + Decidable.firstPossiblePass(quantile, Defaults.MISSED) + " cold starts")
                    .contains("at most " + Decidable.defaultCap(quantile) + " unless");
            String relative = new ObjectMapper()
                    .readTree(SCHEMA)
                    .at("/definitions/relativeRules/properties/" + quantile.key() + "/description")
                    .asText();
            assertThat(relative)
                    .contains("Can pass after " + Decidable.firstPossibleRound(quantile, Defaults.MISSED) + " rounds")
                    .contains("at most " + Decidable.defaultRounds(quantile) + " unless");
        }
    }

    @Test
    void everyKeyHasAHover() throws Exception {
        JsonNode schema = new ObjectMapper().readTree(SCHEMA);
        schema.at("/definitions")
                .forEach(definition ->
                        assertThat(definition.path("description").asText()).isNotBlank());
    }

    @Test
    void lambdasOwnListHasEveryRuntime() {
        List<String> ofTheSdk = Stream.of(software.amazon.awssdk.services.lambda.model.Runtime.values())
                .map(Object::toString)
                .toList();
        assertThat(ofTheSdk).containsAll(Runtimes.KNOWN);
    }
}
