package io.coldgate.ratchet;

import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.thresholds.diagnostic.Mistakes;
import io.coldgate.thresholds.diagnostic.Position;
import io.coldgate.thresholds.yaml.SourceText;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.thresholds.yaml.YamlParser;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The text of a thresholds file, in which individual limits are replaced and every other byte is unchanged. */
final class BudgetText {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final String mark;
    private final String text;
    private final YamlNode root;

    private BudgetText(String mark, String text, YamlNode root) {
        this.mark = mark;
        this.text = text;
        this.root = root;
    }

    /** Returns the text of a file; empty when it is not a valid document. */
    static Optional<BudgetText> of(String whole) {
        SourceText source = SourceText.of(whole);
        Mistakes mistakes = new Mistakes("", source.lines());
        String mark = whole.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
        return source.fault().isPresent()
                ? Optional.empty()
                : YamlParser.parse(source.text(), mistakes)
                        .filter(root -> mistakes.isEmpty())
                        .map(root -> new BudgetText(mark, source.text(), root));
    }

    /** Returns the value whose key is at that location within the function's own entry; empty when it is elsewhere. */
    Optional<YamlNode.Scalar> ownLimit(String function, Location at) {
        return child(root, "functions")
                .flatMap(functions -> child(functions, function))
                .flatMap(own -> valueAt(own, new Position(at.line(), at.column())));
    }

    private static Optional<YamlNode> child(YamlNode node, String key) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            return Optional.empty();
        }
        return mapping.entries().stream()
                .filter(entry -> entry.key().text().equals(key))
                .map(YamlNode.Entry::value)
                .findFirst();
    }

    private static Optional<YamlNode.Scalar> valueAt(YamlNode node, Position key) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            return Optional.empty();
        }
        for (YamlNode.Entry entry : mapping.entries()) {
            if (entry.key().position().equals(key)) {
                return entry.value() instanceof YamlNode.Scalar scalar ? Optional.of(scalar) : Optional.empty();
            }
            Optional<YamlNode.Scalar> below = valueAt(entry.value(), key);
            if (below.isPresent()) {
                return below;
            }
        }
        return Optional.empty();
    }

    /** Returns whether the value appears literally in the text, plain or in quotes, without escapes or folding. */
    boolean isLiteral(YamlNode.Scalar value) {
        return text.startsWith(value.text(), start(value))
                && (value.plain() || text.charAt(start(value) - 1) == text.charAt(end(value)));
    }

    /**
     * Returns the whole text with new values.
     *
     * @param values the new text of each value, which must be literal
     * @throws IllegalStateException when the result would not be the same document except for these values
     */
    String with(Map<YamlNode.Scalar, String> values) {
        StringBuilder changed = new StringBuilder(text);
        TreeMap<Integer, YamlNode.Scalar> lastFirst = new TreeMap<>(Comparator.reverseOrder());
        values.keySet().forEach(value -> lastFirst.put(start(value), value));
        lastFirst.forEach((start, value) -> changed.replace(start, end(value), String.valueOf(values.get(value))));
        String whole = mark + changed;
        Set<YamlNode.Scalar> used = new HashSet<>();
        if (of(whole).filter(other -> same(root, other.root, values, used)).isEmpty() || used.size() != values.size()) {
            throw new IllegalStateException("the edited file does not read as the same but for its limits");
        }
        return whole;
    }

    private static boolean same(
            YamlNode old, YamlNode other, Map<YamlNode.Scalar, String> values, Set<YamlNode.Scalar> used) {
        if (old instanceof YamlNode.Scalar a && other instanceof YamlNode.Scalar b) {
            String wanted = values.get(a);
            if (wanted != null) {
                used.add(a);
            }
            return a.plain() == b.plain() && b.text().equals(wanted == null ? a.text() : wanted);
        }
        if (old instanceof YamlNode.Sequence a && other instanceof YamlNode.Sequence b) {
            boolean same = a.items().size() == b.items().size();
            for (int i = 0; same && i < a.items().size(); i++) {
                same = same(a.items().get(i), b.items().get(i), values, used);
            }
            return same;
        }
        if (old instanceof YamlNode.Mapping a && other instanceof YamlNode.Mapping b) {
            boolean same = a.entries().size() == b.entries().size();
            for (int i = 0; same && i < a.entries().size(); i++) {
                YamlNode.Entry left = a.entries().get(i);
                YamlNode.Entry right = b.entries().get(i);
                same = left.key().text().equals(right.key().text()) && same(left.value(), right.value(), values, used);
            }
            return same;
        }
        return false;
    }

    private int start(YamlNode.Scalar value) {
        int line = 0;
        for (int i = 1; i < value.position().line(); i++) {
            line = text.indexOf('\n', line) + 1;
        }
        return text.offsetByCodePoints(line, value.position().column() - 1) + (value.plain() ? 0 : 1);
    }

    private int end(YamlNode.Scalar value) {
        return start(value) + value.text().length();
    }
}
