package io.coldgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionErrorsTest {
    private final FunctionErrors errors = new FunctionErrors();

    @Test
    void readsTypeAndMessage() {
        assertThat(errors.parse(
                        "Unhandled",
                        "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: 1 Error: exit status 1\"}"))
                .isEqualTo(new Failure("Runtime.ExitError", "RequestId: 1 Error: exit status 1"));
    }

    @Test
    void withoutATypeTheHeaderStands() {
        assertThat(errors.parse("Unhandled", "{\"errorMessage\":\"2026-01-01 Task timed out after 3.00 seconds\"}"))
                .isEqualTo(new Failure("Unhandled", "2026-01-01 Task timed out after 3.00 seconds"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Task timed out after 3.00 seconds", "[1,2]", "\"text\"", "null", "17"})
    void anyOtherPayloadIsTheMessage(String payload) {
        assertThat(errors.parse("Unhandled", payload)).isEqualTo(new Failure("Unhandled", payload));
    }

    @Test
    void nothingUnprintableAndNothingEndlessGetsOut() {
        Failure failure = errors.parse(
                "Unhandled",
                "{\"errorType\":\"a\\u001b[31m\\nb\",\"errorMessage\":\"" + "x".repeat(100_000) + "\\u202e\"}");

        assertThat(failure.type()).isEqualTo("a\\u001b[31m\\nb");
        assertThat(failure.message()).hasSizeLessThan(600);
    }

    @Test
    void aPayloadOfBracketsIsNoTrouble() {
        assertThat(errors.parse("Unhandled", "[".repeat(100_000)).type()).isEqualTo("Unhandled");
    }
}
