package io.coldgate.report.html;

import io.coldgate.report.TimeBreakdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The phases of a start: their medians as one bar with numbered parts, and the same figures as a table. */
final class PhasesBar {
    private static final int HEIGHT = 30;

    /** The minimum width of a part that has room for its number. */
    private static final double ROOM_FOR_NUMBER = .045;

    /** The phases that platforms report, which have fixed colours in every bar. */
    private static final List<String> KNOWN = List.of("unpack", "sandbox", TimeBreakdown.INIT, "handler");

    /** The number of colours for other phases. */
    private static final int OTHERS = 2;

    private final Markup out;

    /**
     * A part of a bar.
     *
     * @param number its number in the bar and in the table
     * @param colour the name of its colour
     * @param size in the unit of the whole
     */
    record Part(int number, String colour, double size) {}

    PhasesBar(Markup out) {
        this.out = out;
    }

    void draw(String id, String title, TimeBreakdown times) {
        double total = times.phases().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        if (total <= 0) {
            return;
        }
        List<Part> parts = new ArrayList<>();
        times.phases()
                .forEach((name, nanos) -> parts.add(new Part(parts.size() + 1, colour(name, parts.size()), nanos)));
        bar(id, title, times.text(), parts, total);
        table(times, total);
    }

    /**
     * Draws a bar.
     *
     * @param whole the size that corresponds to the width of the page; bars with the same whole can be compared
     */
    void bar(String id, String title, String description, List<Part> parts, double whole) {
        Canvas canvas = new Canvas(out, 0, 1).open(id, HEIGHT, title, description);
        double from = 0;
        for (Part part : parts) {
            double share = part.size() / whole;
            canvas.rect(from, 0, share, HEIGHT, "phase " + part.colour());
            if (share > ROOM_FOR_NUMBER) {
                canvas.text(
                        from + share / 2,
                        HEIGHT / 2.0 + 5,
                        "middle",
                        "in " + part.colour(),
                        Integer.toString(part.number()));
            }
            from += share;
        }
        canvas.close();
    }

    private void table(TimeBreakdown times, double total) {
        out.open("table", "class", "plain phases").open("thead").open("tr");
        out.element("th", "Phase", "scope", "col").element("th", "Median", "scope", "col", "class", "number");
        out.element("th", "Share", "scope", "col", "class", "number")
                .close("tr")
                .close("thead")
                .open("tbody");
        int index = 0;
        for (Map.Entry<String, Double> phase : times.phases().entrySet()) {
            out.open("tr").open("th", "scope", "row");
            key(index + 1, colour(phase.getKey(), index));
            out.text(Words.cut(phase.getKey()));
            if (phase.getKey().equals(TimeBreakdown.INIT)) {
                ofInit(times);
            }
            out.close("th").element("td", Words.time(phase.getValue()), "class", "number");
            out.element("td", Words.percent(phase.getValue() / total), "class", "number")
                    .close("tr");
            index++;
        }
        out.close("tbody").close("table");
    }

    private static String colour(String phase, int index) {
        int known = KNOWN.indexOf(phase);
        return "p" + (known >= 0 ? known : KNOWN.size() + index % OTHERS);
    }

    /** Draws the key of a part in a table. */
    void key(int number, String colour) {
        out.open("svg", "class", "key", "width", "18", "height", "18", "aria-hidden", "true");
        out.empty("rect", "width", "18", "height", "18", "class", "phase " + colour);
        out.element(
                "text",
                Integer.toString(number),
                "x",
                "9",
                "y",
                "13.5",
                "text-anchor",
                "middle",
                "class",
                "in " + colour);
        out.close("svg");
    }

    private void ofInit(TimeBreakdown times) {
        StringBuilder words = new StringBuilder();
        times.initCpuNanos().ifPresent(nanos -> words.append("CPU ").append(Words.time(nanos)));
        times.waitNanos()
                .ifPresent(nanos -> words.append(words.length() > 0 ? ", " : "")
                        .append("waited for a core ")
                        .append(Words.time(nanos)));
        if (words.length() > 0) {
            out.element("span", words.toString(), "class", "aside");
        }
    }
}
