package io.coldgate.explain;

import io.coldgate.sample.ExplainedStart.PackageInit;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The information in a runtime's output about its own start.
 *
 * @param packages inits of packages, or imports of modules, in order; for Java, classes by jar, without times
 * @param collections garbage collections that ended before the end of the output
 * @param torn lines that begin or end like those of a trace but are not
 */
record Trace(List<PackageInit> packages, int collections, int torn) {
    static final Trace NONE = new Trace(List.of(), 0, 0);

    /** Copies the list. */
    Trace {
        packages = List.copyOf(packages);
    }

    /** Reads a start's error output, in any language; never fails, whatever the text. */
    static Trace parse(String log) {
        return Stream.<Function<String, Trace>>of(
                        GoTrace::parse, PythonTrace::parse, NodeTrace::parse, JavaTrace::parse)
                .map(parser -> parser.apply(log))
                .filter(trace -> !trace.packages().isEmpty())
                .findFirst()
                .orElseGet(() -> GoTrace.parse(log));
    }
}
