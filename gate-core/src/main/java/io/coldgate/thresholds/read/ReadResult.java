package io.coldgate.thresholds.read;

import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * The result of reading a thresholds file: the file's content or everything that is wrong with it.
 *
 * @param thresholds present if and only if there is no diagnostic
 * @param diagnostics every mistake found, in the file's order; bounded in number
 */
public record ReadResult(Optional<Thresholds> thresholds, List<Diagnostic> diagnostics) {
    /** Copies the list. */
    public ReadResult {
        diagnostics = List.copyOf(diagnostics);
        if (thresholds.isPresent() != diagnostics.isEmpty()) {
            throw new IllegalArgumentException("either thresholds or diagnostics");
        }
    }
}
