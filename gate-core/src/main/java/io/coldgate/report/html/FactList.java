package io.coldgate.report.html;

/** Names and values, side by side if there is room. */
final class FactList {
    private final Markup out;

    FactList(Markup out) {
        this.out = out;
    }

    void open() {
        out.open("dl", "class", "facts");
    }

    void fact(String name, String value) {
        out.open("div").element("dt", name).element("dd", value).close("div");
    }

    void close() {
        out.close("dl");
    }
}
