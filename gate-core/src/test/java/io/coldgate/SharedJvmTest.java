package io.coldgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The inner loop runs test classes side by side in one JVM: one that changes what all of them see must be
 * {@code @Isolated}. Classes with a tag run in a JVM where nothing runs beside them.
 */
class SharedJvmTest {
    private static final Pattern CHANGES_THE_JVM =
            Pattern.compile("(?:Locale\\.setDefault|TimeZone\\.setDefault|System\\.(?:setProperty|clearProperty|setOut"
                    + "|setErr|setIn)|AwsProperties\\.set)\\(");

    private static final Pattern ALONE = Pattern.compile("^@(?:Isolated|Tag)\\(", Pattern.MULTILINE);

    @Test
    void whatChangesTheJvmRunsAlone() throws IOException {
        assertThat(besideOthers(JavaSources.below("src/test/java"))).isEmpty();
    }

    @Test
    void aClassThatSetsTheLocaleBesideOthersIsFound() {
        Path name = Path.of("LocaleTest.java");
        String body = "class LocaleTest { void x() { Locale." + "setDefault(Locale.GERMANY); } }";

        assertThat(besideOthers(Map.of(name, body))).containsExactly(name);
        assertThat(besideOthers(Map.of(name, "@Isolated(\"it changes the locale\")\n" + body)))
                .isEmpty();
    }

    private static List<Path> besideOthers(Map<Path, String> sources) {
        return sources.entrySet().stream()
                .filter(source -> source.getKey().toString().endsWith("Test.java"))
                .filter(source -> CHANGES_THE_JVM.matcher(source.getValue()).find())
                .filter(source -> !ALONE.matcher(source.getValue()).find())
                .map(Map.Entry::getKey)
                .toList();
    }
}
