package io.coldgate.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.forge.ApiException;
import io.coldgate.unit.Printable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Labels of a pull request that accept a function's exceptions: {@code coldgate-accept: checkout}. Permission to set
 * labels is not enough: the last user who set the label must have write access to the repository, which is checked
 * through the API.
 */
public final class AcceptLabels {
    /** The label for a function's name, as in the thresholds file. */
    private static final Pattern LABEL = Pattern.compile("coldgate-accept: ?([A-Za-z0-9_-]{1,40})");

    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9-]{1,100}(\\[bot])?");

    private final GitHubApi api;
    private final String repository;
    private final int pullRequest;

    /** Reads the labels of a pull request of {@code OWNER/NAME}. */
    public AcceptLabels(GitHubApi api, String repository, int pullRequest) {
        this.api = api;
        this.repository = repository;
        this.pullRequest = pullRequest;
    }

    /**
     * A function whose exceptions a label accepts.
     *
     * @param function its name
     * @param login the user who set the label
     */
    public record Accepted(String function, String login) {}

    /**
     * The result of reading the labels.
     *
     * @param accepted the valid labels
     * @param refused a sentence for each label that is not valid
     */
    public record Found(List<Accepted> accepted, List<String> refused) {
        /** Copies the lists. */
        public Found {
            accepted = List.copyOf(accepted);
            refused = List.copyOf(refused);
        }
    }

    /**
     * Determines who set each label, and whether they have permission.
     *
     * @throws ApiException when labels or events cannot be read; no label is then valid
     */
    public Found find() throws ApiException, InterruptedException {
        List<Accepted> accepted = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (Map.Entry<String, String> label : set().entrySet()) {
            String function = label.getKey();
            String login = label.getValue();
            if (mayWrite(login)) {
                accepted.add(new Accepted(function, login));
            } else {
                refused.add("the label coldgate-accept: " + function + " was set by "
                        + (login.isEmpty() ? "nobody who is known" : login)
                        + ", who has no write access: it accepts nothing");
            }
        }
        return new Found(accepted, refused);
    }

    /** Returns the labels that are set now, each with the last user who set it; events are processed in order. */
    private Map<String, String> set() throws ApiException, InterruptedException {
        Map<String, String> set = new LinkedHashMap<>();
        api.rest().list("/repos/" + repository + "/issues/" + pullRequest + "/events?per_page=100", event -> {
            Matcher label = LABEL.matcher(event.path("label").path("name").asText(""));
            if (label.matches()) {
                switch (event.path("event").asText("")) {
                    case "labeled" ->
                        set.put(
                                label.group(1),
                                event.path("actor").path("login").asText(""));
                    case "unlabeled" -> set.remove(label.group(1));
                    default -> {}
                }
            }
        });
        if (!set.isEmpty()) {
            set.keySet().retainAll(there());
        }
        return set;
    }

    /** Returns the existing labels: there is no event for a label that was renamed, or deleted everywhere. */
    private Set<String> there() throws ApiException, InterruptedException {
        Set<String> there = new HashSet<>();
        api.rest().list("/repos/" + repository + "/issues/" + pullRequest + "/labels?per_page=100", each -> {
            Matcher label = LABEL.matcher(each.path("name").asText(""));
            if (label.matches()) {
                there.add(label.group(1));
            }
        });
        return there;
    }

    /** Returns whether a user has write access. Maintainers have {@code write} here, triagers {@code read}. */
    private boolean mayWrite(String login) throws ApiException, InterruptedException {
        if (!LOGIN.matcher(login).matches()) {
            return false;
        }
        try {
            JsonNode answer = api.rest()
                    .get("/repos/" + repository + "/collaborators/" + URLEncoder.encode(login, StandardCharsets.UTF_8)
                            + "/permission");
            String permission = answer.path("permission").asText("");
            return permission.equals("admin") || permission.equals("write");
        } catch (ApiException e) {
            if (e.status() == 404) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Returns the accepted exceptions as a file for {@code --accept}.
     *
     * @param until the last day on which they are valid
     */
    public String file(Found found, LocalDate until) {
        StringBuilder out = new StringBuilder("accept:\n");
        for (Accepted each : found.accepted()) {
            out.append("  - { function: ")
                    .append(each.function())
                    .append(", owner: \"@")
                    .append(Printable.escape(each.login(), 120))
                    .append("\", until: ")
                    .append(until)
                    .append(", reason: \"label on pull request ")
                    .append(pullRequest)
                    .append("\" }\n");
        }
        return out.toString();
    }
}
