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

    /** A mapping; if a key is repeated, the last value counts. */
    record Mapping(Map<String, TemplateNode> entries) implements TemplateNode {
        /** Returns whether it is the long form of an intrinsic function, such as {@code Fn::GetAtt: […]}. */
        boolean isIntrinsic() {
            String only = entries.size() == 1 ? entries.keySet().iterator().next() : "";
            return only.equals("Ref") || only.startsWith("Fn::") && !only.startsWith("Fn::ForEach");
        }
    }

    /**
     * A value that is resolved at deployment: {@code !Ref}, {@code !Sub}; also a recursive alias.
     *
     * @param name its name as written
     * @param argument its argument
     * @param placeholder a value that can stand in for it
     */
    record Intrinsic(String name, TemplateNode argument, Optional<String> placeholder) implements TemplateNode {
        /** An intrinsic as it is written. */
        Intrinsic(String name, TemplateNode argument) {
            this(name, argument, Optional.empty());
        }

        /** An intrinsic without a usable argument. */
        Intrinsic(String name) {
            this(name, new Scalar(""));
        }

        /** Returns whether it is that intrinsic function, in its short or long form. */
        boolean is(String function) {
            return name.equals("!" + function) || name.equals(function) || name.equals("Fn::" + function);
        }
    }

    /** Returns the node below that key. */
    default Optional<TemplateNode> get(String key) {
        return this instanceof Mapping mapping
                ? Optional.ofNullable(mapping.entries().get(key))
                : Optional.empty();
    }

    /** Returns the text of a scalar. */
    default Optional<String> text() {
        return this instanceof Scalar scalar ? Optional.of(scalar.value()) : Optional.empty();
    }

    /** Returns the text of a scalar, or a value that can stand in for that of an intrinsic. */
    default Optional<String> standIn() {
        return this instanceof Intrinsic intrinsic ? intrinsic.placeholder() : text();
    }

    /** Returns the entries of a mapping; none for other nodes. */
    default Map<String, TemplateNode> entriesOrNone() {
        return this instanceof Mapping mapping ? mapping.entries() : Map.of();
    }

    /** Returns the items of a list; none for other nodes. */
    default List<TemplateNode> itemsOrNone() {
        return this instanceof Sequence sequence ? sequence.items() : List.of();
    }
}
