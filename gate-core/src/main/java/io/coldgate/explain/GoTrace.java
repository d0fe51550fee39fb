package io.coldgate.explain;

import io.coldgate.sample.ExplainedStart.PackageInit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reader of Go's trace of its package inits ({@code GODEBUG=inittrace=1}; runtime/proc.go, doInit1, since Go 1.16)
 * with the lines of {@code gctrace=1} between them. Go documents the format as subject to change: lines that do not
 * match are ignored, and lines that are interleaved with other output are counted.
 */
final class GoTrace {
    private static final Pattern INIT =
            Pattern.compile("init (\\S{1,500}) @(\\d{1,12}(?:\\.\\d{1,6})?) ms, (\\d{1,12}(?:\\.\\d{1,6})?) ms clock, "
                    + "(\\d{1,18}) bytes, (\\d{1,18}) allocs");

    private static final String GC = "gc \\d{1,9} @\\d{1,12}(?:\\.\\d{1,6})?s \\d{1,3}%: .*";

    private static final Pattern COLLECTION = Pattern.compile(GC);

    /**
     * A collection that ended while the line of an init was printed. The runtime holds its lock on printing for each
     * part of an init's line, and for a whole line of a collection (runtime/mgc.go), so the rest of the init follows.
     */
    private static final Pattern COLLECTION_WITHIN = Pattern.compile("(init .*?)" + GC + " P(?: \\(forced\\))?");

    /** A fragment of an interleaved line: it has one of these and does not match. */
    private static final Pattern REST_OF_A_LINE =
            Pattern.compile("(^|.*\\S)init \\S+ @\\d.*|.* ms clock, .*|.*\\d allocs");

    private static final double NANOS_PER_MILLI = 1e6;
    private static final int LONGEST_LINE = 2_000;

    private GoTrace() {}

    /** Reads a start's error output; never fails, whatever the text. */
    static Trace parse(String log) {
        List<PackageInit> packages = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        double lastBegin = 0;
        int torn = 0;
        int collections = 0;
        int since = 0;
        for (String line : whole(log)) {
            Matcher init = INIT.matcher(line);
            if (init.matches()) {
                double begin = Double.parseDouble(init.group(2));
                // The program may print such a line too; the runtime's lines are in order of time, one per package.
                if (begin < lastBegin || seen.merge(GoNames.decode(init.group(1)), 1, Integer::sum) > 1) {
                    torn++;
                    continue;
                }
                lastBegin = begin;
                packages.add(init(init, since));
                since = 0;
            } else if (COLLECTION.matcher(line).matches()) {
                collections++;
                since++;
            } else if (REST_OF_A_LINE.matcher(line).matches()) {
                torn++;
            }
        }
        packages.removeIf(each -> seen.getOrDefault(each.name(), 1) > 1);
        return new Trace(packages, collections, torn);
    }

    /** Returns the lines, with a collection that is printed within an init's line before that line. */
    private static List<String> whole(String log) {
        List<String> whole = new ArrayList<>();
        String begun = "";
        for (String printed : (Iterable<String>) log.lines()::iterator) {
            String line = begun + printed;
            begun = "";
            if (line.length() > LONGEST_LINE) {
                continue;
            }
            Matcher within = COLLECTION_WITHIN.matcher(line);
            if (within.matches()) {
                begun = within.group(1);
                whole.add(line.substring(begun.length()));
            } else {
                whole.add(line);
            }
        }
        if (!begun.isEmpty()) {
            whole.add(begun);
        }
        return whole;
    }

    private static PackageInit init(Matcher line, int collections) {
        String clock = line.group(3);
        int point = clock.indexOf('.');
        int decimals = point < 0 ? 0 : clock.length() - point - 1;
        // Go prints zero for times below a microsecond, and truncates all others after the last digit shown.
        double step = clock.equals("0") ? .001 : Math.pow(10, -decimals);
        long low = Math.round(Double.parseDouble(clock) * NANOS_PER_MILLI);
        return new PackageInit(
                GoNames.decode(line.group(1)),
                low,
                low + Math.round(step * NANOS_PER_MILLI),
                Long.parseLong(line.group(4)),
                Long.parseLong(line.group(5)),
                collections);
    }
}
