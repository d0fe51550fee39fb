package io.coldgate.explain;

import io.coldgate.sample.ExplainedStart.PackageInit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reader of the classes that a JVM loads ({@code -Xlog:class+load:stderr:none}; JEP 158): one line per class, with
 * its source. It counts classes by jar; the JVM does not report the time per class.
 */
final class JavaTrace {
    private static final Pattern LOADED = Pattern.compile("\\S{1,500} source: (.{1,500})");

    private static final Pattern JAR = Pattern.compile("(?:jar:)?file:.*/([^/]+\\.jar)(?:!/)?");

    private JavaTrace() {}

    static Trace parse(String log) {
        Map<String, Integer> classes = new LinkedHashMap<>();
        log.lines()
                .map(LOADED::matcher)
                .filter(Matcher::matches)
                .forEach(loaded -> classes.merge(place(loaded.group(1)), 1, Integer::sum));
        List<PackageInit> places = classes.entrySet().stream()
                .map(each -> new PackageInit(each.getKey(), 0, 0, 0, each.getValue(), 0))
                .toList();
        return new Trace(places, 0, 0);
    }

    private static String place(String source) {
        Matcher jar = JAR.matcher(source);
        if (jar.matches()) {
            return jar.group(1);
        }
        if (source.startsWith("jrt:/") || source.startsWith("shared objects file")) {
            return "the JDK";
        }
        // Classes generated at run time, such as lambdas and proxies, have no file.
        return source.startsWith("file:") ? "the function's folder" : "classes made at run time";
    }
}
