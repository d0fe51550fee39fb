package io.coldgate.run;

import io.coldgate.deploy.CleanUpNote;
import java.nio.file.Path;
import java.util.List;

/**
 * The end of a run.
 *
 * @param folder the folder of its files
 * @param platform the platform's name
 * @param interrupted whether somebody stopped it
 * @param notes what its clean-up has to say
 */
public record RunEnd(Path folder, String platform, boolean interrupted, List<CleanUpNote> notes) {
    /** Copies the list. */
    public RunEnd {
        notes = List.copyOf(notes);
    }

    /** Says where the results are, and what was left behind. */
    public void tell(RunListener listener) {
        listener.remark("results: " + folder);
        tellLeft(listener);
    }

    /** Says what was left behind, and what removes it. */
    public void tellLeft(RunListener listener) {
        notes.forEach(note -> listener.error(note.text()));
        if (notes.stream().anyMatch(CleanUpNote::isLeft)) {
            listener.error("coldgate clean --platform " + platform + " removes what was left");
        }
    }
}
