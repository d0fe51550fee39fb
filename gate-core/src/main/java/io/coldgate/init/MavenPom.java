package io.coldgate.init;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The jar that a {@code pom.xml} builds, determined from its text without Maven, in a single pass. */
final class MavenPom {
    private static final Pattern COMMENT = Pattern.compile("<!--");
    private static final Pattern BLOCK =
            Pattern.compile("<(parent|dependencies|dependencyManagement|plugins|profiles|properties)>");
    private static final String PARENT = "<parent>";

    private MavenPom() {}

    /** Returns the jar relative to the pom's folder; empty if only Maven can determine it. */
    static Optional<String> jar(String pom) {
        String text = without(pom, COMMENT, found -> "-->");
        String own = without(text, BLOCK, found -> "</" + found.group(1) + ">");
        Optional<String> artifact = element(own, "artifactId");
        Optional<String> version = element(own, "version").or(() -> element(parent(text), "version"));
        Optional<String> name = element(own, "finalName")
                .map(found -> found.replace("${project.artifactId}", artifact.orElse("?"))
                        .replace("${project.version}", version.orElse("?")))
                .or(() -> artifact.flatMap(a -> version.map(v -> a + "-" + v)));
        return name.filter(found -> found.matches("[A-Za-z0-9_.-]+")).map(found -> "target/" + found + ".jar");
    }

    /** Returns the text without sections that start with a pattern; an unterminated section extends to the end. */
    private static String without(String text, Pattern start, Function<MatchResult, String> end) {
        StringBuilder kept = new StringBuilder();
        Matcher found = start.matcher(text);
        int from = 0;
        while (found.find(from)) {
            kept.append(text, from, found.start());
            String last = end.apply(found);
            int at = text.indexOf(last, found.end());
            if (at < 0) {
                return kept.toString();
            }
            from = at + last.length();
        }
        return kept.append(text, from, text.length()).toString();
    }

    private static String parent(String text) {
        int start = text.indexOf(PARENT);
        int end = start < 0 ? -1 : text.indexOf("</parent>", start);
        return end < 0 ? "" : text.substring(start, end);
    }

    private static Optional<String> element(String xml, String name) {
        Matcher found = Pattern.compile("<" + name + ">\\s*+([^<\\s]++)\\s*+</" + name + ">")
                .matcher(xml);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
