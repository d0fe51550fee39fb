package io.coldgate.thresholds.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosticTest {
    private static final Location AT = new Location("thresholds.yaml", 12, 7);

    @Test
    void isOneLineAndACaret() {
        Diagnostic diagnostic = new Diagnostic(AT, "functions.a.memory", "wrong: do it right", "    memory: 512");
        assertThat(diagnostic.line()).isEqualTo("thresholds.yaml:12:7: functions.a.memory: wrong: do it right");
        assertThat(diagnostic.withCaret()).isEqualTo("""
                thresholds.yaml:12:7: functions.a.memory: wrong: do it right
                   12 |     memory: 512
                      |       ^""");
    }

    @Test
    void colorsThePlaceAndTheCaretOnlyWhenAsked() {
        Diagnostic diagnostic = new Diagnostic(AT, "", "wrong", "    memory: 512");
        assertThat(diagnostic.render(true)).isEqualTo("""
                \u001b[1mthresholds.yaml:12:7:\u001b[0m wrong
                \u001b[2m   12 | \u001b[0m    memory: 512
                \u001b[2m      | \u001b[0m      \u001b[1;31m^\u001b[0m""");
        assertThat(diagnostic.render(false)).doesNotContain("\u001b");
    }

    @Test
    void showsNoCaretWithoutALine() {
        assertThat(new Diagnostic(AT, "", "wrong", "").withCaret()).isEqualTo("thresholds.yaml:12:7: wrong");
    }

    @Test
    void escapesWhateverItWasGiven() {
        Diagnostic diagnostic =
                new Diagnostic(new Location("a\u001b[31m\n.yaml", 1, 1), "p\r", "m\u0007", "x\u001b[2J\ty\u202ez");
        assertThat(diagnostic.line()).isEqualTo("a\\u001b[31m\\n.yaml:1:1: p\\r: m\\u0007");
        assertThat(diagnostic.withCaret().lines().toList().get(1)).isEqualTo("    1 | x\ufffd[2J y\ufffdz");
        assertThat(diagnostic.withCaret().lines()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "init_duratoin, init_duration",
        "init-duration, init_duration",
        "InitDuration, init_duration",
        "duraton, duration",
        "billed, ",
        "x, ",
        "'', "
    })
    void suggestsWhatWasProbablyMeant(String written, String meant) {
        List<String> known = List.of("init_duration", "duration", "billed_duration");
        assertThat(DidYouMean.closest(written, known).orElse(null)).isEqualTo(meant);
    }
}
