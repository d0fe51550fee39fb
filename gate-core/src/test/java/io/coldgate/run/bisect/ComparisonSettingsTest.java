package io.coldgate.run.bisect;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.run.ThresholdsInput;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.ReadOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The digest by which a search tells the settings of its question from others. */
class ComparisonSettingsTest {
    private static final String FILE = """
            version: 1
            defaults: { confidence: { false-alarm: 1%, missed: 5% } }
            functions:
              shop:
                build: make shop
                package: shop.zip
                payload: event.json
                environment: { LEVEL: info, TABLE: orders, REGION: a, ZONE: b, STAGE: c }
                metrics: [{ name: orders, from: emf, unit: ms }]
                sampling: { discard: 0, max: 40 }
                budgets: { init_duration: { p50: 10s } }
            """;

    @TempDir
    Path folder;

    private String digest(String text) throws Exception {
        return digest(folder, text, Optional.empty());
    }

    private static String digest(Path folder, String text, Optional<PlatformName> platform) throws Exception {
        Path file = Files.writeString(folder.resolve("thresholds.yaml"), text);
        if (!Files.exists(folder.resolve("event.json"))) {
            Files.writeString(folder.resolve("event.json"), "{}");
        }
        Thresholds thresholds =
                ThresholdsInput.read(file, new ReadOptions(platform, Optional.empty(), Optional.empty()));
        return ComparisonSettings.sha256(thresholds, thresholds.functions().get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "LEVEL: info > LEVEL: debug",
                "LEVEL: info > LEVELS: info",
                "make shop > make shop2",
                "shop.zip > other.zip",
                "discard: 0 > discard: 1",
                "false-alarm: 1% > false-alarm: 2%",
                "missed: 5% > missed: 6%",
                "name: orders > name: order",
                "from: emf > from: json:/orders",
                "unit: ms > unit: ms, better: higher",
                "unit: ms > unit: MB",
                "package: > memory: 256MB\\n    package:",
                "package: > timeout: 9s\\n    package:"
            })
    void eachSettingThatAComparisonDependsOnIsPartOfTheQuestion(String setting, String other) throws Exception {
        String changed = FILE.replace(setting, other.replace("\\n", "\n"));
        assertThat(changed).isNotEqualTo(FILE);

        assertThat(digest(changed)).isNotEqualTo(digest(FILE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {"p50: 10s > p50: 11s", "max: 40 > max: 80", "shop: > # moved down\\n  shop:"})
    void budgetsTheCapOnRoundsAndPlacesInTheFileAreNot(String setting, String other) throws Exception {
        String changed = FILE.replace(setting, other.replace("\\n", "\n"));
        assertThat(changed).isNotEqualTo(FILE);

        assertThat(digest(changed)).isEqualTo(digest(FILE));
    }

    @Test
    void anEventWithOtherContentAndAnotherPlatformAreAnotherQuestionAndAnotherFolderIsNot() throws Exception {
        String before = digest(FILE);

        assertThat(digest(FILE)).isEqualTo(before);
        assertThat(digest(Files.createDirectory(folder.resolve("elsewhere")), FILE, Optional.empty()))
                .isEqualTo(before);
        assertThat(digest(folder, FILE, Optional.of(PlatformName.LOCALSTACK))).isNotEqualTo(before);
        Files.writeString(folder.resolve("event.json"), "{\"order\": 7}");
        assertThat(digest(FILE)).isNotEqualTo(before);
    }
}
