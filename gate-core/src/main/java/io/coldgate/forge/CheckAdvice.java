package io.coldgate.forge;

import static io.coldgate.unit.MarkdownText.escape;

import io.coldgate.report.document.Breakdown;
import io.coldgate.report.document.CheckEntry;
import io.coldgate.report.document.FunctionEntry;
import io.coldgate.report.document.Measured;
import io.coldgate.report.document.Place;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.util.Optional;
import java.util.Set;

/** Advice on a check that did not pass: based on its own observations, never general advice. */
final class CheckAdvice {
    private static final String NO_BOUNDS = "no bounds yet";
    private static final String MORE_TIME = "Give it more time: `sampling.time-limit`.";

    private static final Set<String> IN_TIME =
            Set.of("init_duration", "init_cpu", "cold_duration", "duration", "billed_duration", "client_latency");

    private CheckAdvice() {}

    /** Metrics that an explanation of an init covers. */
    private static final Set<String> OF_INIT = Set.of("init_duration", "init_cpu", "cold_duration");

    static String of(CheckEntry check, ReportDocument report) {
        String where = check.place()
                .map(place -> " (" + escape(place.file() + ":" + place.line()) + ")")
                .orElse("");
        String next = next(check, report);
        return "**" + escape(check.name()) + "**" + where + ": " + escape(check.explanation()) + "."
                + (next.isEmpty() ? "" : " " + next);
    }

    private static String next(CheckEntry check, ReportDocument report) {
        if (check.verdict() == Verdict.NOT_MEASURED) {
            return notMeasured(check);
        }
        if (check.verdict() == Verdict.ACCEPTED) {
            return "";
        }
        if (check.verdict() == Verdict.PASS) {
            return "Remove the exception" + accepted(check) + ".";
        }
        if (check.restsOn(VerdictReason.HOST_BUSY)) {
            return "The function is not the cause: run again when the host has less to do, or on one with more cores;"
                    + " a budget on `init_cpu` is decided on a busy host too.";
        }
        if (check.restsOn(VerdictReason.OTHER_COMPILER)) {
            return "Build both with the same version of Go; on the branch that updates Go, this check stays undecided.";
        }
        if (check.verdict() == Verdict.INCONCLUSIVE) {
            return undecided(check);
        }
        Optional<FunctionEntry> function = report.functions().stream()
                .filter(each -> each.name().equals(check.function()))
                .findFirst();
        if (Double.isInfinite(check.excess()) && function.isPresent()) {
            return noValue(check, function.get());
        }
        return failed(check, report, function);
    }

    /** Returns advice on samples without a value: failed starts, or successful ones that lack this metric. */
    private static String noValue(CheckEntry check, FunctionEntry function) {
        if (function.failures().isPresent()) {
            return "Make it start every time.";
        }
        String metric = escape(check.subject());
        return check.subject().startsWith("own[")
                ? "The function must report " + metric + " in every start."
                : "Every start must have a value of " + metric + ": make all its invocations succeed.";
    }

    private static String notMeasured(CheckEntry check) {
        if (check.restsOn(VerdictReason.TIME_LIMIT)) {
            return MORE_TIME;
        }
        if (check.restsOn(VerdictReason.INTERRUPTED)) {
            return "Run it to its end.";
        }
        return check.isRecorded()
                ? "Nothing was decided: have the tool write whole results, then run again."
                : "Nothing was decided: make it start, then run again.";
    }

    private static String accepted(CheckEntry check) {
        return check.acceptance()
                .flatMap(by -> Place.of(by.location()))
                .map(place -> " at " + escape(place.file() + ":" + place.line()))
                .orElse("");
    }

    /**
     * Returns what would decide an open check: more time if that ran out, otherwise more samples or a limit outside the
     * interval.
     */
    private static String undecided(CheckEntry check) {
        if (check.restsOn(VerdictReason.TIME_LIMIT)) {
            return MORE_TIME;
        }
        String interval = check.shown().interval();
        boolean known = check.measured().flatMap(Measured::evidence).isPresent()
                && !interval.isEmpty()
                && !interval.equals(NO_BOUNDS);
        // The number of another tool's samples is its own setting.
        String more = check.isRecorded() ? "" : " (`sampling.max`)";
        String limit = "Its limit, " + escape(check.shown().limit()) + ", ";
        return known
                ? limit + "lies within the interval, " + escape(interval) + ": narrow the interval with more samples"
                        + more + ", or choose a limit outside of it."
                : limit + "cannot be decided by so few samples: take more" + more + ", or choose another limit.";
    }

    /** Returns the observations about a failure; empty if its explanation has all of them. */
    private static String failed(CheckEntry check, ReportDocument report, Optional<FunctionEntry> function) {
        Optional<Breakdown> times = function.flatMap(FunctionEntry::breakdown);
        boolean compared = check.measured().flatMap(Measured::sides).isPresent();
        Optional<String> seen = InitAdvice.of(check, report);
        if (seen.isEmpty() && compared && IN_TIME.contains(check.subject())) {
            seen = function.flatMap(SeenPhases::growth);
        }
        if (seen.isEmpty()) {
            seen = switch (check.subject()) {
                case "init_duration", "init_cpu" -> times.flatMap(SeenPhases::init);
                case "cold_duration", "billed_duration", "client_latency" -> times.flatMap(SeenPhases::longest);
                default -> Optional.empty();
            };
        }
        boolean unexplained = report.explanation(check.function()).isEmpty() && OF_INIT.contains(check.subject());
        String how = unexplained
                ? "`coldgate explain " + code(check.function()) + "` names the packages and lines of its init."
                : concrete(check);
        return seen.map(words -> how.isEmpty() ? words : words + " " + how).orElse(how);
    }

    /** Returns advice that always helps for such a check, if there is any. */
    private static String concrete(CheckEntry check) {
        return switch (check.subject() + " " + check.rule()) {
            case "artifact stripped" -> "Link it without symbols: for Go `-ldflags='-s -w'`.";
            case "artifact static" -> "Link it statically: for Go `CGO_ENABLED=0`.";
            default ->
                switch (check.subject()) {
                    case "init_sockets" ->
                        "Each socket is a connection that init opens: open it on the first event instead.";
                    case "init_read_bytes" ->
                        "Init reads these bytes from files: embed the files, or read them when they are needed.";
                    default -> "";
                };
        };
    }

    /**
     * Returns a function's name as code. A valid name has letters, digits and dashes; any other is not safe for a
     * shell.
     */
    private static String code(String function) {
        return function.matches("[A-Za-z0-9_-]{1,64}") ? function : "FUNCTION";
    }
}
