package io.coldgate.embedded.runtime.container;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.coldgate.embedded.runtime.code.ArchivePaths;
import io.coldgate.embedded.runtime.code.ContainerImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer of {@code image inspect}, a list of one object, as far as Docker and Podman agree. Not read by a template,
 * because the field names in their templates differ.
 */
final class ImageAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    /** The paths of the strings, and lists of strings, that are read; everything else is ignored. */
    private static final Pattern PLACE = Pattern.compile(
            "/0/(Id|Os|Architecture|Config/Entrypoint|Config/Cmd|Config/WorkingDir|RootFS/Layers)(/\\d+)?");

    /** Podman omits the algorithm. */
    private static final Pattern ID = Pattern.compile("(sha256:)?([0-9a-f]{64})");

    private ImageAnswer() {}

    static ContainerImage read(String name, String answer) throws ContainerException {
        Map<String, List<String>> said;
        try {
            said = texts(answer);
        } catch (IOException e) {
            throw notUnderstood(name, "it is not JSON");
        }
        Matcher id = ID.matcher(one(said, "Id"));
        if (!id.matches()) {
            throw notUnderstood(name, "it has no Id of 64 digits");
        }
        String os = one(said, "Os");
        if (!os.equals("linux")) {
            throw new ContainerException(ArchivePaths.printable(name) + ": is an image for "
                    + (os.isEmpty() ? "no system" : ArchivePaths.printable(os)) + ": Lambda runs images for Linux");
        }
        return new ContainerImage(
                name,
                "sha256:" + id.group(2),
                said.getOrDefault("Config/Entrypoint", List.of()),
                said.getOrDefault("Config/Cmd", List.of()),
                one(said, "Config/WorkingDir"),
                architecture(one(said, "Architecture")),
                said.getOrDefault("RootFS/Layers", List.of()).size());
    }

    private static ContainerException notUnderstood(String name, String why) {
        return new ContainerException(
                ArchivePaths.printable(name) + ": the container engine's answer about it is not understood: " + why);
    }

    /** Returns Lambda's name of an architecture, which Go names differently. */
    private static String architecture(String engines) {
        return engines.equals("amd64") ? "x86_64" : engines;
    }

    private static String one(Map<String, List<String>> said, String place) {
        List<String> all = said.getOrDefault(place, List.of());
        return all.isEmpty() ? "" : all.get(0);
    }

    private static Map<String, List<String>> texts(String answer) throws IOException {
        Map<String, List<String>> found = new HashMap<>();
        try (JsonParser in = JSON.createParser(answer)) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token != JsonToken.VALUE_STRING) {
                    continue;
                }
                Matcher place =
                        PLACE.matcher(in.getParsingContext().pathAsPointer().toString());
                if (place.matches()) {
                    found.computeIfAbsent(place.group(1), each -> new ArrayList<>())
                            .add(in.getText());
                }
            }
        }
        return found;
    }
}
