package io.coldgate.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.forge.ApiException;
import io.coldgate.forge.CiRun;
import io.coldgate.report.document.BoundedJson;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ShortCommit;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The pull request that a run belongs to: named in the event, or found through the API with data from the event. It
 * never comes from a file of the run, with which an author could point to somebody else's pull request.
 *
 * @param number its number
 * @param headSha the commit that was measured
 */
public record PullRequest(int number, String headSha) {
    private static final String WORKFLOW_RUN = "workflow_run";

    /** The largest event; GitHub's payloads have at most 25 MB. */
    private static final int LARGEST_EVENT = 32 << 20;

    /** The absence of a pull request, with its reason; the message is one line. */
    public static final class NoneException extends Exception {
        private static final long serialVersionUID = 1L;

        NoneException(String message) {
            super(message);
        }

        /** Returns the message, which is never null. */
        @Override
        public String getMessage() {
            return Objects.requireNonNull(super.getMessage());
        }
    }

    /**
     * Finds the pull request.
     *
     * @param repository {@code OWNER/NAME} in which the workflow runs
     * @param event {@code GITHUB_EVENT_NAME}
     * @param payload {@code GITHUB_EVENT_PATH}
     */
    public static PullRequest find(GitHubApi api, String repository, String event, Path payload)
            throws NoneException, ApiException, InterruptedException {
        return switch (event) {
            case "pull_request", "pull_request_target" -> ofEvent(read(payload));
            case WORKFLOW_RUN -> ofRun(api, repository, read(payload).path(WORKFLOW_RUN));
            default -> throw new NoneException("the event " + Printable.quote(event) + " belongs to no pull request");
        };
    }

    private static PullRequest ofEvent(JsonNode event) throws NoneException {
        JsonNode pullRequest = event.path("pull_request");
        int number = pullRequest.path("number").asInt();
        if (number < 1) {
            throw new NoneException("the event names no pull request");
        }
        return new PullRequest(number, sha(pullRequest.path("head").path("sha").asText("")));
    }

    /**
     * {@code workflow_run.pull_requests} is empty for forks; the pull request is then found by the head's owner, branch
     * and commit.
     */
    private static PullRequest ofRun(GitHubApi api, String repository, JsonNode run)
            throws NoneException, ApiException, InterruptedException {
        if (!run.path("event").asText("").startsWith("pull_request")) {
            throw new NoneException("the run before was of the event "
                    + Printable.quote(run.path("event").asText("")) + ", which belongs to no pull request");
        }
        String owner = run.path("head_repository").path("owner").path("login").asText("");
        String branch = run.path("head_branch").asText("");
        String sha = sha(run.path("head_sha").asText(""));
        if (owner.isEmpty() || branch.isEmpty()) {
            throw new NoneException("the event does not say which branch the run before was of");
        }
        List<Integer> numbers = new ArrayList<>();
        api.rest()
                .list(
                        "/repos/" + repository + "/pulls?state=open&per_page=100&head="
                                + URLEncoder.encode(owner + ":" + branch, StandardCharsets.UTF_8),
                        pullRequest -> {
                            boolean same = pullRequest
                                            .path("head")
                                            .path("sha")
                                            .asText("")
                                            .equals(sha)
                                    && pullRequest
                                            .path("base")
                                            .path("repo")
                                            .path("full_name")
                                            .asText("")
                                            .equalsIgnoreCase(repository);
                            if (same) {
                                numbers.add(pullRequest.path("number").asInt());
                            }
                        });
        if (numbers.isEmpty()) {
            throw new NoneException("no open pull request has " + ShortCommit.of(sha)
                    + " as its last commit: it was closed, or has moved on");
        }
        return new PullRequest(numbers.get(0), sha);
    }

    private static String sha(String text) throws NoneException {
        if (!text.matches("[0-9a-f]{40,64}")) {
            throw new NoneException("the event names no commit");
        }
        return text;
    }

    private static JsonNode read(Path payload) throws NoneException {
        try (InputStream in = Files.newInputStream(payload)) {
            byte[] bytes = in.readNBytes(LARGEST_EVENT + 1);
            if (bytes.length > LARGEST_EVENT) {
                throw new NoneException("the event is larger than 32 MB");
            }
            return BoundedJson.parse(bytes);
        } catch (JsonProcessingException e) {
            throw new NoneException("the event is not JSON");
        } catch (IOException e) {
            throw new NoneException(
                    "the event cannot be read: " + Printable.escape(String.valueOf(e.getMessage()), 200));
        }
    }

    /** Returns the event's commit for display, even without a pull request; empty when not known. */
    public static Optional<String> commitOf(String event, Path payload) {
        try {
            JsonNode node = read(payload);
            return Optional.of(sha(
                    event.equals(WORKFLOW_RUN)
                            ? node.path(WORKFLOW_RUN).path("head_sha").asText("")
                            : node.path("pull_request").path("head").path("sha").asText("")));
        } catch (NoneException e) {
            return Optional.empty();
        }
    }

    /** Returns the run that measured, if it is the one before this run. */
    public static Optional<CiRun> runBefore(String event, Path payload) {
        if (!event.equals(WORKFLOW_RUN)) {
            return Optional.empty();
        }
        try {
            JsonNode run = read(payload).path(WORKFLOW_RUN);
            return Optional.of(new CiRun(
                    run.path("id").asLong(), Math.max(1, run.path("run_attempt").asInt())));
        } catch (NoneException e) {
            return Optional.empty();
        }
    }
}
