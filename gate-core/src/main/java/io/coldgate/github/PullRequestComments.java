package io.coldgate.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.forge.ApiException;
import io.coldgate.forge.StickyComment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The comments of a pull request, by GitHub's API. */
public final class PullRequestComments implements StickyComment.Comments {
    /** The user name of comments with a workflow's own token. */
    private static final String WORKFLOW_TOKEN = "github-actions[bot]";

    private static final String BOT = "[bot]";

    private final GitHubApi api;
    private final String repository;
    private final String path;

    /**
     * The comments of one pull request.
     *
     * @param repository {@code OWNER/NAME}
     * @param pullRequest its number
     */
    public PullRequestComments(GitHubApi api, String repository, int pullRequest) {
        this.api = api;
        this.repository = repository;
        this.path = "/repos/" + repository + "/issues/" + pullRequest + "/comments";
    }

    @Override
    public List<StickyComment.Existing> ours(String mark) throws ApiException, InterruptedException {
        String self = self();
        List<StickyComment.Existing> ours = new ArrayList<>();
        api.rest().list(path + "?per_page=100", comment -> {
            String body = comment.path("body").asText("");
            if (body.startsWith(mark) && isBy(self, comment.path("user"))) {
                ours.add(new StickyComment.Existing(comment.path("id").asLong(), body));
            }
        });
        return ours;
    }

    @Override
    public long create(String body) throws ApiException, InterruptedException {
        return api.rest().send("POST", path, "body", body).path("id").asLong();
    }

    @Override
    public void edit(long id, String body) throws ApiException, InterruptedException {
        api.rest().send("PATCH", comment(id), "body", body);
    }

    @Override
    public void delete(long id) throws ApiException, InterruptedException {
        api.rest().delete(comment(id));
    }

    private String comment(long id) {
        return "/repos/" + repository + "/issues/comments/" + id;
    }

    /**
     * Returns whether a comment is by this user. The two APIs name an app with and without its suffix; a person's name
     * cannot contain it.
     */
    private static boolean isBy(String self, JsonNode user) {
        String login = user.path("login").asText("");
        return login.equalsIgnoreCase(self)
                || user.path("type").asText("").equals("Bot") && login.equalsIgnoreCase(self + BOT);
    }

    /** Returns the user of the token. A workflow's token may not request its user, but it may query the viewer. */
    private String self() throws InterruptedException {
        try {
            JsonNode answer = api.query("{ viewer { login } }");
            return Optional.of(answer.path("data").path("viewer").path("login").asText(""))
                    .filter(login -> !login.isEmpty())
                    .orElse(WORKFLOW_TOKEN);
        } catch (ApiException e) {
            return WORKFLOW_TOKEN;
        }
    }
}
