package io.coldgate.gatling;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a run, from system properties, or from environment variables of the same names in capitals ({@code
 * coldgate.users-per-second}: {@code COLDGATE_USERS_PER_SECOND}). The property takes precedence.
 *
 * @param url the function URL ({@code coldgate.url}), the only required setting
 * @param users the number of users that come at once ({@code coldgate.users}, 40; at most 5,000)
 * @param usersPerSecond the number of users that arrive per second ({@code coldgate.users-per-second}, 20; at most
 *     5,000)
 * @param length the time during which users arrive ({@code coldgate.seconds}, 5; at most 3,600), in whole seconds as
 *     Gatling counts them
 * @param rounds how often each variant is tried ({@code coldgate.rounds}, 12; at most 1,000)
 * @param body the body of each request ({@code coldgate.body})
 * @param initHeader the response header in which the function reports the length of its init, in milliseconds, only in
 *     the first answer of an execution environment ({@code coldgate.init-header}); not needed on the embedded Lambda,
 *     which reports it itself
 * @param fresh a shell command that makes the function cold and waits until it is ({@code coldgate.fresh})
 * @param during a shell command during which the load lasts ({@code coldgate.during}); for Canary only
 * @param samples the file for the samples ({@code coldgate.samples}); absolute, because Gatling's own process starts in
 *     Maven's working directory
 */
record Settings(
        URI url,
        int users,
        double usersPerSecond,
        Duration length,
        int rounds,
        String body,
        Optional<String> initHeader,
        Optional<String> fresh,
        Optional<String> during,
        Optional<Path> samples) {

    /** One Gatling process opens no more connections than a system allows by default. */
    private static final int MOST_USERS = 5_000;

    private static final int MOST_SECONDS = 3_600;
    private static final int MOST_ROUNDS = 1_000;

    /** Returns the settings of this process. */
    static Settings ofProcess() {
        return from(name -> {
            String property = System.getProperty(name);
            return property != null ? property : System.getenv(variable(name));
        });
    }

    /**
     * Reads the settings.
     *
     * @param source returns the value of a property, or null
     * @throws IllegalArgumentException with one line that names the property and its wrong value
     */
    static Settings from(UnaryOperator<@Nullable String> source) {
        return new Settings(
                url(source),
                (int) number(source, "coldgate.users", 40, MOST_USERS, true),
                number(source, "coldgate.users-per-second", 20, MOST_USERS, false),
                Duration.ofSeconds((long) number(source, "coldgate.seconds", 5, MOST_SECONDS, true)),
                (int) number(source, "coldgate.rounds", 12, MOST_ROUNDS, true),
                text(source, "coldgate.body").orElse("{\"name\":\"Gatling\"}"),
                text(source, "coldgate.init-header").map(Settings::headerName),
                text(source, "coldgate.fresh"),
                text(source, "coldgate.during"),
                text(source, "coldgate.samples").map(Settings::absolute));
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static Optional<String> text(UnaryOperator<@Nullable String> source, String name) {
        return Optional.ofNullable(source.apply(name)).filter(value -> !value.isBlank());
    }

    private static URI url(UnaryOperator<@Nullable String> source) {
        String url = text(source, "coldgate.url")
                .orElseThrow(() -> new IllegalArgumentException("coldgate.url: not given: say which function to call,"
                        + " as in -Dcoldgate.url=http://127.0.0.1:9002/"));
        if (!url.matches("https?://[^\\s/]+(/\\S*)?")) {
            throw new IllegalArgumentException("coldgate.url: not an http or https URL: " + url);
        }
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("coldgate.url: not an http or https URL: " + url, e);
        }
    }

    private static double number(
            UnaryOperator<@Nullable String> source, String name, int otherwise, int most, boolean whole) {
        String text = text(source, name).orElse(String.valueOf(otherwise));
        try {
            double value = Double.parseDouble(text);
            if (value > 0 && value <= most && (!whole || value == Math.rint(value))) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        throw new IllegalArgumentException(
                name + ": not a " + (whole ? "whole " : "") + "number above 0 and up to " + most + ": " + text);
    }

    private static String headerName(String name) {
        if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            throw new IllegalArgumentException("coldgate.init-header: not a name of a header: " + name);
        }
        return name;
    }

    private static Path absolute(String path) {
        Path file = Path.of(path);
        if (!file.isAbsolute()) {
            throw new IllegalArgumentException("coldgate.samples: not an absolute path: " + path);
        }
        return file;
    }
}
