package io.coldgate.explain;

import io.coldgate.sample.ExplainedStart.PackageInit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reader of Python's import times ({@code PYTHONPROFILEIMPORTTIME=1}, as {@code -X importtime}; Python/import.c):
 * one line per module, in microseconds, written at the end of its import. The time of a module excludes its own
 * imports; its allocations are not known.
 */
final class PythonTrace {
    private static final Pattern IMPORT =
            Pattern.compile("import time: +(\\d{1,12}) \\| +(\\d{1,12}) \\| *(\\S{1,300})");

    private static final int NANOS_PER_MICRO = 1_000;

    private PythonTrace() {}

    static Trace parse(String log) {
        List<PackageInit> packages = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        int torn = 0;
        for (String line : (Iterable<String>) log.lines()::iterator) {
            Matcher found = IMPORT.matcher(line);
            if (found.matches()) {
                if (seen.merge(found.group(3), 1, Integer::sum) == 1) {
                    long low = Long.parseLong(found.group(1)) * NANOS_PER_MICRO;
                    packages.add(new PackageInit(found.group(3), low, low + NANOS_PER_MICRO, 0, 0, 0));
                }
            } else if (line.contains("import time:") && !line.endsWith("imported package")) {
                torn++;
            }
        }
        return new Trace(packages, 0, torn);
    }
}
