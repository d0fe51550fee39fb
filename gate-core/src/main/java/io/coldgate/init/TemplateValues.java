package io.coldgate.init;

import io.coldgate.unit.Expansion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves the parts of a template that need no deployment: loops ({@code Fn::ForEach}), and {@code Ref}, {@code Sub}
 * and {@code Join} of parameters with defaults. Everything else stays an intrinsic, with a stand-in if there is one.
 */
final class TemplateValues {
    /** The largest number of nodes: more than CloudFormation's largest template has; nested loops multiply. */
    private static final int MOST_NODES = 300_000;

    private static final int DEEPEST_LOOP = 8;
    private static final String LOOP = "Fn::ForEach";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(!?)([A-Za-z0-9_.:]+)}|&\\{([A-Za-z0-9_]+)}");

    private final Map<String, TemplateNode> parameters = new HashMap<>();
    private final Expansion expansion = new Expansion();
    private final StandIns standIns;
    private int made;

    private TemplateValues(Map<String, TemplateNode> declared) {
        this.standIns = new StandIns(declared);
    }

    /** Returns the template with everything resolved that is known, and with stand-ins for what is not. */
    static TemplateNode resolve(TemplateNode root) throws UnreadableTemplateException {
        Map<String, TemplateNode> declared =
                root.get("Parameters").map(TemplateNode::entriesOrNone).orElse(Map.of());
        TemplateValues values = new TemplateValues(declared);
        declared.forEach((name, parameter) -> parameter.get("Default").ifPresent(usual -> {
            String type = parameter.get("Type").flatMap(TemplateNode::text).orElse("");
            boolean list = type.equals("CommaDelimitedList") || type.startsWith("List<");
            // The default of such a parameter is the name of the value in Systems Manager.
            if (!type.startsWith("AWS::SSM::Parameter::")) {
                values.parameters.put(name, list ? listOf(usual) : usual);
            }
        }));
        return values.node(root, Map.of(), 0);
    }

    private static TemplateNode listOf(TemplateNode text) {
        List<TemplateNode> items = new ArrayList<>();
        for (String item : text.text().orElse("").split(",", -1)) {
            items.add(new TemplateNode.Scalar(item.strip()));
        }
        return new TemplateNode.Sequence(items);
    }

    private TemplateNode node(TemplateNode node, Map<String, String> loop, int loops)
            throws UnreadableTemplateException {
        if (++made > MOST_NODES) {
            throw new UnreadableTemplateException("its loops make too much");
        }
        if (node instanceof TemplateNode.Scalar scalar) {
            return new TemplateNode.Scalar(inLoop(scalar.value(), loop));
        }
        if (node instanceof TemplateNode.Sequence sequence) {
            List<TemplateNode> items = new ArrayList<>();
            for (TemplateNode item : sequence.items()) {
                items.add(node(item, loop, loops));
            }
            return new TemplateNode.Sequence(items);
        }
        if (node instanceof TemplateNode.Intrinsic intrinsic) {
            return intrinsic(intrinsic, loop, loops);
        }
        Map<String, TemplateNode> entries = new LinkedHashMap<>();
        for (Map.Entry<String, TemplateNode> entry : node.entriesOrNone().entrySet()) {
            if (entry.getKey().startsWith(LOOP)) {
                repeat(entry, loop, loops + 1, entries);
            } else {
                entries.put(inLoop(entry.getKey(), loop), node(entry.getValue(), loop, loops));
            }
        }
        return new TemplateNode.Mapping(entries);
    }

    /**
     * Expands a loop. Source: the CloudFormation user guide, "Fn::ForEach": identifier, collection, and output for
     * each.
     */
    private void repeat(
            Map.Entry<String, TemplateNode> loop,
            Map<String, String> outer,
            int loops,
            Map<String, TemplateNode> entries)
            throws UnreadableTemplateException {
        List<TemplateNode> parts = loop.getValue().itemsOrNone();
        TemplateNode collection = parts.size() == 3 && loops <= DEEPEST_LOOP
                ? node(parts.get(1), outer, loops)
                : new TemplateNode.Intrinsic(LOOP);
        if (!(collection instanceof TemplateNode.Sequence items)) {
            entries.put(loop.getKey(), new TemplateNode.Intrinsic(LOOP));
            return;
        }
        String identifier = parts.get(0).text().orElse("");
        for (TemplateNode item : items.items()) {
            Map<String, String> inner = new HashMap<>(outer);
            inner.put(identifier, item.text().orElse(""));
            entries.putAll(node(parts.get(2), inner, loops).entriesOrNone());
        }
    }

    private String inLoop(String text, Map<String, String> loop) throws UnreadableTemplateException {
        if (loop.isEmpty()) {
            return text;
        }
        Map<String, String> letters = new HashMap<>();
        return expansion
                .replaced(text, VARIABLE, found -> {
                    String ofLetters = found.group(3);
                    if (ofLetters != null && loop.containsKey(ofLetters)) {
                        return letters.computeIfAbsent(ofLetters, name -> lettersOf(loop.getOrDefault(name, "")));
                    }
                    String plain = found.group(2) == null ? null : loop.get(found.group(2));
                    return plain == null ? found.group() : plain;
                })
                .orElseThrow(() -> new UnreadableTemplateException("its loops make too much"));
    }

    private static String lettersOf(String item) {
        return item.replaceAll("[^A-Za-z0-9]", "");
    }

    private TemplateNode intrinsic(TemplateNode.Intrinsic intrinsic, Map<String, String> loop, int loops)
            throws UnreadableTemplateException {
        TemplateNode argument = node(intrinsic.argument(), loop, loops);
        if (intrinsic.is("Sub")) {
            return substituted(intrinsic, argument);
        }
        if (intrinsic.is("Join")) {
            return joined(intrinsic, argument);
        }
        Optional<TemplateNode> known = Optional.empty();
        if (intrinsic.is("Ref")) {
            String name = argument.text().orElse("");
            known = Optional.ofNullable(loop.get(name))
                    .<TemplateNode>map(TemplateNode.Scalar::new)
                    .or(() -> Optional.ofNullable(parameters.get(name)));
        }
        return known.orElseGet(
                () -> new TemplateNode.Intrinsic(intrinsic.name(), argument, standIns.of(intrinsic, argument)));
    }

    private TemplateNode substituted(TemplateNode.Intrinsic intrinsic, TemplateNode argument) {
        List<TemplateNode> parts = argument.itemsOrNone();
        String text = argument.text()
                .or(() -> parts.isEmpty() ? Optional.empty() : parts.get(0).text())
                .orElse("${?}");
        Map<String, TemplateNode> own = parts.size() == 2 ? parts.get(1).entriesOrNone() : Map.of();
        List<TemplateNode> pieces = new ArrayList<>();
        int from = 0;
        Matcher found = VARIABLE.matcher(text);
        while (found.find()) {
            pieces.add(new TemplateNode.Scalar(text.substring(from, found.start())));
            from = found.end();
            // A loop's &{NAME} outside of its loop names nothing.
            String name = found.group(2) == null ? found.group() : found.group(2);
            pieces.add("!".equals(found.group(1)) ? new TemplateNode.Scalar("${" + name + "}") : variable(name, own));
        }
        pieces.add(new TemplateNode.Scalar(text.substring(from)));
        return concatenated(intrinsic, argument, pieces);
    }

    private TemplateNode variable(String name, Map<String, TemplateNode> own) {
        return Optional.ofNullable(own.get(name))
                .or(() -> Optional.ofNullable(parameters.get(name)))
                .orElseGet(() ->
                        new TemplateNode.Intrinsic("Ref", new TemplateNode.Scalar(name), standIns.ofVariable(name)));
    }

    private TemplateNode joined(TemplateNode.Intrinsic intrinsic, TemplateNode argument) {
        List<TemplateNode> parts = argument.itemsOrNone();
        if (parts.size() != 2 || parts.get(1).itemsOrNone().isEmpty()) {
            return new TemplateNode.Intrinsic(intrinsic.name(), argument);
        }
        List<TemplateNode> pieces = new ArrayList<>();
        for (TemplateNode item : parts.get(1).itemsOrNone()) {
            if (!pieces.isEmpty()) {
                pieces.add(parts.get(0));
            }
            pieces.add(item);
        }
        return concatenated(intrinsic, argument, pieces);
    }

    /** Returns the text of pieces that are all known; otherwise the intrinsic, with a stand-in if each has one. */
    private TemplateNode concatenated(
            TemplateNode.Intrinsic intrinsic, TemplateNode argument, List<TemplateNode> pieces) {
        List<String> texts =
                pieces.stream().flatMap(piece -> piece.standIn().stream()).toList();
        Optional<String> whole = texts.size() == pieces.size() ? expansion.joined(texts) : Optional.empty();
        boolean known = pieces.stream().allMatch(piece -> piece.text().isPresent());
        return known && whole.isPresent()
                ? new TemplateNode.Scalar(whole.get())
                : new TemplateNode.Intrinsic(intrinsic.name(), argument, whole);
    }
}
