package io.coldgate.run.watch;

import io.coldgate.logs.LinesRead;
import io.coldgate.run.ExitCode;
import io.coldgate.watch.FunctionStatus;
import io.coldgate.watch.Incident;
import io.coldgate.watch.ObjectiveStatus;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Determines the exit code of a watch. */
final class WatchExit {
    private WatchExit() {}

    /**
     * Returns the exit code, and reports its reason if the status lines do not show it.
     *
     * @param began the functions as they were when this watch began
     * @param ended the same functions at its end
     * @param lines gives the number of lines read for a function
     */
    static int code(
            List<FunctionStatus> began,
            List<FunctionStatus> ended,
            Function<String, LinesRead> lines,
            Consumer<String> errors) {
        if (ended.stream().anyMatch(now -> now.incident().isPresent())) {
            return ExitCode.FAIL;
        }
        for (FunctionStatus now : ended) {
            if (now.ended().stream().anyMatch(Incident::isUnderWay)) {
                errors.accept(now.function() + ": a step was begun, and its outcome is not known yet; run the same"
                        + " command again to find out");
                return ExitCode.COULD_NOT_MEASURE;
            }
            if (now.calls() == 0) {
                errors.accept(now.function() + ": " + noInvocation(lines.apply(now.function())));
                return ExitCode.COULD_NOT_MEASURE;
            }
            if (!now.isKnown()) {
                errors.accept(now.function()
                        + ": no invocation counted for an objective yet, so nothing is known about it; watch for"
                        + " longer, or add an objective for which every invocation counts, such as duration");
                return ExitCode.COULD_NOT_MEASURE;
            }
        }
        boolean enough = true;
        for (int i = 0; i < ended.size(); i++) {
            enough &= isEnoughCounted(began.get(i), ended.get(i), errors);
        }
        boolean within = ended.stream().allMatch(now -> now.rule() == ObjectiveStatus.Rule.WITHIN);
        return within && enough ? ExitCode.PASS : ExitCode.INCONCLUSIVE;
    }

    private static String noInvocation(LinesRead lines) {
        if (lines.all() == 0 || lines.ofInvocations() > 0) {
            return "no invocation was read, so nothing is known about it; watch for longer, or check that these are"
                    + " its log lines";
        }
        return (lines.all() == 1 ? "1 line was read, which is no" : lines.all() + " lines were read, none of them a")
                + " START or REPORT line, so nothing is known about it; check that this is its log, in Lambda's text or"
                + " JSON format";
    }

    /**
     * Returns whether the invocations that were not counted are too few to hide a failure share above the strictest
     * objective.
     */
    private static boolean isEnoughCounted(FunctionStatus began, FunctionStatus now, Consumer<String> errors) {
        long lost = now.late() + now.ahead() - began.late() - began.ahead();
        long read = now.calls() - began.calls() + lost;
        double strictest = now.objectives().stream()
                .mapToDouble(each -> each.objective().tolerated())
                .min()
                .orElse(1);
        if (lost <= strictest * read) {
            return true;
        }
        errors.accept(now.function() + ": " + lost + " of " + read
                + " invocations were not counted, because their lines came too late or are dated in the future; raise"
                + " --lateness, or check the clocks");
        return false;
    }
}
