package io.coldgate.thresholds;

import java.nio.file.Path;
import java.util.List;

/**
 * A thresholds file that was read without an error.
 *
 * @param file the file, absolute
 * @param shownAs its name as the user gave it
 * @param sha256 of its bytes, hexadecimal
 * @param falseAlarm probability of any false failure in a build: {@code confidence.false-alarm}
 * @param functions in the file's order
 */
public record Thresholds(Path file, String shownAs, String sha256, double falseAlarm, List<FunctionBudgets> functions) {
    /** Copies the list. */
    public Thresholds {
        functions = List.copyOf(functions);
    }
}
