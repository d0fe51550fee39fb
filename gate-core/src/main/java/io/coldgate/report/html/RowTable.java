package io.coldgate.report.html;

import java.util.List;

/** A table of text whose rows become labelled blocks on a narrow screen. */
final class RowTable {
    private final Markup out;
    private final List<String> columns;

    /** A table with these columns after the first one, which contains the name of each row. */
    RowTable(Markup out, List<String> columns) {
        this.out = out;
        this.columns = columns;
    }

    /** Opens the table and writes its head. */
    void open(String first) {
        out.open("table", "class", "rows").open("thead").open("tr").element("th", first, "scope", "col");
        columns.forEach(column -> out.element("th", column, "scope", "col"));
        out.close("tr").close("thead").open("tbody");
    }

    /** Adds a row, with as many cells as there are columns. */
    void row(String name, List<String> cells) {
        out.open("tr").element("th", name, "scope", "row");
        for (int i = 0; i < cells.size(); i++) {
            out.element("td", cells.get(i), "data-label", columns.get(i));
        }
        out.close("tr");
    }

    void close() {
        out.close("tbody").close("table");
    }
}
