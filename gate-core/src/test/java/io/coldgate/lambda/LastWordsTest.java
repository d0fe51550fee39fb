package io.coldgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LastWordsTest {
    private static final String ID = "8f5f6f0c-9c5b-4f6e-8a5e-3a1f5a7f2b11";

    private static final String PANIC = """
            panic: STRIPE_KEY is not set

            goroutine 1 [running]:
            main.main()
            \t/src/main.go:45 +0x4ac
            """;

    private static final String TEXT_END = "START RequestId: " + ID + " Version: $LATEST\nRequestId: " + ID
            + " Error: Runtime exited with error: exit status 2\nRuntime.ExitError\nEND RequestId: " + ID
            + "\nREPORT RequestId: " + ID + "\tDuration: 9.00 ms\tStatus: error\tError Type: Runtime.ExitError\t\n";

    private static final String TEXT = "INIT_START Runtime Version: provided:al2023.v1\n" + PANIC
            + "INIT_REPORT Init Duration: 5.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.ExitError\n"
            + PANIC.replace("STRIPE_KEY", "SECOND_KEY")
            + "INIT_REPORT Init Duration: 5.00 ms\tPhase: invoke\tStatus: error\tError Type: Runtime.ExitError\n"
            + TEXT_END;

    private static final String JSON = PANIC
            + "{\"time\":\"2026-01-01T00:00:00.000Z\",\"type\":\"platform.initReport\","
            + "\"record\":{\"status\":\"error\"}}\n"
            + PANIC.replace("STRIPE_KEY", "SECOND_KEY")
            + "{\"time\":\"2026-01-01T00:00:00.000Z\",\"type\":\"platform.initReport\","
            + "\"record\":{\"status\":\"error\"}}\n"
            + "{\"time\":\"2026-01-01T00:00:00.000Z\",\"type\":\"platform.start\",\"record\":{}}\n"
            + "{\"time\":\"2026-01-01T00:00:00.000Z\",\"type\":\"platform.report\",\"record\":{}}\n";

    @Test
    void thePlatformsLinesAreNotTheFunctionsAndOneTryIsMeant() {
        for (String tail : List.of(TEXT, JSON)) {
            LastWords words = LastWords.of(tail);

            assertThat(words.lines())
                    .containsExactly(
                            "panic: SECOND_KEY is not set",
                            "goroutine 1 [running]:",
                            "main.main()",
                            "\t/src/main.go:45 +0x4ac");
            assertThat(words.cause()).isEqualTo("panic: SECOND_KEY is not set");
            assertThat(LastWords.ofFirstInit(tail).cause()).isEqualTo("panic: STRIPE_KEY is not set");
        }
    }

    static List<Arguments> outputs() {
        return List.of(
                Arguments.of("no database today\n", "no database today"),
                Arguments.of(
                        "2026/01/01 10:00:00 STRIPE_KEY is not set\n", "2026/01/01 10:00:00 STRIPE_KEY is not set"),
                Arguments.of(
                        "Traceback (most recent call last):\n  File \"a.py\", line 1\n"
                                + "ModuleNotFoundError: No module named 'shop'\n",
                        "ModuleNotFoundError: No module named 'shop'"),
                Arguments.of(
                        "node:internal/modules/cjs/loader:1\n  throw err;\n  ^\n\nError: Cannot find module 'shop'\n"
                                + "    at f (a.js:1:2)\n\nNode.js v20.1.0\n",
                        "Error: Cannot find module 'shop'"),
                Arguments.of(
                        "thread 'main' panicked at src/main.rs:2:5:\nno table\nnote: run with `RUST_BACKTRACE=1`\n",
                        "thread 'main' panicked at src/main.rs:2:5: no table"),
                Arguments.of(
                        "Exception in thread \"main\" java.lang.IllegalStateException: no key\n"
                                + "\tat a.B.main(B.java:1)\n",
                        "Exception in thread \"main\" java.lang.IllegalStateException: no key"),
                Arguments.of("\tonly\n\tframes\n", "frames"),
                Arguments.of(
                        "coldgate: the package holds a directory: remove it\n",
                        "the package holds a directory: remove it"),
                Arguments.of("half a lineCOLDGATE_PROBE {\"v\":1}\n", "half a line"),
                Arguments.of("COLDGATE_PROBE {\"v\":1}\n", ""),
                Arguments.of("", ""));
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void theCauseIsWhatARuntimeSaysWhenItGivesUpOrElseTheLastLine(String output, String cause) {
        assertThat(LastWords.of(output + TEXT_END).cause()).isEqualTo(cause);
    }

    @Test
    void fiveLinesAreKeptAndTheCauseMayStandBeforeThem() {
        LastWords words = LastWords.of("panic: no table\n" + "main.f()\n\t/src/main.go:1\n".repeat(10));

        assertThat(words.lines()).hasSize(5);
        assertThat(words.cause()).isEqualTo("panic: no table");
    }

    @Test
    void theFirstLineOfACutTailIsHalfALineAndLeftOut() {
        assertThat(LastWords.of("x".repeat(5000) + "\nwhole\n").lines()).containsExactly("whole");
    }

    @Test
    void aLineThatIsMadeToLastIsReadInNoTime() {
        String line = "a.".repeat(2000) + "(";

        assertThat(LastWords.of(line).lines()).hasSize(1);
    }
}
