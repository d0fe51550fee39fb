package io.coldgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionErrorsTest {
    private final FunctionErrors errors = new FunctionErrors();

    private Failure withoutLog(String payload) {
        return errors.parse("Unhandled", payload, "");
    }

    @Test
    void readsTypeAndMessage() {
        assertThat(withoutLog(
                        "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: 1 Error: exit status 1\"}"))
                .isEqualTo(new Failure("Runtime.ExitError", "RequestId: 1 Error: exit status 1"));
    }

    @ParameterizedTest
    @CsvSource({
        "RequestId: 8f5f6f0c-9c5b-4f6e-8a5e-3a1f5a7f2b11 Error: Runtime exited with error: exit status 2, exit status"
                + " 2",
        "RequestId: 8f5f6f0c-9c5b-4f6e-8a5e-3a1f5a7f2b11 Error: Task timed out after 3.00 seconds, Task timed out after"
                + " 3.00 seconds",
        "2026-01-01T00:00:00.000Z 8f5f6f0c-9c5b-4f6e-8a5e-3a1f5a7f2b11 Task timed out after 3.00 seconds, Task timed"
                + " out after 3.00 seconds",
        "Runtime exited without providing a reason, Runtime exited without providing a reason"
    })
    void failuresOfOneKindReadTheSame(String message, String shown) {
        assertThat(withoutLog("{\"errorType\":\"X\",\"errorMessage\":\"" + message + "\"}")
                        .message())
                .isEqualTo(shown);
    }

    @Test
    void aCrashIsExplainedByTheLog() {
        String payload = "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"exit status 2\"}";

        assertThat(errors.parse("Unhandled", payload, "panic: STRIPE_KEY is not set\n"))
                .hasToString("Runtime.ExitError: exit status 2: panic: STRIPE_KEY is not set");
    }

    @Test
    void anErrorThatExplainsItselfNeedsNoLog() {
        String payload = "{\"errorType\":\"ValueError\",\"errorMessage\":\"bad event\"}";

        Failure failure = errors.parse("Unhandled", payload, "some line\n");

        assertThat(failure).hasToString("ValueError: bad event");
        assertThat(failure.output()).containsExactly("some line");
    }

    @Test
    void withoutATypeTheHeaderStands() {
        assertThat(withoutLog("{\"errorMessage\":\"2026-01-01 Task timed out after 3.00 seconds\"}"))
                .isEqualTo(new Failure("Unhandled", "2026-01-01 Task timed out after 3.00 seconds"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Task timed out after 3.00 seconds", "[1,2]", "\"text\"", "null", "17"})
    void anyOtherPayloadIsTheMessage(String payload) {
        assertThat(withoutLog(payload)).isEqualTo(new Failure("Unhandled", payload));
    }

    @Test
    void nothingUnprintableAndNothingEndlessGetsOut() {
        Failure failure = withoutLog(
                "{\"errorType\":\"a\\u001b[31m\\nb\",\"errorMessage\":\"" + "x".repeat(100_000) + "\\u202e\"}");

        assertThat(failure.type()).isEqualTo("a\\u001b[31m\\nb");
        assertThat(failure.message()).hasSizeLessThan(600);
    }

    @Test
    void aPayloadOfBracketsIsNoTrouble() {
        assertThat(withoutLog("[".repeat(100_000)).type()).isEqualTo("Unhandled");
    }
}
