package io.coldgate.github;

import static io.coldgate.unit.MarkdownText.escape;

import io.coldgate.report.document.CheckEntry;
import io.coldgate.report.document.ExplanationEntry;
import io.coldgate.verdict.Verdict;
import java.util.Optional;

/** Advice on a check that did not pass, in one sentence. */
final class Advice {
    private Advice() {}

    static String of(CheckEntry check, Optional<ExplanationEntry> explanation) {
        String where = check.place()
                .map(place -> " (" + escape(place.file() + ":" + place.line()) + ")")
                .orElse("");
        return "**" + escape(check.name()) + "**" + where + ": " + escape(check.explanation()) + ". "
                + next(check, explanation);
    }

    private static String next(CheckEntry check, Optional<ExplanationEntry> explanation) {
        if (check.verdict() == Verdict.NOT_MEASURED) {
            return switch (check.reason()) {
                case "time_limit" -> "Give it more time: `sampling.time-limit`.";
                case "interrupted" -> "Run it to its end.";
                default -> "Nothing was decided: make it start, then run again.";
            };
        }
        if (check.reason().equals("host_busy")) {
            return "The function need not change for that: run again when the host has less to do, or on one with more cores;"
                    + " a budget on `init_cpu` is decided on a busy host too.";
        }
        if (check.reason().equals("other_compiler")) {
            return "Build both with the same Go: on the branch that updates it, this check cannot tell.";
        }
        if (check.verdict() == Verdict.INCONCLUSIVE) {
            return "Give it more time or samples (`sampling.time-limit`, `sampling.max`), or the budget more headroom.";
        }
        if (check.shown().limit().contains("baseline")) {
            return InitAdvice.of(check, explanation)
                    .map(found -> found + " If it is worth it, raise the tolerance.")
                    .orElse(
                            "Look at what this change adds before the first event; if it is worth it, raise the tolerance.");
        }
        if (Double.isInfinite(check.excess())) {
            return "Make it start every time.";
        }
        return switch (check.subject()) {
            case "artifact" -> "Look at what the package holds, or change the limit.";
            case "max_memory" -> "Look at what is held in memory from the start on, or raise the limit.";
            case "init_duration", "init_cpu", "cold_duration", "restore_duration" ->
                InitAdvice.of(check, explanation)
                        .orElse("Do less before the first event: load and connect when it is needed.");
            case "major_faults" ->
                "Make what is read at the start smaller: strip the program, import less; or measure with the code in memory.";
            case "init_read_bytes" -> "Read less before the first event: embed it, or read it when it is needed.";
            case "init_sockets" -> "Connect on the first event, or in the background, and not in init.";
            case "duration", "billed_duration", "client_latency" ->
                "Look at what the first call does, or raise the budget.";
            default -> "Look at what this change does to it, or change the limit.";
        };
    }
}
