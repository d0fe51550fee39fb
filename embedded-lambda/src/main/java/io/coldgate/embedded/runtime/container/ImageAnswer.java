package io.coldgate.embedded.runtime.container;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.coldgate.embedded.runtime.code.ArchivePaths;
import io.coldgate.embedded.runtime.code.ContainerImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The answer of {@code image inspect}: one JSON value a line, in the order of {@link #FORMAT}. */
final class ImageAnswer {
    /** Go's template language, which both engines take. */
    static final String FORMAT = String.join(
            "\n",
            "{{json .Id}}",
            "{{json .Os}}",
            "{{json .Architecture}}",
            "{{json .Config.Entrypoint}}",
            "{{json .Config.Cmd}}",
            "{{json .Config.WorkingDir}}",
            "{{json .RootFS.Layers}}");

    private static final int LINES = 7;
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern ID = Pattern.compile("(sha256:)?([0-9a-f]{64})");

    private ImageAnswer() {}

    static ContainerImage read(String name, String answer) throws ContainerException {
        List<String> lines = answer.lines().toList();
        try {
            if (lines.size() != LINES) {
                throw new IOException(lines.size() + " lines");
            }
            var id = ID.matcher(text(lines.get(0)));
            if (!id.matches()) {
                throw new IOException("its id is " + text(lines.get(0)));
            }
            String os = text(lines.get(1));
            if (!os.equals("linux")) {
                throw new ContainerException(
                        ArchivePaths.printable(name) + ": an image for " + os + ": Lambda runs images for Linux");
            }
            return new ContainerImage(
                    name,
                    "sha256:" + id.group(2),
                    texts(lines.get(3)),
                    texts(lines.get(4)),
                    text(lines.get(5)),
                    architecture(text(lines.get(2))),
                    texts(lines.get(6)).size());
        } catch (IOException e) {
            throw new ContainerException(ArchivePaths.printable(name)
                    + ": the container engine's answer about it is not understood: " + e.getMessage());
        }
    }

    /** Returns Lambda's name of an architecture that Go names otherwise. */
    private static String architecture(String engines) {
        return engines.equals("amd64") ? "x86_64" : engines;
    }

    /** A text; null is an empty one. */
    private static String text(String json) throws IOException {
        List<String> all = texts(json);
        return all.isEmpty() ? "" : all.get(0);
    }

    /** A list of texts, or one; null is none. */
    private static List<String> texts(String json) throws IOException {
        List<String> all = new ArrayList<>();
        try (JsonParser in = JSON.createParser(json)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                switch (token) {
                    case VALUE_STRING -> all.add(in.getText());
                    case START_ARRAY, END_ARRAY, VALUE_NULL -> {}
                    default -> throw new IOException(json);
                }
            }
        }
        return all;
    }
}
