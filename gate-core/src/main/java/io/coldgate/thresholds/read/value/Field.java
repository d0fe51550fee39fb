package io.coldgate.thresholds.read.value;

import io.coldgate.thresholds.diagnostic.DidYouMean;
import io.coldgate.thresholds.diagnostic.Mistakes;
import io.coldgate.thresholds.diagnostic.Position;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.Printable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value with its key, its path and the collector of mistakes.
 *
 * @param key its key; empty for the root
 * @param keyAt the position of the key
 * @param path the full path from the root, for messages
 * @param node the value
 * @param mistakes where to report
 */
public record Field(String key, Position keyAt, String path, YamlNode node, Mistakes mistakes) {
    private static final Pattern REST_OF_NUMBER = Pattern.compile("[0-9]{1,15}\\s*[A-Za-zµ%]*");

    /** Returns the field of the whole file, which has no key. */
    public static Field root(YamlNode node, Mistakes mistakes) {
        return new Field("", node.position(), "", node, mistakes);
    }

    /** Reports a mistake in the value. */
    public void wrong(String message) {
        boolean nothing = node instanceof YamlNode.Scalar scalar && scalar.isNull();
        mistakes.add(nothing ? keyAt : node.position(), path, message);
    }

    /** Reports a mistake in the key. */
    public void wrongKey(String message) {
        mistakes.add(keyAt, path, message);
    }

    /** Returns whether the key is the rest of a number with a decimal comma, which YAML takes for the next entry. */
    public boolean isAfterComma() {
        return node instanceof YamlNode.Scalar scalar
                && scalar.isNull()
                && REST_OF_NUMBER.matcher(key).matches();
    }

    /** Reports an unknown key, with the closest known one. */
    public void unknownKey(String noun, Collection<String> known) {
        if (isAfterComma()) {
            wrongKey("a comma within { } begins the next entry: write a decimal point, as in 1." + key);
            return;
        }
        wrongKey("unknown " + noun + " " + Printable.quote(key) + DidYouMean.hint(key, known));
    }

    /** Returns the children; reports a value that is not a mapping, and then gives none. */
    public List<Field> children(String expected) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            wrong("expected " + expected + ", found " + node.kind());
            return List.of();
        }
        List<Field> children = new ArrayList<>(mapping.entries().size());
        for (YamlNode.Entry entry : mapping.entries()) {
            String name = entry.key().text();
            String below = path.isEmpty() ? name : path + "." + name;
            children.add(new Field(name, entry.key().position(), below, entry.value(), mistakes));
        }
        return children;
    }

    /** Returns the raw text; reports a value that is empty or not a scalar, and then gives none. */
    public Optional<YamlNode.Scalar> scalar(String expected) {
        if (node instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
            return Optional.of(scalar);
        }
        wrong("expected " + expected + ", found " + node.kind());
        return Optional.empty();
    }
}
