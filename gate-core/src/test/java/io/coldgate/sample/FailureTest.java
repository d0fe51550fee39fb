package io.coldgate.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureTest {
    private static final String LONG = "\u001b[31m\n".repeat(1000);

    @Test
    void nothingOfItIsLongAndOnlyTheOutputIsAsItWasWritten() {
        Failure failure = new Failure(
                LONG,
                LONG,
                LONG,
                IntStream.range(0, 9).mapToObj(i -> i + "\t" + LONG).toList(),
                Map.of());

        assertThat(failure.type()).hasSize(101).doesNotContain("\u001b", "\n");
        assertThat(failure.message()).hasSize(301).doesNotContain("\u001b", "\n");
        assertThat(failure.cause()).hasSize(201).doesNotContain("\u001b", "\n");
        assertThat(failure.output()).hasSize(5).allMatch(line -> line.length() == 201 && line.contains("\t\u001b"));
        assertThat(failure.output().get(0)).startsWith("4");
    }

    /** A results file that is judged gives the words that the run gave. */
    @Test
    void whatIsBoundedIsNotBoundedAgain() {
        Failure once =
                new Failure(LONG, LONG, LONG, List.of(LONG, "\ud83d\ude00".repeat(300)), Map.of(Metric.INIT_CPU, 1.0));

        assertThat(new Failure(once.type(), once.message(), once.cause(), once.output(), once.initValues()))
                .isEqualTo(once);
    }

    @Test
    void readsAsItsPartsThatAreNotEmpty() {
        assertThat(new Failure("Runtime.ExitError", "exit status 2", "panic: no table", List.of(), Map.of()))
                .hasToString("Runtime.ExitError: exit status 2: panic: no table");
        assertThat(List.of(new Failure("a", "b"), new Failure("a", "")).stream()
                        .map(Failure::toString)
                        .collect(Collectors.joining(" / ")))
                .isEqualTo("a: b / a");
    }
}
