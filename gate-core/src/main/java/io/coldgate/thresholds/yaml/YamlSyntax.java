package io.coldgate.thresholds.yaml;

import io.coldgate.thresholds.diagnostic.Mistakes;
import io.coldgate.thresholds.diagnostic.Position;
import io.coldgate.unit.Printable;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Explains to the user what SnakeYAML could not parse. */
final class YamlSyntax {
    private static final int LONGEST = 200;

    private YamlSyntax() {}

    static void explain(YAMLException e, Mistakes mistakes) {
        if (e instanceof MarkedYAMLException marked && isUnclosed(marked)) {
            Mark opened = marked.getContextMark();
            mistakes.add(
                    opened == null ? Position.START : YamlParser.position(opened),
                    "",
                    "not YAML: what opens here is not closed: close the quote or bracket");
        } else if (e instanceof MarkedYAMLException marked) {
            Mark mark = marked.getProblemMark() != null ? marked.getProblemMark() : marked.getContextMark();
            Position at = mark == null ? Position.START : YamlParser.position(mark);
            mistakes.add(at, "", problem(marked.getProblem(), marked.getContext()));
        } else {
            mistakes.add(Position.START, "", "not YAML: " + oneLine(e.getMessage()));
        }
    }

    private static boolean isUnclosed(MarkedYAMLException e) {
        String problem = String.valueOf(e.getProblem());
        return problem.contains("unexpected end of stream") || problem.contains("<stream end>");
    }

    private static String problem(@Nullable String problem, @Nullable String context) {
        String text = problem == null ? "" : problem;
        if (text.contains("\\t(TAB)") || text.contains("'\\t'")) {
            return "a tab: YAML allows only spaces here; replace it by spaces";
        }
        if (text.startsWith("mapping values are not allowed here")) {
            return "not YAML: a colon and a space inside a value, or a wrong indentation above: put the value in"
                    + " quotes, or align the keys";
        }
        if (text.startsWith("expected <block end>")) {
            return "not YAML: wrong indentation: align this with the keys it belongs to";
        }
        if (text.startsWith("found undefined alias")) {
            return "an alias (*): not read here; write the value out";
        }
        if (text.contains("that cannot start any token")
                || String.valueOf(context).contains("block scalar")) {
            return "not YAML: a value cannot begin with this character: put the value in quotes";
        }
        return "not YAML: " + oneLine(text) + (context == null ? "" : " (" + oneLine(context) + ")");
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "it cannot be read" : Printable.escape(text.strip(), LONGEST);
    }
}
