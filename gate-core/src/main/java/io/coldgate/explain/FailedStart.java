package io.coldgate.explain;

import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.End;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.ExplainedStart.Look;
import io.coldgate.unit.Printable;
import java.util.List;

/** The description of a start that failed. */
final class FailedStart {
    /** The longest place, in characters; names of packages and paths are seldom longer than half of it. */
    private static final int LONGEST = 300;

    private FailedStart() {}

    /**
     * Returns the description of the last one; of starts that hung, the last one whose place is known, because not
     * every kind of start prints it. Empty if there are none.
     */
    static String textOfLast(List<ExplainedStart> failed) {
        if (failed.isEmpty()) {
            return "";
        }
        ExplainedStart last = failed.get(failed.size() - 1);
        return failed.stream()
                .filter(start -> last.end() == End.PATIENCE && start.end() == End.PATIENCE)
                .filter(start -> start.kind() != Kind.HANDLED && start.look().isPresent())
                .reduce((first, next) -> next)
                .map(FailedStart::text)
                .orElseGet(() -> text(last));
    }

    /** Returns how it ended, where it hung, and the error that it printed, as far as each is known. */
    static String text(ExplainedStart start) {
        if (start.end() != End.PATIENCE) {
            return joined(start.end().key(), ": ", start.detail());
        }
        if (start.kind() == Kind.HANDLED) {
            return joined("no answer to the event in time", ": ", start.detail());
        }
        String where = start.look().map(FailedStart::hang).orElse("");
        String text = joined("no request for work in time", ": ", where);
        return joined(text, where.isEmpty() ? ": " : "; it printed: ", start.detail());
    }

    private static String joined(String text, String by, String more) {
        return more.isEmpty() ? text : text + by + more;
    }

    private static String hang(Look look) {
        if (look.at().isEmpty()) {
            return "";
        }
        String subject = switch (look.phase()) {
            case INIT -> "the init of " + look.subject();
            case MAIN -> "main";
            case PROCESS_START, RUNTIME, CLIENT, UNKNOWN -> "it";
        };
        return Printable.escape(joined(subject + " hangs at " + look.at(), ", in ", innermost(look)), LONGEST);
    }

    /** Returns the function of the innermost package outside of Go's runtime; empty if that is the place's own. */
    private static String innermost(Look look) {
        return look.path().stream()
                .skip(1)
                .filter(step -> !step.startsWith("runtime.") && !step.startsWith("internal/"))
                .reduce((outer, inner) -> inner)
                .filter(step -> !step.endsWith(" " + look.at()))
                .map(step -> step.replaceFirst(" \\S+:\\d+$", ""))
                .orElse("");
    }
}
