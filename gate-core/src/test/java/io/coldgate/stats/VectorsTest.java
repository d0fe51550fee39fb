package io.coldgate.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every reference case of the rule, field by field. {@code -Dcoldgate.vectors=FILE} runs another file of the same form.
 */
class VectorsTest {
    private static final String FILE = System.getProperty("coldgate.vectors", "");

    @TestFactory
    Stream<DynamicTest> everyVectorIsReproduced() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        int number = 0;
        for (JsonNode vector : read().path("vectors")) {
            String name = ++number + " " + Vectors.name(vector);
            tests.add(dynamicTest(name, () -> Vectors.check(vector)));
        }
        assertThat(tests)
                .as("vectors in %s", FILE.isEmpty() ? "the class path" : FILE)
                .isNotEmpty();
        return tests.stream();
    }

    @Test
    void anUnknownKindOfCaseIsAnError() throws IOException {
        JsonNode vector = new ObjectMapper().readTree("{\"case\":\"tarot\",\"input\":{},\"expected\":{\"luck\":1}}");
        assertThat(catchMessage(vector)).contains("tarot");
    }

    @Test
    void anExpectedFieldThatIsNotComputedIsAnError() throws IOException {
        JsonNode vector = new ObjectMapper()
                .readTree("{\"case\":\"min_pass_n\",\"input\":{\"p\":0.5,\"beta\":0.05},\"expected\":{\"n\":6,"
                        + "\"luck\":null}}");
        assertThat(catchMessage(vector)).contains("luck");
    }

    @Test
    void aValueThatDiffersInTheSixthDigitIsAnError() throws IOException {
        JsonNode vector = new ObjectMapper()
                .readTree("{\"case\":\"build\",\"input\":{\"alpha_build\":0.01,\"verdicts\":[\"PASS\"]},"
                        + "\"expected\":{\"level\":0.0100021,\"verdict\":\"PASS\"}}");
        assertThat(catchMessage(vector)).contains("level");
    }

    private static String catchMessage(JsonNode vector) {
        try {
            Vectors.check(vector);
        } catch (AssertionError error) {
            return Objects.requireNonNullElse(error.getMessage(), "");
        }
        return "";
    }

    private static JsonNode read() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        if (!FILE.isEmpty()) {
            // The tests run in the module's folder; the file may be named from where Maven was started.
            Path fromRoot = Path.of(System.getProperty("coldgate.root", ".")).resolve(FILE);
            return mapper.readTree(Files.readAllBytes(Files.exists(fromRoot) ? fromRoot : Path.of(FILE)));
        }
        try (InputStream in = Objects.requireNonNull(VectorsTest.class.getResourceAsStream("vectors-public.json"))) {
            return mapper.readTree(in);
        }
    }
}
