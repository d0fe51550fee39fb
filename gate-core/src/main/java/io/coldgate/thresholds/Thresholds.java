package io.coldgate.thresholds;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A thresholds file that was read without an error.
 *
 * @param file the file, absolute
 * @param shownAs its name as the user gave it
 * @param sha256 of its bytes, hexadecimal
 * @param falseAlarm probability of any false failure in a build: {@code confidence.false-alarm}
 * @param functions in the file's order
 * @param results results of other tools, in the file's order
 * @param watched functions that are watched in production, in the file's order; those with nothing to check are here
 *     alone
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

    /** Returns the folder that the file lies in, where its commands run. */
    public Path folder() {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    /**
     * Returns one function of the file in another checkout of its repository.
     *
     * @param elsewhere where the file would lie there
     * @param risk probability of a false failure
     */
    public Thresholds elsewhere(Path elsewhere, FunctionSpec function, double risk) {
        return new Thresholds(elsewhere, shownAs, sha256, risk, List.of(function), List.of(), List.of(), List.of());
    }

    /** The same with other functions and results. */
    public Thresholds with(List<FunctionSpec> otherFunctions, List<ResultBudgets> otherResults) {
        return new Thresholds(file, shownAs, sha256, falseAlarm, otherFunctions, otherResults, watched, accepted);
    }

    /** The same with more accepted exceptions. */
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
