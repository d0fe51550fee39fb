package io.coldgate.run;

import io.coldgate.deploy.CleanUpNote;
import java.nio.file.Path;
import java.util.List;

/**
 * The end of a run.
 *
 * @param folder the folder of its files
 * @param platform the platform's name
 * @param interrupted whether the run was interrupted
 * @param notes messages of its clean-up
 */
public record RunEnd(Path folder, String platform, boolean interrupted, List<CleanUpNote> notes) {
    /** Copies the list. */
    public RunEnd {
        notes = List.copyOf(notes);
    }

    /** Reports the location of the results, and anything left behind. */
    public void tell(RunListener listener) {
        listener.remark("results: " + folder);
        tellLeft(listener);
    }

    /** Reports what was left behind, and how to remove it. */
    public void tellLeft(RunListener listener) {
        notes.forEach(note -> listener.error(note.text()));
        if (notes.stream().anyMatch(CleanUpNote::isLeft)) {
            listener.error("coldgate clean --platform " + platform + " removes what was left");
        }
    }
}
