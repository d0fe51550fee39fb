package io.coldgate.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MergedProblemsTest {
    private static Problem missing(int function) {
        return Problem.at(
                "thresholds.yaml:" + 4 * function + ":17", "f" + function, "\"main\": no such branch", "fetch it");
    }

    private static List<String> merged(int functions) {
        return MergedProblems.of(IntStream.rangeClosed(1, functions)
                        .mapToObj(MergedProblemsTest::missing)
                        .toList())
                .stream()
                .map(Problem::line)
                .toList();
    }

    @Test
    void theSameProblemOfSeveralFunctionsIsSaidOnceWithTheirNamesOrNumberAndAllPlaces() {
        assertThat(merged(0)).isEmpty();
        assertThat(merged(1)).containsExactly("thresholds.yaml:4:17: f1: \"main\": no such branch; fetch it");
        assertThat(merged(2))
                .containsExactly("thresholds.yaml:4:17: f1 and f2 (also at 8:17): \"main\": no such branch; fetch it");
        assertThat(merged(4))
                .containsExactly("thresholds.yaml:4:17: f1, f2, f3 and f4 (also at 8:17, 12:17, 16:17): \"main\": no"
                        + " such branch; fetch it");
        assertThat(merged(6))
                .containsExactly("thresholds.yaml:4:17: f1, f2, f3 and 3 more (also at 8:17, 12:17, 16:17, 20:17,"
                        + " 24:17): \"main\": no such branch; fetch it");
    }

    @Test
    void aPlaceInAnotherFileIsNamedInFull() {
        Problem elsewhere = missing(2).placed("accept.yaml:3:1", "f1");

        assertThat(MergedProblems.of(List.of(missing(1), elsewhere)).get(0).line())
                .isEqualTo("thresholds.yaml:4:17: f1 (also at accept.yaml:3:1): \"main\": no such branch; fetch it");
    }

    @Test
    void otherProblemsKeepTheirOrderAndTheirWords() {
        Problem other = Problem.of("no image");
        Problem otherRemedy = new Problem(missing(2).place(), "f2", missing(2).message(), "name another");

        assertThat(MergedProblems.of(List.of(other, missing(1), otherRemedy, missing(3), other)))
                .containsExactly(other, missing(1).about("f1 and f3 (also at 12:17)"), otherRemedy);
    }
}
