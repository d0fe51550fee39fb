package io.coldgate.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One comment of a pull request that is kept up to date. It is known by its author and a hidden mark in its first line:
 * by the mark alone, anybody could have ours overwrite theirs, or have theirs taken for ours.
 */
public final class StickyComment {
    /** GitHub refuses more. */
    public static final int LARGEST = 65_536;

    /** The user who comments with a workflow's own token. */
    private static final String WORKFLOW_TOKEN = "github-actions[bot]";

    private static final String BOT = "[bot]";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,60}");
    private static final Pattern RUN = Pattern.compile("<!-- coldgate-run:([0-9]{1,18})\\.([0-9]{1,6}) -->");

    private final GitHubApi api;
    private final String repository;
    private final int pullRequest;
    private final String mark;

    /** The treatment of an existing comment. */
    public enum Mode {
        /** It is edited: its place stays. */
        UPDATE,
        /** It is deleted and written anew: it is the last one, and those who watch are told. */
        RECREATE,
        /** It is edited; where there is none and all passed, none is made. */
        ON_FAILURE
    }

    /** The deed that was done. */
    public enum Deed {
        /** There was none. */
        CREATED,
        /** It was edited, or written anew. */
        UPDATED,
        /** It says the same already. */
        UNCHANGED,
        /** A later run wrote it. */
        OUTDATED,
        /** No comment was asked for. */
        NONE
    }

    /**
     * The outcome of a deed.
     *
     * @param deed what was done
     * @param id the comment's number; 0 for none
     */
    public record Outcome(Deed deed, long id) {}

    private record Existing(long id, String body) {}

    /**
     * A pull request's comment of that name.
     *
     * @throws IllegalArgumentException when the name has other signs than letters, digits, dots, hyphens and
     *     underscores
     */
    public StickyComment(GitHubApi api, String repository, int pullRequest, String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a comment's name: " + name);
        }
        this.api = api;
        this.repository = repository;
        this.pullRequest = pullRequest;
        this.mark = "<!-- coldgate:" + name + " -->";
    }

    /** Returns whether a comment may be called so. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The room that the marks leave for the text, in bytes. */
    public static int room() {
        return LARGEST - 256;
    }

    /**
     * Brings it up to date.
     *
     * @param text of at most {@link #room()} bytes
     * @param passed whether all is well
     * @param run the workflow run: a slow older one does not overwrite a newer one's words
     */
    public Outcome write(String text, boolean passed, Mode mode, WorkflowRun run)
            throws ApiException, InterruptedException {
        String body = mark + "\n<!-- coldgate-run:" + run.id() + "." + run.attempt() + " -->\n" + text;
        List<Existing> ours = find();
        if (ours.isEmpty()) {
            return mode == Mode.ON_FAILURE && passed ? new Outcome(Deed.NONE, 0) : create(body);
        }
        Existing existing = ours.get(0);
        if (isOlder(run, existing.body())) {
            return new Outcome(Deed.OUTDATED, existing.id());
        }
        if (existing.body().replace("\r\n", "\n").strip().equals(body.strip())) {
            return new Outcome(Deed.UNCHANGED, existing.id());
        }
        if (mode == Mode.RECREATE) {
            for (Existing each : ours) {
                api.delete("/repos/" + repository + "/issues/comments/" + each.id());
            }
            return new Outcome(Deed.UPDATED, create(body).id());
        }
        api.send("PATCH", "/repos/" + repository + "/issues/comments/" + existing.id(), "body", body);
        return new Outcome(Deed.UPDATED, existing.id());
    }

    /** An answer may be lost although the comment was made: look before making a second. */
    private Outcome create(String body) throws ApiException, InterruptedException {
        String path = "/repos/" + repository + "/issues/" + pullRequest + "/comments";
        try {
            return new Outcome(
                    Deed.CREATED,
                    api.send("POST", path, "body", body).path("id").asLong());
        } catch (ApiException e) {
            if (e.status() != 0 && e.status() < 500) {
                throw e;
            }
            List<Existing> made = find();
            return made.isEmpty()
                    ? new Outcome(
                            Deed.CREATED,
                            api.send("POST", path, "body", body).path("id").asLong())
                    : new Outcome(Deed.CREATED, made.get(0).id());
        }
    }

    private List<Existing> find() throws ApiException, InterruptedException {
        String self = self();
        List<Existing> ours = new ArrayList<>();
        api.list("/repos/" + repository + "/issues/" + pullRequest + "/comments?per_page=100", comment -> {
            String body = comment.path("body").asText("");
            if (body.startsWith(mark) && isBy(self, comment.path("user"))) {
                ours.add(new Existing(comment.path("id").asLong(), body));
            }
        });
        return ours;
    }

    /** The two APIs name an app with and without its suffix; no person can be called so. */
    private static boolean isBy(String self, JsonNode user) {
        String login = user.path("login").asText("");
        return login.equalsIgnoreCase(self)
                || user.path("type").asText("").equals("Bot") && login.equalsIgnoreCase(self + BOT);
    }

    /** Returns who the token is. A workflow's token may not ask for its user, but it may ask who is looking. */
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

    private static boolean isOlder(WorkflowRun run, String body) {
        Matcher written = RUN.matcher(body.lines().skip(1).findFirst().orElse(""));
        if (!written.matches()) {
            return false;
        }
        long other = Long.parseLong(written.group(1));
        return other > run.id() || other == run.id() && Integer.parseInt(written.group(2)) > run.attempt();
    }
}
