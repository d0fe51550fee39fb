package io.coldgate.init;

import io.coldgate.unit.Printable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Builds the esbuild command for a resource with {@code BuildMethod: esbuild}. Source: the AWS SAM developer guide,
 * "Building Node.js Lambda functions with esbuild".
 */
final class Esbuild {
    /** Words that need no escaping between double quotes. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_./@+*=:,-]+");

    private static final List<String> ENDINGS = List.of(".ts", ".js", ".mts", ".mjs", ".tsx", ".jsx", ".cts", ".cjs");

    private Esbuild() {}

    /** Returns the command that bundles {@code copy}, a copy of {@code code}, into {@code bundle}. */
    static String command(Path code, String copy, String bundle, TemplateNode properties, String handler)
            throws SamFunctions.LeftOutException {
        StringBuilder command = new StringBuilder(copy + "/node_modules/.bin/esbuild");
        for (String entry : entries(code, properties, handler)) {
            command.append(' ').append(quoted(copy + "/" + entry));
        }
        command.append(" --bundle --platform=node --outdir=").append(bundle);
        if (properties.get("Minify").isEmpty()) {
            command.append(" --minify");
        }
        if (properties.get("Target").isEmpty()) {
            command.append(" --target=es2020");
        }
        if (properties.get("MainFields").isEmpty()) {
            command.append(" --main-fields=main,module");
        }
        for (Map.Entry<String, TemplateNode> property :
                properties.entriesOrNone().entrySet()) {
            for (String option : options(property.getKey(), words(property.getValue()))) {
                command.append(' ').append(quoted(option));
            }
        }
        return command.toString();
    }

    private static List<String> entries(Path code, TemplateNode properties, String handler)
            throws SamFunctions.LeftOutException {
        Optional<TemplateNode> named = properties.get("EntryPoints");
        if (named.isPresent()) {
            return words(named.get());
        }
        String file = handler.replaceFirst("\\.[^./]*$", "");
        return ENDINGS.stream()
                .map(ending -> file + ending)
                .filter(entry -> HARMLESS.matcher(entry).matches() && Files.isRegularFile(code.resolve(entry)))
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> new SamFunctions.LeftOutException(
                        "SAM builds it with esbuild, and its handler is in no file that esbuild reads: name"
                                + " EntryPoints"));
    }

    private static List<String> options(String property, List<String> words) throws SamFunctions.LeftOutException {
        boolean yes = words.equals(List.of("true"));
        return switch (property) {
            case "EntryPoints" -> List.of();
            case "Minify" -> yes ? List.of("--minify") : List.of();
            case "Sourcemap" -> yes ? List.of("--sourcemap") : List.of();
            case "SourcesContent" -> List.of("--sources-content=" + String.join(",", words));
            case "Target" -> List.of("--target=" + String.join(",", words));
            case "Format" -> List.of("--format=" + String.join(",", words));
            case "MainFields" -> List.of("--main-fields=" + String.join(",", words));
            case "External" -> words.stream().map(word -> "--external:" + word).toList();
            case "Loader" -> words.stream().map(word -> "--loader:" + word).toList();
            case "OutExtension" ->
                words.stream().map(word -> "--out-extension:" + word).toList();
            default ->
                throw new SamFunctions.LeftOutException("its esbuild property "
                        + Printable.quote(property)
                        + " is not known to init: write its entry with the build: that bundles it");
        };
    }

    private static List<String> words(TemplateNode node) throws SamFunctions.LeftOutException {
        List<String> words = new ArrayList<>();
        for (TemplateNode item : node instanceof TemplateNode.Sequence list ? list.items() : List.of(node)) {
            words.add(item.text()
                    .orElseThrow(() -> new SamFunctions.LeftOutException(
                            "its esbuild properties are known to a deployment only: write its entry with the build:"
                                    + " that bundles it")));
        }
        return words;
    }

    private static String quoted(String word) throws SamFunctions.LeftOutException {
        if (!HARMLESS.matcher(word).matches()) {
            throw new SamFunctions.LeftOutException("its esbuild property " + Printable.quote(word)
                    + " has characters that a shell would not take as" + " they are");
        }
        return word.contains("*") ? '"' + word + '"' : word;
    }
}
