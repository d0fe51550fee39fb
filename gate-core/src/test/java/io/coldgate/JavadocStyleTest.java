package io.coldgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Javadoc begins with a verb or a noun, and not with a riddle: CONTRIBUTING.md. */
class JavadocStyleTest {
    private static final Path ROOT = Path.of(System.getProperty("coldgate.root", ".."));

    private static final List<String> MODULES =
            List.of("lambda-facts", "embedded-lambda", "gate-core", "coldgate-maven-plugin", "jmh-benches", "fuzzing");

    /** A comment whose first word only the declaration below it explains. */
    private static final Pattern RIDDLE =
            Pattern.compile("/\\*\\*\\s*(?:\\*\\s*)?(What|Those|None|Whether|Which|Why|How|Where|Who|Whose)\\b.*");

    @Test
    void everyCommentNamesItsSubject() throws IOException {
        List<String> riddles = new ArrayList<>();
        int files = 0;
        for (String module : MODULES) {
            try (Stream<Path> sources = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path source : sources.filter(file -> file.toString().endsWith(".java"))
                        .toList()) {
                    files++;
                    Matcher matcher = RIDDLE.matcher(Files.readString(source));
                    while (matcher.find()) {
                        riddles.add(
                                source.getFileName() + ": " + matcher.group().replaceAll("\\s+", " "));
                    }
                }
            }
        }
        assertThat(files).isGreaterThan(300);
        assertThat(riddles).isEmpty();
    }
}
