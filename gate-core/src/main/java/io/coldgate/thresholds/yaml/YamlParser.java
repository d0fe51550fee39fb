package io.coldgate.thresholds.yaml;

import io.coldgate.thresholds.diagnostic.Mistakes;
import io.coldgate.thresholds.diagnostic.Position;
import io.coldgate.unit.Printable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
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
 * Builds the tree from SnakeYAML's events. Its composer and constructors are not used: they handle anchors, aliases,
 * tags, types and merge keys, none of which a pull request's file may use. The depth is bounded here, before any
 * recursion.
 */
public final class YamlParser {
    /** The deepest nesting that is accepted; the deepest key of the format is at level 7. */
    static final int DEEPEST = 32;

    private final Parser events;
    private final Mistakes mistakes;

    /** The beginning of the last value that was read. */
    private Position last = Position.START;

    private YamlParser(String text, Mistakes mistakes) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        this.events = new ParserImpl(new StreamReader(text), options);
        this.mistakes = mistakes;
    }

    /** Returns the document's root; empty when the file is not a valid document, which the mistakes explain. */
    public static Optional<YamlNode> parse(String text, Mistakes mistakes) {
        YamlParser parser = new YamlParser(text, mistakes);
        try {
            return parser.document();
        } catch (Refused e) {
            mistakes.add(e.at, "", e.message());
        } catch (YAMLException e) {
            YamlSyntax.explain(e, mistakes);
        } catch (IllegalArgumentException e) {
            // An escape such as "\UFFFFFFFF" that is not a character.
            mistakes.add(parser.last, "", "not YAML: an escape in double quotes after this names no character");
        }
        return Optional.empty();
    }

    /** Ends the parse: nothing after it can be trusted. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Position at;
        private final String problem;

        Refused(Position at, String problem) {
            super(problem, null, false, false);
            this.at = at;
            this.problem = problem;
        }

        String message() {
            return problem;
        }
    }

    private Optional<YamlNode> document() throws Refused {
        events.getEvent(); // start of the stream
        if (events.checkEvent(Event.ID.StreamEnd)) {
            mistakes.add(Position.START, "", "empty: a thresholds file starts with the line \"version: 1\"");
            return Optional.empty();
        }
        events.getEvent(); // start of the document
        YamlNode root = node("", 0);
        events.getEvent(); // end of the document
        if (!events.checkEvent(Event.ID.StreamEnd)) {
            Position at = position(events.getEvent().getStartMark());
            throw new Refused(at, "a second document (---): only one is read; remove it");
        }
        return Optional.of(root);
    }

    private YamlNode node(String path, int depth) throws Refused {
        Event event = events.getEvent();
        Position at = position(event.getStartMark());
        last = at;
        refuseReferences((NodeEvent) event, at);
        if (depth > DEEPEST) {
            throw new Refused(at, "nested deeper than " + DEEPEST + " levels: no key of a thresholds file is");
        }
        if (event instanceof ScalarEvent scalar) {
            refuseTag(scalar.getTag(), at);
            return new YamlNode.Scalar(scalar.getValue(), scalar.isPlain(), at);
        }
        refuseTag(((CollectionStartEvent) event).getTag(), at);
        return event.is(Event.ID.SequenceStart) ? sequence(path, depth, at) : mapping(path, depth, at);
    }

    private static void refuseReferences(NodeEvent event, Position at) throws Refused {
        if (event instanceof AliasEvent || event.getAnchor() != null) {
            String sign = event instanceof AliasEvent ? "an alias (*" : "an anchor (&";
            throw new Refused(
                    at,
                    sign + Printable.escape(event.getAnchor(), 20)
                            + "): not read here; write the value out, or put what functions share under defaults");
        }
    }

    private static void refuseTag(@org.jspecify.annotations.Nullable String tag, Position at) throws Refused {
        if (tag != null) {
            throw new Refused(at, "a tag (" + Printable.escape(tag, 40) + "): not read here; remove it");
        }
    }

    private YamlNode.Sequence sequence(String path, int depth, Position at) throws Refused {
        List<YamlNode> items = new ArrayList<>();
        while (!events.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(path + "[" + items.size() + "]", depth + 1));
        }
        events.getEvent();
        return new YamlNode.Sequence(items, at);
    }

    private YamlNode.Mapping mapping(String path, int depth, Position at) throws Refused {
        List<YamlNode.Entry> entries = new ArrayList<>();
        Map<String, Position> seen = new HashMap<>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            YamlNode keyNode = node(path, depth + 1);
            if (!(keyNode instanceof YamlNode.Scalar key)) {
                throw new Refused(keyNode.position(), keyNode.kind() + " as a key: a key is plain text");
            }
            if (key.plain() && key.text().equals("<<")) {
                throw new Refused(
                        key.position(), "a merge key (<<): not read here; put what functions share under defaults");
            }
            String keyPath = path.isEmpty() ? key.text() : path + "." + key.text();
            YamlNode value = node(keyPath, depth + 1);
            Position first = seen.putIfAbsent(key.text(), key.position());
            if (first == null) {
                entries.add(new YamlNode.Entry(key, value));
            } else {
                mistakes.add(
                        key.position(),
                        keyPath,
                        "duplicate key, first on line " + first.line() + ": keep one of the two");
            }
        }
        events.getEvent();
        return new YamlNode.Mapping(entries, at);
    }

    static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
