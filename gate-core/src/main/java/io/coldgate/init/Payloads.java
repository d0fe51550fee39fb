package io.coldgate.init;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Provides an event for each function: the one in {@code events/}, or one of the type in its template. */
final class Payloads {
    /** SAM's types of events, and for each the event that AWS sends, as a resource beside this class. */
    private static final Map<String, String> RESOURCES = Map.ofEntries(
            Map.entry("Api", "api"),
            Map.entry("HttpApi", "http-api"),
            Map.entry("SQS", "sqs"),
            Map.entry("SNS", "sns"),
            Map.entry("S3", "s3"),
            Map.entry("DynamoDB", "dynamodb"),
            Map.entry("Kinesis", "kinesis"),
            Map.entry("EventBridgeRule", "event-bridge"),
            Map.entry("CloudWatchEvent", "event-bridge"),
            Map.entry("Schedule", "schedule"),
            Map.entry("ScheduleV2", "schedule"),
            Map.entry("MSK", "msk"),
            Map.entry("CloudWatchLogs", "logs"),
            Map.entry("Cognito", "cognito"));

    private Payloads() {}

    /** Returns the event of a resource; empty if it has none of these types, or if {@code events} is not a folder. */
    static Optional<FoundFunction.Payload> of(Path base, SamTemplate.Resource resource, String name)
            throws IOException {
        Optional<FoundFunction.Payload> there = existing(base, name);
        Optional<Map.Entry<String, TemplateNode>> event = resource.events().stream()
                .filter(one -> RESOURCES.containsKey(one.getKey()))
                .findFirst();
        Optional<String> kind = event.map(Map.Entry::getKey)
                .or(() -> resource.property("FunctionUrlConfig").map(url -> "HttpApi"))
                .map(RESOURCES::get);
        if (there.isPresent() || kind.isEmpty() || !mayHoldEvents(base.resolve("events"))) {
            return there;
        }
        String path = pathOf(name);
        if (Files.exists(base.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        TemplateNode properties = event.map(Map.Entry::getValue).orElse(new TemplateNode.Mapping(Map.of()));
        String text = template(kind.get())
                .replace("{PATH}", json(text(properties, "Path", "/")))
                .replace("{METHOD}", json(method(properties)));
        return Optional.of(new FoundFunction.Payload(path, Optional.of(text)));
    }

    /** Returns the user's event for the function of that name; capitals and small letters are the same. */
    static Optional<FoundFunction.Payload> existing(Path base, String name) throws IOException {
        String path = pathOf(name);
        if (Files.isRegularFile(base.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(new FoundFunction.Payload(path, Optional.empty()));
        }
        Path events = base.resolve("events");
        if (!Files.isDirectory(events, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(events)) {
            // A second file whose name differs in case only could not be checked out on macOS and Windows.
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> "events/" + file.getFileName())
                    .filter(path::equalsIgnoreCase)
                    .sorted()
                    .findFirst()
                    .map(file -> new FoundFunction.Payload(file, Optional.empty()));
        }
    }

    /** Returns whether it is a folder, or can be created. */
    private static boolean mayHoldEvents(Path events) {
        return Files.isDirectory(events, LinkOption.NOFOLLOW_LINKS) || !Files.exists(events, LinkOption.NOFOLLOW_LINKS);
    }

    private static String pathOf(String name) {
        return "events/" + name + ".json";
    }

    private static String text(TemplateNode properties, String key, String usual) {
        return properties.get(key).flatMap(TemplateNode::text).orElse(usual);
    }

    private static String method(TemplateNode properties) {
        String method = text(properties, "Method", "GET").toUpperCase(Locale.ROOT);
        return method.matches("[A-Z]{3,7}") && !method.equals("ANY") ? method : "GET";
    }

    /** Returns the contents of a JSON string. */
    private static String json(String text) {
        StringBuilder out = new StringBuilder();
        text.chars()
                .forEach(c -> out.append(
                        c == '"' || c == '\\' || c < ' ' || c > '~'
                                ? String.format(Locale.ROOT, "\\u%04x", c)
                                : Character.toString((char) c)));
        return out.toString();
    }

    private static String template(String kind) throws IOException {
        try (InputStream in = Payloads.class.getResourceAsStream("events/" + kind + ".json")) {
            if (in == null) {
                throw new IOException("resource events/" + kind + ".json is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
