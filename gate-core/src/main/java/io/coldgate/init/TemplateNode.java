package io.coldgate.init;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a template, as far as {@code init} understands it. */
sealed interface TemplateNode {
    /** A plain or quoted text. */
    record Scalar(String value) implements TemplateNode {}

    /** A list. */
    record Sequence(List<TemplateNode> items) implements TemplateNode {}

    /** Keys and values; of a key that comes twice, the last one. */
    record Mapping(Map<String, TemplateNode> entries) implements TemplateNode {
        /** Returns whether it is the long form of a function, such as {@code Fn::GetAtt: […]}. */
        boolean isIntrinsic() {
            String only = entries.size() == 1 ? entries.keySet().iterator().next() : "";
            return only.equals("Ref") || only.startsWith("Fn::") && !only.startsWith("Fn::ForEach");
        }
    }

    /**
     * A value that a deployment resolves: {@code !Ref}, {@code !Sub}; also an alias that leads into itself.
     *
     * @param name as it is written
     * @param argument what it is applied to
     */
    record Intrinsic(String name, TemplateNode argument) implements TemplateNode {
        /** An intrinsic whose argument says nothing. */
        Intrinsic(String name) {
            this(name, new Scalar(""));
        }

        /** Returns whether it is that function, in its short form or its long one. */
        boolean is(String function) {
            return name.equals("!" + function) || name.equals(function) || name.equals("Fn::" + function);
        }
    }

    /** Returns what is below that key. */
    default Optional<TemplateNode> get(String key) {
        return this instanceof Mapping mapping
                ? Optional.ofNullable(mapping.entries().get(key))
                : Optional.empty();
    }

    /** The text of a scalar. */
    default Optional<String> text() {
        return this instanceof Scalar scalar ? Optional.of(scalar.value()) : Optional.empty();
    }

    /** The entries of a mapping; none of anything else. */
    default Map<String, TemplateNode> entriesOrNone() {
        return this instanceof Mapping mapping ? mapping.entries() : Map.of();
    }

    /** The items of a list; none of anything else. */
    default List<TemplateNode> itemsOrNone() {
        return this instanceof Sequence sequence ? sequence.items() : List.of();
    }
}
