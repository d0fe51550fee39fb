package io.coldgate.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private final Map<String, String> properties = new HashMap<>(Map.of("coldgate.url", "http://127.0.0.1:9002/"));

    private Settings read() {
        return Settings.from(properties::get);
    }

    @Test
    void needOnlyTheUrl() {
        Settings settings = read();

        assertThat(settings.url()).hasToString("http://127.0.0.1:9002/");
        assertThat(settings.users()).isEqualTo(40);
        assertThat(settings.length()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.samples()).isEmpty();
        assertThat(settings.fresh()).isEmpty();
    }

    @Test
    void takeAnAbsoluteFileForTheSamples() {
        properties.put("coldgate.samples", "/tmp/samples.jsonl");

        assertThat(read().samples()).contains(Path.of("/tmp/samples.jsonl"));
    }

    @Test
    void sayInOneLineThatTheUrlIsMissing() {
        properties.clear();

        assertThatThrownBy(this::read)
                .hasMessageStartingWith("coldgate.url: not given")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "coldgate.url, ftp://127.0.0.1/",
        "coldgate.url, 127.0.0.1:9002",
        "coldgate.url, http://127.0.0.1:9002/{name}",
        "coldgate.users, 0",
        "coldgate.users, 2.5",
        "coldgate.users, 5001",
        "coldgate.users-per-second, many",
        "coldgate.users-per-second, NaN",
        "coldgate.seconds, 0",
        "coldgate.seconds, 0.5",
        "coldgate.seconds, 3601",
        "coldgate.rounds, -1",
        "coldgate.init-header, X Init",
        "coldgate.samples, target/samples.jsonl"
    })
    void nameThePropertyAndTheWrongValue(String property, String value) {
        properties.put(property, value);

        assertThatThrownBy(this::read)
                .hasMessageStartingWith(property + ": not a")
                .hasMessageEndingWith(value)
                .hasMessageNotContaining("\n");
    }
}
