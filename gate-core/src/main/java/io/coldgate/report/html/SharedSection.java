package io.coldgate.report.html;

import io.coldgate.explain.SharedAdvice;
import io.coldgate.explain.SharedCause;
import io.coldgate.explain.SharedFindings;
import io.coldgate.report.SharedLines;
import java.util.List;

/** The section of findings that several functions share: stated once, before the functions. */
final class SharedSection {
    /** The id of the section in the page; ids of functions' sections begin with a letter and a dash. */
    static final String ID = "shared";

    private SharedSection() {}

    /** Writes the section, if there is anything to say. */
    static void draw(Markup out, SharedFindings shared) {
        if (shared.groups().isEmpty()) {
            return;
        }
        out.open("section", "class", "function explanation", "id", ID, "aria-labelledby", ID + ".h");
        out.element("h2", "In several functions", "id", ID + ".h");
        shared.groups().forEach(group -> group(out, group));
        out.close("section");
    }

    private static void group(Markup out, SharedFindings.Group group) {
        out.element("h3", SharedLines.heading(group));
        out.element("p", Words.cut(SharedLines.names(group.functions())), "class", "settings");
        if (!group.causes().isEmpty()) {
            out.open("ul", "class", "findings");
            group.causes().forEach(each -> cause(out, each));
            out.close("ul");
        }
        if (!group.advice().isEmpty()) {
            out.element("h3", "What to do").open("ul", "class", "findings");
            group.advice().forEach(each -> advice(out, group, each));
            out.close("ul");
        }
    }

    private static void cause(Markup out, SharedCause shared) {
        String allocs = SharedLines.allocs(shared);
        Findings.slower(
                out,
                shared.cause(),
                SharedLines.change(shared.nanos()),
                allocs.isEmpty() ? List.of() : List.of(allocs));
    }

    private static void advice(Markup out, SharedFindings.Group group, SharedAdvice advice) {
        boolean all = advice.functions().size() == group.functions().size();
        Findings.advice(
                out,
                advice.advice(),
                (all ? "" : "In " + SharedLines.names(advice.functions()) + ". ") + "Seen in " + advice.seenIn()
                        + ": ");
    }
}
