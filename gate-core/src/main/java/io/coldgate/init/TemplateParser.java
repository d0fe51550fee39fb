package io.coldgate.init;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads a template from SnakeYAML's events: no objects are constructed, and the depth and number of nodes are bounded,
 * because a pull request may contain it. An alias shares the node of its anchor, but its nodes count again, so the
 * bound also applies to aliases of aliases.
 */
final class TemplateParser {
    /** The deepest nesting; resources with policies with conditions have a quarter of it. */
    private static final int DEEPEST = 64;

    /** The largest number of nodes; the largest template that CloudFormation accepts (1 MB) has fewer. */
    private static final int MOST_NODES = 300_000;

    private final Parser events;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private int nodes;

    /**
     * A node with an anchor.
     *
     * @param size the number of its nodes, including those of aliases
     * @param depth its depth
     */
    private record Anchored(TemplateNode node, int size, int depth) {}

    /** The deepest level since the beginning of an anchored node. */
    private int deepest;

    private TemplateParser(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        this.events = new ParserImpl(new StreamReader(text), options);
    }

    /** Returns the first document's root. */
    static TemplateNode parse(String text) throws UnreadableTemplateException {
        try {
            TemplateParser parser = new TemplateParser(text);
            parser.events.getEvent(); // start of the stream
            if (parser.events.checkEvent(Event.ID.StreamEnd)) {
                throw new UnreadableTemplateException("it is empty");
            }
            parser.events.getEvent(); // start of the document
            return parser.node(0);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            String place = mark == null ? "" : ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
            throw new UnreadableTemplateException(place, String.valueOf(e.getProblem()));
        } catch (YAMLException e) {
            throw new UnreadableTemplateException("it has characters that YAML does not take");
        } catch (IllegalArgumentException e) {
            throw new UnreadableTemplateException("an escape in it names no character");
        }
    }

    private TemplateNode node(int depth) throws UnreadableTemplateException {
        Event event = events.getEvent();
        if (event instanceof AliasEvent alias) {
            Anchored known = anchors.get(alias.getAnchor());
            count(known == null ? 1 : known.size(), known == null ? depth : depth + known.depth());
            return known == null ? new TemplateNode.Intrinsic("an alias") : known.node();
        }
        int before = nodes;
        int outer = deepest;
        deepest = depth;
        count(1, depth);
        TemplateNode node = content(event, depth);
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            anchors.put(anchor, new Anchored(node, nodes - before, deepest - depth));
        }
        deepest = Math.max(outer, deepest);
        return node;
    }

    private void count(int more, int depth) throws UnreadableTemplateException {
        nodes += more;
        deepest = Math.max(deepest, depth);
        if (depth > DEEPEST || nodes > MOST_NODES) {
            throw new UnreadableTemplateException("it is nested too deep, or too large");
        }
    }

    private TemplateNode content(Event event, int depth) throws UnreadableTemplateException {
        if (event instanceof ScalarEvent scalar) {
            TemplateNode text = new TemplateNode.Scalar(scalar.getValue());
            return isIntrinsic(scalar.getTag())
                    ? new TemplateNode.Intrinsic(String.valueOf(scalar.getTag()), text)
                    : text;
        }
        String tag = ((CollectionStartEvent) event).getTag();
        TemplateNode read = event.is(Event.ID.SequenceStart) ? sequence(depth) : mapping(depth);
        if (isIntrinsic(tag)) {
            return new TemplateNode.Intrinsic(String.valueOf(tag), read);
        }
        if (read instanceof TemplateNode.Mapping mapping && mapping.isIntrinsic()) {
            Map.Entry<String, TemplateNode> only =
                    mapping.entries().entrySet().iterator().next();
            return new TemplateNode.Intrinsic(only.getKey(), only.getValue());
        }
        return read;
    }

    /** Returns whether a tag is a function; YAML's own tags ({@code !!str}) are ignored. */
    private static boolean isIntrinsic(@Nullable String tag) {
        return tag != null && !tag.equals("!") && !tag.startsWith("tag:yaml.org,2002:");
    }

    private TemplateNode sequence(int depth) throws UnreadableTemplateException {
        List<TemplateNode> items = new ArrayList<>();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(depth + 1));
        }
        events.getEvent();
        return new TemplateNode.Sequence(items);
    }

    private TemplateNode mapping(int depth) throws UnreadableTemplateException {
        Map<String, TemplateNode> entries = new LinkedHashMap<>();
        Map<String, TemplateNode> below = new LinkedHashMap<>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            TemplateNode key = node(depth + 1);
            TemplateNode value = node(depth + 1);
            if (key.text().orElse("").equals("<<")) {
                mergedIn(value).forEach(below::putIfAbsent);
            } else {
                key.text().ifPresent(text -> entries.put(text, value));
            }
        }
        events.getEvent();
        below.forEach(entries::putIfAbsent);
        return new TemplateNode.Mapping(entries);
    }

    /**
     * Returns the entries of YAML's merge key, which takes a mapping, or a list of mappings in which earlier ones take
     * precedence.
     */
    private static Map<String, TemplateNode> mergedIn(TemplateNode value) {
        Map<String, TemplateNode> merged = new LinkedHashMap<>(value.entriesOrNone());
        value.itemsOrNone().forEach(item -> item.entriesOrNone().forEach(merged::putIfAbsent));
        return merged;
    }
}
