package io.coldgate.measure;

import io.coldgate.deploy.CleanUpNote;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.Deployment;
import java.util.ArrayList;
import java.util.List;

/** Removes deployments one after the other, and notes what is left of each. */
final class Removal {
    private Removal() {}

    /** The removal of one deployment. */
    interface Step {
        /** Removes a deployment, and notes what was restored. */
        void remove(Deployment deployment, List<CleanUpNote> notes) throws CallException, InterruptedException;
    }

    /** Removes all deployments. After an interruption, the rest is named in notes, and the thread stays interrupted. */
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
