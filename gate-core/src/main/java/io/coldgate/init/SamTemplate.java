package io.coldgate.init;

import io.coldgate.unit.PlainText;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The functions of a SAM or CloudFormation template: their properties, merged with those of {@code Globals}. */
final class SamTemplate {
    private static final int LARGEST = 1 << 20;
    private static final String SERVERLESS = "AWS::Serverless::Function";
    private static final String PLAIN = "AWS::Lambda::Function";

    private static final String LAYER = "AWS::Serverless::LayerVersion";
    private static final Pattern USUAL_NAME = Pattern.compile("template\\.(?:ya?ml|json)");
    private static final Pattern OTHER_NAME =
            Pattern.compile("(?:sam|(?!packaged).*[-_.]template|template[-_.].*)\\.(?:ya?ml|json)");

    /** The resource types of nested stacks, and the property with the path of their templates. */
    private static final Map<String, String> NESTED =
            Map.of("AWS::Serverless::Application", "Location", "AWS::CloudFormation::Stack", "TemplateURL");

    private SamTemplate() {}

    /**
     * A function as written in the template.
     *
     * @param id its logical id
     * @param code its {@code CodeUri} or {@code Code}
     * @param properties all its properties, including global ones
     * @param metadata the build settings for SAM
     * @param layers its layers, in order
     */
    record Resource(
            String id,
            Optional<TemplateNode> code,
            TemplateNode properties,
            TemplateNode metadata,
            List<Layer> layers) {
        Optional<TemplateNode> property(String key) {
            return properties.get(key);
        }

        /** Returns the text of a property; empty when it is absent, or known only at deployment. */
        Optional<String> text(String key) {
            return property(key).flatMap(TemplateNode::text);
        }

        /**
         * Returns whether SAM builds it by that method: {@code makefile} (by its target {@code build-ID}) or
         * {@code esbuild}.
         */
        boolean isBuiltBy(String method) {
            return metadata.get("BuildMethod")
                    .flatMap(TemplateNode::text)
                    .orElse("")
                    .equals(method);
        }

        /** Returns the types of its events, such as {@code SQS}, and each event's properties. */
        List<Map.Entry<String, TemplateNode>> events() {
            return property("Events").map(TemplateNode::entriesOrNone).orElse(Map.of()).values().stream()
                    .filter(event ->
                            event.get("Type").flatMap(TemplateNode::text).isPresent())
                    .map(event -> Map.entry(
                            event.get("Type").flatMap(TemplateNode::text).orElse(""),
                            event.get("Properties").orElse(new TemplateNode.Mapping(Map.of()))))
                    .toList();
        }

        boolean isImage() {
            return text("PackageType").orElse("").equals("Image")
                    || property("ImageUri").isPresent()
                    || code.flatMap(node -> node.get("ImageUri")).isPresent();
        }

        /** Returns the first of its architectures. */
        Optional<String> architecture() {
            return property("Architectures")
                    .filter(TemplateNode.Sequence.class::isInstance)
                    .map(node -> ((TemplateNode.Sequence) node).items())
                    .filter(items -> !items.isEmpty())
                    .flatMap(items -> items.get(0).text());
        }

        /** Returns its variables; those known only at deployment are not texts. */
        Map<String, TemplateNode> variables() {
            return property("Environment")
                    .flatMap(node -> node.get("Variables"))
                    .map(TemplateNode::entriesOrNone)
                    .orElse(Map.of());
        }
    }

    /**
     * A layer of a function.
     *
     * @param name its logical id or ARN, as far as the template contains it
     * @param content the folder or zip with its content, as it exists
     */
    record Layer(String name, Optional<String> content) {}

    /** Returns whether a file with that lower-case name may be a template. */
    static boolean isCalledSo(String name) {
        return USUAL_NAME.matcher(name).matches() || OTHER_NAME.matcher(name).matches();
    }

    /** Returns whether it is a template: a file with another name than SAM's own must mention functions. */
    static boolean isOne(Path file) throws IOException {
        if (isUsual(file) || !Files.isReadable(file)) {
            return true;
        }
        String text = PlainText.start(file);
        return text.contains(SERVERLESS) || text.contains(PLAIN);
    }

    /** Returns whether it has a name that SAM uses by default. */
    static boolean isUsual(Path file) {
        return USUAL_NAME
                .matcher(String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT))
                .matches();
    }

    /**
     * The contents of a file.
     *
     * @param functions the functions, in order
     * @param nested the paths or addresses of the templates of its nested stacks, as they are written
     * @param loops loops around resources that can be expanded only at deployment
     */
    record Contents(List<Resource> functions, List<String> nested, List<String> loops) {}

    /** Reads a file. */
    static Contents read(Path file) throws IOException, UnreadableTemplateException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw new UnreadableTemplateException("it is over 1 MB");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        // Unlike JSON, YAML does not allow tabs as whitespace; a JSON string cannot contain one.
        boolean json =
                String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".json");
        TemplateNode root = TemplateValues.resolve(TemplateParser.parse(json ? text.replace('\t', ' ') : text));
        List<String> loops = root.get("Resources").map(TemplateNode::entriesOrNone).orElse(Map.of()).entrySet().stream()
                .filter(entry ->
                        entry.getValue() instanceof TemplateNode.Intrinsic intrinsic && intrinsic.is("ForEach"))
                .map(entry -> Printable.escape(entry.getKey(), 100))
                .toList();
        return new Contents(functions(root), nested(root), loops);
    }

    private static List<String> nested(TemplateNode root) {
        List<String> nested = new ArrayList<>();
        root.get("Resources")
                .map(TemplateNode::entriesOrNone)
                .orElse(Map.of())
                .values()
                .forEach(resource -> {
                    String type =
                            resource.get("Type").flatMap(TemplateNode::text).orElse("");
                    String key = NESTED.getOrDefault(type, "");
                    resource.get("Properties")
                            .flatMap(properties -> properties.get(key))
                            .flatMap(TemplateNode::text)
                            .ifPresent(nested::add);
                });
        return nested;
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
                List<Layer> layers = Stream.of(globals, own)
                        .flatMap(from -> layers(from, resources).stream())
                        .toList();
                functions.add(
                        new Resource(shown, all.get("CodeUri").or(() -> all.get("InlineCode")), all, metadata, layers));
            } else if (type.equals(PLAIN)) {
                functions.add(new Resource(shown, own.get("Code"), own, metadata, layers(own, resources)));
            }
        });
        return functions;
    }

    private static List<Layer> layers(TemplateNode properties, Map<String, TemplateNode> resources) {
        return properties.get("Layers").map(TemplateNode::itemsOrNone).orElse(List.of()).stream()
                .map(layer -> layer(layer, resources))
                .toList();
    }

    /** Returns a layer. A layer that SAM builds has no content yet. */
    private static Layer layer(TemplateNode layer, Map<String, TemplateNode> resources) {
        if (!(layer instanceof TemplateNode.Intrinsic intrinsic && intrinsic.is("Ref"))) {
            return new Layer(layer.text().orElse("of a deployment"), Optional.empty());
        }
        String name = intrinsic.argument().text().orElse("");
        Optional<String> content = Optional.ofNullable(resources.get(name))
                .filter(found ->
                        found.get("Type").flatMap(TemplateNode::text).orElse("").equals(LAYER))
                .filter(found -> found.get("Metadata")
                        .flatMap(metadata -> metadata.get("BuildMethod"))
                        .isEmpty())
                .flatMap(found -> found.get("Properties"))
                .flatMap(found -> found.get("ContentUri"))
                .flatMap(TemplateNode::text);
        return new Layer(name, content);
    }

    /** Merges properties as SAM does: mappings are merged; any other value of the function replaces the global one. */
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
