package io.coldgate.gitlab;

import io.coldgate.forge.ApiException;
import io.coldgate.forge.RestApi;
import io.coldgate.forge.StickyComment;
import io.coldgate.unit.Pacing;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The notes of a merge request, by GitLab's <a href="https://docs.gitlab.com/api/notes/">API</a>. The token is a
 * personal, project or group access token: a job's own token may not write notes.
 */
public final class MergeRequestNotes implements StickyComment.Comments {
    /**
     * The beginning of a line that GitLab executes as a command, such as {@code /merge}; a report's text must not
     * contain one.
     */
    private static final Pattern QUICK_ACTION = Pattern.compile("(?m)^([ \\t]{0,3})/");

    private final RestApi api;
    private final String path;

    /**
     * The notes of one merge request.
     *
     * @param base {@code CI_API_V4_URL}
     * @param token the token for authorisation
     */
    public MergeRequestNotes(URI base, String token, Pacing pacing, GitLabJob.MergeRequest mergeRequest) {
        this.api = new RestApi(
                base,
                new RestApi.Dialect(Map.of("PRIVATE-TOKEN", token), "RateLimit-Remaining", "RateLimit-Reset"),
                pacing);
        this.path = "/projects/" + mergeRequest.project() + "/merge_requests/" + mergeRequest.number() + "/notes";
    }

    @Override
    public List<StickyComment.Existing> ours(String mark) throws ApiException, InterruptedException {
        long self = api.get("/user").path("id").asLong();
        List<StickyComment.Existing> ours = new ArrayList<>();
        api.list(path + "?per_page=100&sort=asc&order_by=created_at", note -> {
            String body = note.path("body").asText("");
            if (body.startsWith(mark) && note.path("author").path("id").asLong() == self) {
                ours.add(new StickyComment.Existing(note.path("id").asLong(), body));
            }
        });
        return ours;
    }

    @Override
    public long create(String body) throws ApiException, InterruptedException {
        return api.send("POST", path, "body", withoutCommands(body)).path("id").asLong();
    }

    @Override
    public void edit(long id, String body) throws ApiException, InterruptedException {
        api.send("PUT", path + "/" + id, "body", withoutCommands(body));
    }

    @Override
    public void delete(long id) throws ApiException, InterruptedException {
        api.delete(path + "/" + id);
    }

    private static String withoutCommands(String body) {
        return QUICK_ACTION.matcher(body).replaceAll("$1\\\\/");
    }
}
