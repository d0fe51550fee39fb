package io.coldgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Javadoc begins with a verb or a noun, and not with a riddle: CONTRIBUTING.md. */
class JavadocStyleTest {
    /** A comment whose first word only the declaration below it explains. */
    private static final Pattern RIDDLE =
            Pattern.compile("/\\*\\*\\s*(?:\\*\\s*)?(What|Those|None|Whether|Which|Why|How|Where|Who|Whose)\\b.*");

    @Test
    void everyCommentNamesItsSubject() throws IOException {
        List<String> riddles = new ArrayList<>();
        SortedMap<Path, String> sources = JavaSources.below("src/main/java");
        sources.forEach((source, text) -> RIDDLE.matcher(text)
                .results()
                .forEach(match -> riddles.add(source + ": " + match.group().replaceAll("\\s+", " "))));

        assertThat(sources).hasSizeGreaterThan(1000);
        assertThat(riddles).isEmpty();
    }
}
