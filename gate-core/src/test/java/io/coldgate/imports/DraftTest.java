package io.coldgate.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What files say of their tool and host. */
class DraftTest {
    private static final ToolResults.Source SOURCE = new ToolResults.Source(Tool.JMH, "jmh.json");

    private final Draft draft = new Draft();

    @Test
    void eachValueOfAFactIsThereOnce() {
        for (int file = 0; file < 3; file++) {
            draft.fact("jdk", "17");
            draft.fact("jdk", "21");
        }
        draft.fact("jdk", "1");
        draft.fact("cpu", "");

        assertThat(draft.results(SOURCE).facts()).isEqualTo(Map.of("jdk", "17, 21, 1"));
    }

    @Test
    void aFactOfManyValuesIsCut() {
        for (int file = 0; file < 1000; file++) {
            draft.fact("jdk", "17." + file);
        }

        assertThat(draft.results(SOURCE).facts().get("jdk"))
                .startsWith("17.0, 17.1, ")
                .endsWith("\u2026")
                .hasSize(301);
    }
}
