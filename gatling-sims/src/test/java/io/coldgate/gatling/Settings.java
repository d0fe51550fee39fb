package io.coldgate.gatling;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * What the command line says of a run, as system properties.
 *
 * @param url the function URL ({@code coldgate.url}), the only one that must be given
 * @param usersPerSecond arrivals ({@code coldgate.users-per-second}, 5)
 * @param length how long users arrive ({@code coldgate.seconds}, 10)
 * @param body what is posted ({@code coldgate.body})
 * @param samples where the samples go ({@code coldgate.samples}); absolute, since Gatling's own process starts
 *     wherever Maven did
 */
record Settings(URI url, double usersPerSecond, Duration length, String body, Optional<Path> samples) {

    static Settings from(Properties properties) {
        return new Settings(
                url(properties),
                positive(properties, "coldgate.users-per-second", "5"),
                Duration.ofMillis(Math.round(positive(properties, "coldgate.seconds", "10") * 1000)),
                properties.getProperty("coldgate.body", "{\"name\":\"Gatling\"}"),
                Optional.ofNullable(properties.getProperty("coldgate.samples")).map(Settings::absolute));
    }

    private static URI url(Properties properties) {
        String url = properties.getProperty("coldgate.url", "");
        if (url.isBlank()) {
            throw new IllegalArgumentException(
                    "coldgate.url: not given: say which function to call, as in -Dcoldgate.url=http://127.0.0.1:9002/");
        }
        if (!url.matches("https?://[^\\s/]+(/\\S*)?")) {
            throw new IllegalArgumentException("coldgate.url: not an http or https URL: " + url);
        }
        return URI.create(url);
    }

    private static double positive(Properties properties, String name, String otherwise) {
        String text = properties.getProperty(name, otherwise);
        try {
            double value = Double.parseDouble(text);
            if (value > 0 && value <= 1e6) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw new IllegalArgumentException(name + ": not a number above 0 and up to a million: " + text);
    }

    private static Path absolute(String path) {
        Path file = Path.of(path);
        if (!file.isAbsolute()) {
            throw new IllegalArgumentException("coldgate.samples: not an absolute path: " + path);
        }
        return file;
    }
}
