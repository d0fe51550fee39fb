package io.coldgate.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of GitHub's API that comments need, in pages of two, with trouble on demand. */
public final class FakeGitHub implements AutoCloseable {
    public static final String TOKEN = "ghs_0123456789abcdef";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 2;

    /** An answer that is given instead of the true one. */
    public record Trouble(int status, Map<String, String> headers, String body, boolean done) {}

    private final HttpServer server;
    private final List<ObjectNode> comments = new ArrayList<>();
    private final ArrayNode events = JSON.createArrayNode();
    private final Set<String> labels = new LinkedHashSet<>();
    private final Map<String, String> permissions = new HashMap<>();
    private final ArrayNode pulls = JSON.createArrayNode();
    private final List<String> requests = new ArrayList<>();
    private final Deque<Trouble> trouble = new ArrayDeque<>();
    private String troubled = "";
    private String viewer = "github-actions[bot]";
    private long nextId = 100;

    public FakeGitHub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Requests whose method and path begin so get this answer first; {@code done}: what was asked is done all the same.
     */
    public void trouble(String request, int status, Map<String, String> headers, String body, boolean done) {
        troubled = request;
        trouble.add(new Trouble(status, headers, body, done));
    }

    public void viewer(String login) {
        viewer = login;
    }

    /** Adds an event of pull request 7: {@code labeled} or {@code unlabeled}, by that login; none for nobody. */
    public void event(String what, String label, String login) {
        if (what.equals("labeled")) {
            labels.add(label);
        } else {
            labels.remove(label);
        }
        ObjectNode event = events.addObject().put("event", what);
        event.putObject("label").put("name", label);
        if (login == null) {
            event.putNull("actor");
        } else {
            event.putObject("actor").put("login", login);
        }
    }

    /** Removes a label from the repository, of which the pull request's events say nothing. */
    public void deleteLabel(String label) {
        labels.remove(label);
    }

    /** Gives a login a permission: {@code admin}, {@code write}, {@code read} or {@code none}. */
    public void permission(String login, String permission) {
        permissions.put(login, permission);
    }

    public long comment(String login, String type, String body) {
        ObjectNode comment = JSON.createObjectNode().put("id", nextId++).put("body", body);
        comment.putObject("user").put("login", login).put("type", type);
        comments.add(comment);
        return nextId - 1;
    }

    public void pull(int number, String sha, String base) {
        ObjectNode pull = pulls.addObject().put("number", number);
        pull.putObject("head").put("sha", sha);
        pull.putObject("base").putObject("repo").put("full_name", base);
    }

    public List<String> bodies() {
        return comments.stream().map(comment -> comment.path("body").asText()).toList();
    }

    public List<Long> ids() {
        return comments.stream().map(comment -> comment.path("id").asLong()).toList();
    }

    /** Method and path with query of each request, in order. */
    public List<String> requests() {
        return requests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add(request);
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"message\":\"Bad credentials\"}");
            return;
        }
        Trouble now = request.startsWith(troubled) ? trouble.poll() : null;
        if (now != null && !now.done()) {
            now.headers().forEach(exchange.getResponseHeaders()::add);
            answer(exchange, now.status(), now.body());
            return;
        }
        Object answer = answer(exchange, request, body);
        if (now != null) {
            answer(exchange, now.status(), now.body());
        } else if (answer == null) {
            answer(exchange, request.startsWith("DELETE") ? 204 : 404, "");
        } else {
            answer(exchange, request.startsWith("POST /repos") ? 201 : 200, answer.toString());
        }
    }

    private Object answer(HttpExchange exchange, String request, JsonNode body) {
        if (request.startsWith("POST /graphql")) {
            ObjectNode data = JSON.createObjectNode();
            data.putObject("data").putObject("viewer").put("login", viewer);
            return data;
        }
        if (request.startsWith("GET /repos/o/r/pulls?")) {
            return pulls;
        }
        if (request.startsWith("GET /repos/o/r/issues/7/events?")) {
            return events;
        }
        if (request.startsWith("GET /repos/o/r/issues/7/labels?")) {
            ArrayNode names = JSON.createArrayNode();
            labels.forEach(label -> names.addObject().put("name", label));
            return names;
        }
        if (request.startsWith("GET /repos/o/r/collaborators/")) {
            String permission = permissions.get(request.split("/")[5]);
            return permission == null ? null : JSON.createObjectNode().put("permission", permission);
        }
        if (request.startsWith("GET /repos/o/r/issues/7/comments?")) {
            return page(exchange);
        }
        if (request.equals("POST /repos/o/r/issues/7/comments")) {
            comment(viewer, "Bot", body.path("body").asText());
            return comments.get(comments.size() - 1);
        }
        long id = Long.parseLong(request.replaceAll(".*/", "0"));
        if (request.startsWith("PATCH /repos/o/r/issues/comments/")) {
            ObjectNode comment = comments.stream()
                    .filter(each -> each.path("id").asLong() == id)
                    .findFirst()
                    .orElseThrow();
            return comment.put("body", body.path("body").asText());
        }
        if (request.startsWith("DELETE /repos/o/r/issues/comments/")) {
            comments.removeIf(each -> each.path("id").asLong() == id);
        }
        return null;
    }

    private ArrayNode page(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        int page = query.contains("&page=") ? Integer.parseInt(query.replaceAll(".*&page=", "")) : 1;
        ArrayNode items = JSON.createArrayNode();
        comments.stream().skip((page - 1L) * PAGE).limit(PAGE).forEach(items::add);
        if (page * PAGE < comments.size()) {
            exchange.getResponseHeaders()
                    .add(
                            "Link",
                            "<" + uri() + "/repos/o/r/issues/7/comments?per_page=100&page=1>; rel=\"first\", <" + uri()
                                    + "/repos/o/r/issues/7/comments?per_page=100&page=" + (page + 1)
                                    + ">; rel=\"next\"");
        }
        return items;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
