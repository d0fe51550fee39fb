package io.coldgate.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private final Properties properties = new Properties();

    @Test
    void needOnlyTheUrl() {
        properties.setProperty("coldgate.url", "http://127.0.0.1:9002/");

        Settings settings = Settings.from(properties);

        assertThat(settings.url()).hasToString("http://127.0.0.1:9002/");
        assertThat(settings.length()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.samples()).isEmpty();
    }

    @Test
    void takeAnAbsoluteFileForTheSamples() {
        properties.setProperty("coldgate.url", "http://127.0.0.1:9002");
        properties.setProperty("coldgate.samples", "/tmp/samples.jsonl");

        assertThat(Settings.from(properties).samples()).contains(Path.of("/tmp/samples.jsonl"));
    }

    @Test
    void sayInOneLineThatTheUrlIsMissing() {
        assertThatThrownBy(() -> Settings.from(properties))
                .hasMessageStartingWith("coldgate.url: not given")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "coldgate.url, ftp://127.0.0.1/",
        "coldgate.url, 127.0.0.1:9002",
        "coldgate.users-per-second, many",
        "coldgate.users-per-second, NaN",
        "coldgate.seconds, 0",
        "coldgate.samples, target/samples.jsonl"
    })
    void nameThePropertyAndTheWrongValue(String property, String value) {
        properties.setProperty("coldgate.url", "http://127.0.0.1:9002/");
        properties.setProperty(property, value);

        assertThatThrownBy(() -> Settings.from(properties))
                .hasMessageStartingWith(property + ": not a")
                .hasMessageEndingWith(value);
    }
}
