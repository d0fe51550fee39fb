package io.coldgate.report.html;

import io.coldgate.verdict.Verdict;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The verdict as the page's icon, so that a browser's tab shows it. */
final class PageIcon {
    private PageIcon() {}

    /** Returns the icon as a data URL. */
    static String of(Verdict verdict) {
        String body = switch (verdict) {
            case PASS -> "<circle cx='8' cy='8' r='7' fill='#0b7a5c'/><path d='M4.5 8.2l2.5 2.5 4.6-5.2'";
            case FAIL -> "<rect x='1' y='1' width='14' height='14' fill='#b3261e'/><path d='M5 5l6 6M11 5l-6 6'";
            case INCONCLUSIVE -> "<path d='M8 0l8 8-8 8-8-8z' fill='#8a5a00'/><path d='M5 8h6'";
            case ACCEPTED -> "<path d='M8 0l8 6-3 10H3L0 6z' fill='#1d5fa8'/><path d='M6 12V5h4L9 7l1 2H6'";
            case NOT_MEASURED -> "<path d='M8 1l8 14H0z' fill='#6b4fa0'/><path d='M8 6v4M8 12v1'";
        };
        String svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>" + body
                + " fill='none' stroke='#fff' stroke-width='2'/></svg>";
        return "data:image/svg+xml,"
                + URLEncoder.encode(svg, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
