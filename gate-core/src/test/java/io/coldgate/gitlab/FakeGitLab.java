package io.coldgate.gitlab;

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
import java.util.List;
import java.util.Map;

/** The part of GitLab's API that notes need, in pages of two, with trouble on demand. */
public final class FakeGitLab implements AutoCloseable {
    public static final String TOKEN = "glpat-0123456789abcdef";
    public static final String NOTES = "/api/v4/projects/5/merge_requests/7/notes";
    public static final long SELF = 42;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 2;

    private record Trouble(String request, int status, Map<String, String> headers, String body) {}

    private final HttpServer server;
    private final List<ObjectNode> notes = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final Deque<Trouble> trouble = new ArrayDeque<>();
    private long nextId = 100;

    public FakeGitLab() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v4");
    }

    /** The next request whose method and path begin so gets this answer, and does nothing. */
    public void trouble(String request, int status, Map<String, String> headers, String body) {
        trouble.add(new Trouble(request, status, headers, body));
    }

    public long note(long author, String body) {
        ObjectNode note = JSON.createObjectNode().put("id", nextId++).put("body", body);
        note.putObject("author").put("id", author);
        notes.add(note);
        return nextId - 1;
    }

    public List<String> bodies() {
        return notes.stream().map(note -> note.path("body").asText()).toList();
    }

    /** Method and path with query of each request, in order. */
    public List<String> requests() {
        return requests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add(request);
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        Trouble next = trouble.peek();
        if (next != null && request.startsWith(next.request())) {
            trouble.remove();
            next.headers().forEach(exchange.getResponseHeaders()::add);
            answer(exchange, next.status(), next.body());
        } else if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN"))) {
            answer(exchange, 401, "{\"message\":\"401 Unauthorized\"}");
        } else if (request.equals("GET /api/v4/user")) {
            answer(exchange, 200, "{\"id\":" + SELF + ",\"username\":\"project_5_bot\"}");
        } else if (request.startsWith("GET " + NOTES + "?")) {
            answer(exchange, 200, page(exchange).toString());
        } else if (request.equals("POST " + NOTES)) {
            note(SELF, body.path("body").asText());
            answer(exchange, 201, notes.get(notes.size() - 1).toString());
        } else if (request.startsWith("PUT " + NOTES + "/")) {
            answer(
                    exchange,
                    200,
                    of(request).put("body", body.path("body").asText()).toString());
        } else if (request.startsWith("DELETE " + NOTES + "/")) {
            notes.remove(of(request));
            answer(exchange, 204, "");
        } else {
            answer(exchange, 404, "{\"message\":\"404 Not found\"}");
        }
    }

    private ObjectNode of(String request) {
        long id = Long.parseLong(request.substring(request.lastIndexOf('/') + 1));
        return notes.stream()
                .filter(each -> each.path("id").asLong() == id)
                .findFirst()
                .orElseThrow();
    }

    private ArrayNode page(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        int page = query.contains("&page=") ? Integer.parseInt(query.replaceAll(".*&page=", "")) : 1;
        ArrayNode items = JSON.createArrayNode();
        notes.stream().skip((page - 1L) * PAGE).limit(PAGE).forEach(items::add);
        if (page * PAGE < notes.size()) {
            exchange.getResponseHeaders()
                    .add(
                            "Link",
                            "<http://127.0.0.1:" + server.getAddress().getPort() + NOTES + "?per_page=100&page="
                                    + (page + 1) + ">; rel=\"next\"");
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
