package io.coldgate.explain;

import io.coldgate.sample.ExplainedStart.PackageInit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reader of the output of the probe's tracer (node.go) for Node's {@code require}: one line per module, in
 * nanoseconds, without nested modules. Modules of an npm package are summed under its name; ES modules are not traced.
 */
final class NodeTrace {
    private static final Pattern REQUIRE = Pattern.compile("require time: (\\d{1,15}) \\| (.{1,500})");

    /** The innermost package that contains a file, with its scope. */
    private static final Pattern PACKAGE = Pattern.compile(".*/node_modules/((?:@[^/]+/)?[^/]+)/.*");

    /** The folders in which Lambda puts the function and layers. */
    private static final Pattern PLACE = Pattern.compile(".*/(?:task|opt)/(.+)");

    /** The folder in which the embedded Lambda puts its client of the Runtime API. */
    private static final Pattern CLIENT = Pattern.compile(".*/coldgate-[^/]+/node/[^/]+\\.cjs");

    private static final String CLIENT_NAME = "Coldgate's runtime client";

    private NodeTrace() {}

    static Trace parse(String log) {
        Map<String, Long> nanos = new LinkedHashMap<>();
        int torn = 0;
        for (String line : (Iterable<String>) log.lines()::iterator) {
            Matcher found = REQUIRE.matcher(line);
            if (found.matches()) {
                nanos.merge(name(found.group(2)), Long.parseLong(found.group(1)), Long::sum);
            } else if (line.contains("require time:")) {
                torn++;
            }
        }
        List<PackageInit> packages = new ArrayList<>();
        nanos.forEach((name, took) -> packages.add(new PackageInit(name, took, took + 1, 0, 0, 0)));
        return new Trace(packages, 0, torn);
    }

    private static String name(String file) {
        if (CLIENT.matcher(file).matches()) {
            return CLIENT_NAME;
        }
        Matcher inPackage = PACKAGE.matcher(file);
        if (inPackage.matches()) {
            return inPackage.group(1);
        }
        Matcher inPlace = PLACE.matcher(file);
        return inPlace.matches() ? inPlace.group(1) : file;
    }
}
