package io.coldgate.fuzz;

import io.coldgate.explain.Explanation;
import io.coldgate.explain.Explanations;
import io.coldgate.explain.PhaseShare;
import io.coldgate.explain.WatchException;
import io.coldgate.explain.WatchedStarts;
import io.coldgate.sample.Arm;
import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ResultsRecord;
import java.nio.charset.StandardCharsets;

/**
 * Fuzzes what a function prints while its start is watched, and what it answers with instead of the probe: traces of
 * inits, stacks and the document around them. Nothing but the checked exception is thrown, and the phases of a start
 * are never more than the start.
 */
public final class ExplainTarget {
    /** Stacks and traces stand in the document's logs; a function may also be the one that wrote it. */
    private static final String OF_STACK = """
            {"coldgateExplain":1,"starts":[{"kind":"plain","end":"next","nextNanos":2000000},\
            {"kind":"stopped","end":"stopped","stopNanos":1000000,"log":"%s"},\
            {"kind":"traced","end":"next","nextNanos":2000000,"log":"%s"}]}""";

    private static final double ROUNDING = 1e-6;

    private ExplainTarget() {}

    /** Reads one answer. The first byte says whether it is the document or what a function printed. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        String text = new String(data, 1, data.length - 1, StandardCharsets.UTF_8);
        if (data[0] == 'd') {
            watched(text);
            return;
        }
        watched(OF_STACK.formatted(quoted(text), quoted(text)));
    }

    private static void watched(String document) {
        try {
            WatchedStarts starts = WatchedStarts.parse(document.getBytes(StandardCharsets.UTF_8), "f", Arm.CANDIDATE);
            starts.starts().forEach(ExplainTarget::check);
            Explanations explanations = new Explanations();
            starts.starts().forEach(start -> explanations.accept(new ResultsRecord.Explained(start)));
            explanations.all().forEach(ExplainTarget::check);
        } catch (WatchException e) {
            Promise.isOneSafeLine(String.valueOf(e.getMessage()));
        }
    }

    private static void check(ExplainedStart start) {
        Promise.isOneSafeLine(start.detail());
        start.packages()
                .forEach(each -> Promise.that(
                        each.lowNanos() >= 0
                                && each.highNanos() >= each.lowNanos()
                                && each.allocs() >= 0
                                && each.bytes() >= 0,
                        "a package's init is " + each));
    }

    private static void check(Explanation explanation) {
        double shares = explanation.candidate().phases().stream()
                .mapToDouble(PhaseShare::share)
                .sum();
        Promise.that(shares >= 0 && shares <= 1 + ROUNDING, "the phases are " + shares + " of the start");
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        text.chars().forEach(c -> quoted.append(String.format("\\u%04x", c)));
        return quoted.toString();
    }
}
