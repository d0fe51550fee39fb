package io.coldgate.init;

import io.coldgate.unit.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions of a SAM or CloudFormation template: their properties, with those of {@code Globals} below them. */
final class SamTemplate {
    private static final int LARGEST = 1 << 20;
    private static final String SERVERLESS = "AWS::Serverless::Function";
    private static final String PLAIN = "AWS::Lambda::Function";

    private SamTemplate() {}

    /**
     * A function as the template has it.
     *
     * @param id its logical id
     * @param code its {@code CodeUri} or {@code Code}
     * @param properties all its properties, the global ones included
     * @param metadata how SAM builds it
     */
    record Resource(String id, Optional<TemplateNode> code, TemplateNode properties, TemplateNode metadata) {
        Optional<TemplateNode> property(String key) {
            return properties.get(key);
        }

        /** The text of a property; empty when it is absent, or only known to a deployment. */
        Optional<String> text(String key) {
            return property(key).flatMap(TemplateNode::text);
        }

        /**
         * Returns whether SAM builds it by that method: {@code makefile}, by its target {@code build-ID}, or
         * {@code esbuild}.
         */
        boolean isBuiltBy(String method) {
            return metadata.get("BuildMethod")
                    .flatMap(TemplateNode::text)
                    .orElse("")
                    .equals(method);
        }

        /** The type of its first event, such as {@code SQS}, and that event's properties. */
        Optional<Map.Entry<String, TemplateNode>> event() {
            return property("Events").map(TemplateNode::entriesOrNone).orElse(Map.of()).values().stream()
                    .filter(event ->
                            event.get("Type").flatMap(TemplateNode::text).isPresent())
                    .map(event -> Map.entry(
                            event.get("Type").flatMap(TemplateNode::text).orElse(""),
                            event.get("Properties").orElse(new TemplateNode.Mapping(Map.of()))))
                    .findFirst();
        }

        boolean isImage() {
            return text("PackageType").orElse("").equals("Image")
                    || property("ImageUri").isPresent()
                    || code.flatMap(node -> node.get("ImageUri")).isPresent();
        }

        /** The first of its processors. */
        Optional<String> architecture() {
            return property("Architectures")
                    .filter(TemplateNode.Sequence.class::isInstance)
                    .map(node -> ((TemplateNode.Sequence) node).items())
                    .filter(items -> !items.isEmpty())
                    .flatMap(items -> items.get(0).text());
        }

        /** Its variables; those that only a deployment knows are not texts. */
        Map<String, TemplateNode> variables() {
            return property("Environment")
                    .flatMap(node -> node.get("Variables"))
                    .map(TemplateNode::entriesOrNone)
                    .orElse(Map.of());
        }
    }

    /** The functions of the file, in its order; empty when it is no template that can be read. */
    static Optional<List<Resource>> read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        return bytes.length > LARGEST
                ? Optional.empty()
                : TemplateParser.parse(new String(bytes, StandardCharsets.UTF_8))
                        .flatMap(SamTemplate::resolved)
                        .map(SamTemplate::functions);
    }

    private static Optional<TemplateNode> resolved(TemplateNode root) {
        try {
            return Optional.of(TemplateValues.resolve(root));
        } catch (TemplateValues.TooManyException e) {
            return Optional.empty();
        }
    }

    private static List<Resource> functions(TemplateNode root) {
        TemplateNode globals =
                root.get("Globals").flatMap(node -> node.get("Function")).orElse(new TemplateNode.Mapping(Map.of()));
        List<Resource> functions = new ArrayList<>();
        Map<String, TemplateNode> resources =
                root.get("Resources").map(TemplateNode::entriesOrNone).orElse(Map.of());
        resources.forEach((id, resource) -> {
            String type = resource.get("Type").flatMap(TemplateNode::text).orElse("");
            TemplateNode own = resource.get("Properties").orElse(new TemplateNode.Mapping(Map.of()));
            TemplateNode metadata = resource.get("Metadata").orElse(new TemplateNode.Mapping(Map.of()));
            String shown = Printable.escape(id, 100);
            if (type.equals(SERVERLESS)) {
                TemplateNode all = merged(globals, own);
                functions.add(new Resource(shown, all.get("CodeUri").or(() -> all.get("InlineCode")), all, metadata));
            } else if (type.equals(PLAIN)) {
                functions.add(new Resource(shown, own.get("Code"), own, metadata));
            }
        });
        return functions;
    }

    /** Merges as SAM does it: mappings are merged, anything else of the function's own replaces what is global. */
    private static TemplateNode merged(TemplateNode below, TemplateNode above) {
        if (!(below instanceof TemplateNode.Mapping first && above instanceof TemplateNode.Mapping second)) {
            return above;
        }
        Map<String, TemplateNode> entries = new LinkedHashMap<>(first.entries());
        second.entries().forEach((key, value) -> {
            TemplateNode inherited = entries.get(key);
            entries.put(key, inherited == null ? value : merged(inherited, value));
        });
        return new TemplateNode.Mapping(entries);
    }
}
