package io.coldgate.gitlab;

import io.coldgate.forge.ApiException;
import io.coldgate.forge.FinishedRun;
import io.coldgate.forge.Links;
import io.coldgate.forge.StickyComment;
import io.coldgate.unit.Pacing;
import io.coldgate.unit.Problem;
import java.net.URI;
import java.util.Optional;

/** A run as a note of the job's merge request. It does not affect verdicts: a failure to write it is reported. */
public final class MergeRequestNote {
    private static final String CREATE_TOKEN =
            "create a project access token with the scope api, and give it to this job as " + GitLabJob.TOKEN;

    private final GitLabJob job;
    private final Pacing pacing;
    private final StickyComment.Mode mode;
    private final String name;

    /** The outcome of writing the note. */
    public sealed interface Outcome {
        /** The note is up to date; {@code id} is 0 if none was requested. */
        record Written(StickyComment.Deed deed, long id) implements Outcome {}

        /** The note could not be written. */
        record Missing(Problem why) implements Outcome {}

        /** The pipeline belongs to no merge request. */
        record NoMergeRequest() implements Outcome {}
    }

    /**
     * Creates a note.
     *
     * @param mode the treatment of an earlier note
     * @param name the name of the note
     */
    public MergeRequestNote(GitLabJob job, Pacing pacing, StickyComment.Mode mode, String name) {
        this.job = job;
        this.pacing = pacing;
        this.mode = mode;
        this.name = name;
    }

    /** Updates the note. */
    public Outcome write(FinishedRun finished, Links links) throws InterruptedException {
        Optional<GitLabJob.MergeRequest> mergeRequest = job.mergeRequest();
        if (mergeRequest.isEmpty()) {
            return new Outcome.NoMergeRequest();
        }
        Optional<URI> api = job.api();
        if (api.isEmpty()) {
            return missing("CI_API_V4_URL is not an address", "run it in a job of GitLab");
        }
        Optional<String> token = job.token();
        if (token.isEmpty()) {
            return missing(GitLabJob.TOKEN + " is not set, and a job's own token may not write notes", CREATE_TOKEN);
        }
        try {
            StickyComment.Outcome outcome = new StickyComment(
                            new MergeRequestNotes(api.get(), token.get(), pacing, mergeRequest.get()), name)
                    .write(finished.markdown(links, StickyComment.room()), finished.passed(), mode, job.run());
            return outcome.deed() == StickyComment.Deed.OUTDATED
                    ? missing("a later pipeline has already written it", "")
                    : new Outcome.Written(outcome.deed(), outcome.id());
        } catch (ApiException e) {
            return missing(e.getMessage(), remedy(e.status()));
        }
    }

    private static String remedy(int status) {
        return switch (status) {
            case 401 -> GitLabJob.TOKEN + " is not a valid token, or has expired: " + CREATE_TOKEN;
            case 403 ->
                "the token needs the scope api, and its owner the right to comment in the project of the merge request";
            case 404 ->
                "the token cannot see the merge request: it must be of the same project (not of a fork), with the scope"
                        + " api";
            default -> "";
        };
    }

    private static Outcome missing(String message, String remedy) {
        return new Outcome.Missing(new Problem(Optional.empty(), "no note", message, remedy));
    }
}
