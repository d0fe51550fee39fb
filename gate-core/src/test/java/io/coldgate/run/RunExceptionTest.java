package io.coldgate.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.unit.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines that a user reads of a run that could not go on. */
class RunExceptionTest {
    private static final Problem PLACED = Problem.at("t.yaml:3:5", "functions.a.package", "no such file", "build it");

    private static final Problem PLACELESS = Problem.of("there is no git");

    @Test
    void aProblemWithoutAPlaceHasTheProgramsNameInFront() {
        assertThat(new RunException(ExitCode.USAGE, PLACED))
                .hasMessage("t.yaml:3:5: functions.a.package: no such file; build it");
        assertThat(new RunException(ExitCode.USAGE, PLACELESS)).hasMessage("coldgate: there is no git");
    }

    @Test
    void eachProblemHasALine() {
        RunException failure = new RunException(ExitCode.USAGE, List.of(PLACED, PLACELESS));
        assertThat(failure)
                .hasMessage("t.yaml:3:5: functions.a.package: no such file; build it\ncoldgate: there is no git");
        assertThat(failure.problems()).containsExactly(PLACED, PLACELESS);
        assertThat(failure.colored()).isEqualTo(failure.getMessage());
    }

    @Test
    void theSameProblemAtSeveralPlacesIsSaidOnceAndKeptForMachines() {
        Problem other = Problem.at("t.yaml:7:5", "functions.b.package", "no such file", "build it");
        RunException failure = new RunException(ExitCode.USAGE, List.of(PLACED, other), "nothing was deployed");

        assertThat(failure)
                .hasMessage("t.yaml:3:5: functions.a.package and functions.b.package (also at 7:5): no such file; build"
                        + " it\ncoldgate: nothing was deployed");
        assertThat(failure.problems()).containsExactly(PLACED, other);
    }

    @Test
    void whatIsSaidOfAllOfThemIsNoProblem() {
        RunException failure = new RunException(ExitCode.USAGE, List.of(PLACELESS), "nothing was deployed");
        assertThat(failure).hasMessage("coldgate: there is no git\ncoldgate: nothing was deployed");
        assertThat(failure.problems()).containsExactly(PLACELESS);
    }
}
