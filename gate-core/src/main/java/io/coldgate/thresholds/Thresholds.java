package io.coldgate.thresholds;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A thresholds file without mistakes.
 *
 * @param file the file, absolute
 * @param shownAs its name as given by the user
 * @param sha256 SHA-256 of its bytes, hexadecimal
 * @param falseAlarm probability of any false failure in a build: {@code confidence.false-alarm}
 * @param functions in the file's order
 * @param results results of other tools, in the file's order
 * @param watched functions that are watched in production, in the file's order; functions without checks appear only
 *     here
 * @param accepted accepted exceptions, in the file's order
 */
public record Thresholds(
        Path file,
        String shownAs,
        String sha256,
        double falseAlarm,
        List<FunctionSpec> functions,
        List<ResultBudgets> results,
        List<WatchedFunction> watched,
        List<Acceptance> accepted) {
    /** Copies the lists. */
    public Thresholds {
        functions = List.copyOf(functions);
        results = List.copyOf(results);
        watched = List.copyOf(watched);
        accepted = List.copyOf(accepted);
    }

    /** Returns the folder of the file, in which its commands run. */
    public Path folder() {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    /**
     * Returns one function of the file in another checkout of its repository.
     *
     * @param elsewhere the file's path in that checkout
     * @param risk probability of a false failure
     */
    public Thresholds elsewhere(Path elsewhere, FunctionSpec function, double risk) {
        return new Thresholds(elsewhere, shownAs, sha256, risk, List.of(function), List.of(), List.of(), List.of());
    }

    /** Returns the thresholds with other functions and results. */
    public Thresholds with(List<FunctionSpec> otherFunctions, List<ResultBudgets> otherResults) {
        return new Thresholds(file, shownAs, sha256, falseAlarm, otherFunctions, otherResults, watched, accepted);
    }

    /** Returns the thresholds with additional accepted exceptions. */
    public Thresholds accepting(List<Acceptance> more) {
        return new Thresholds(
                file,
                shownAs,
                sha256,
                falseAlarm,
                functions,
                results,
                watched,
                Stream.concat(accepted.stream(), more.stream()).toList());
    }
}
