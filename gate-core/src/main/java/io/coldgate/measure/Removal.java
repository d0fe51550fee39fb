package io.coldgate.measure;

import io.coldgate.deploy.CleanUpNote;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.Deployment;
import java.util.ArrayList;
import java.util.List;

/** Takes deployments away, one after the other, and says of each what is left of it. */
final class Removal {
    private Removal() {}

    /** The removal of one deployment. */
    interface Step {
        /** Removes it, and notes what was restored. */
        void remove(Deployment deployment, List<CleanUpNote> notes) throws CallException, InterruptedException;
    }

    /** Removes all; after an interruption the rest is named, and the thread stays interrupted. */
    static List<CleanUpNote> of(List<Deployment> deployments, Step step) {
        List<CleanUpNote> notes = new ArrayList<>();
        boolean interrupted = false;
        for (Deployment deployment : deployments) {
            String name = deployment.name();
            if (interrupted) {
                notes.add(interrupted(name));
                continue;
            }
            try {
                step.remove(deployment, notes);
            } catch (CallException e) {
                notes.add(stillThere(name + " is still there: " + e.getMessage()));
            } catch (InterruptedException e) {
                interrupted = true;
                notes.add(interrupted(name));
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return notes;
    }

    private static CleanUpNote interrupted(String name) {
        return stillThere(name + " may still be there: the clean-up was interrupted");
    }

    private static CleanUpNote stillThere(String text) {
        return new CleanUpNote(CleanUpNote.State.STILL_THERE, text);
    }
}
