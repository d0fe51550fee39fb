package io.coldgate.report;

import io.coldgate.thresholds.WatchObjective;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Percentage;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Quantity;
import io.coldgate.watch.FunctionStatus;
import io.coldgate.watch.Incident;
import io.coldgate.watch.ObjectiveStatus;
import io.coldgate.watch.StepRecord;
import io.coldgate.watch.WatchEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A watch for people: a line for each event, and one per minute for each function. */
public final class WatchText {
    private static final int LONGEST = 300;

    private WatchText() {}

    /** Returns the event as a line. */
    public static String line(WatchEvent event) {
        return time(event.atMillis()) + " " + event.function() + " " + text(event);
    }

    private static String text(WatchEvent event) {
        if (event instanceof WatchEvent.Plain plain) {
            return (plain.over() ? "over: " : "within again: ") + objective(plain.now());
        }
        if (event instanceof WatchEvent.Alarm alarm) {
            return "ALARM: " + objective(alarm.now()) + "; incident " + alarm.incident();
        }
        if (event instanceof WatchEvent.Within within) {
            return "proven within the limit: " + objective(within.now());
        }
        if (event instanceof WatchEvent.Recovered recovered) {
            return "RECOVERED: " + incident(recovered.incident());
        }
        if (event instanceof WatchEvent.Changed changed) {
            return changed.objective() + " was changed in the file: "
                    + changed.now()
                            .map(now -> "its recovery must be proven again: " + limit(now))
                            .orElse("it is no longer watched, so nothing can prove its recovery");
        }
        if (event instanceof WatchEvent.Closed closed) {
            return "CLOSED, recovery not proven: " + unproven(closed.incident());
        }
        if (event instanceof WatchEvent.Step step) {
            return step(step.step());
        }
        if (event instanceof WatchEvent.Exhausted) {
            return "all steps were taken, and it is still over its limit: look at it yourself";
        }
        throw new IllegalStateException("an event without words: " + event.key());
    }

    /** Returns a step with its state: {@code step 2: memory 1024 MB: done (was 512 MB)}. */
    public static String step(StepRecord step) {
        String how = step.detail().isEmpty() ? "" : " (" + Printable.escape(step.detail(), LONGEST) + ")";
        return "step " + step.number() + ": " + step.shown() + ": " + word(step.state()) + how;
    }

    /** Returns the word for a state. */
    public static String word(StepRecord.State state) {
        return switch (state) {
            case INTENDED -> "begins";
            case DRY -> "would be taken; --act takes it";
            case DONE -> "done";
            case FAILED -> "failed";
            case UNKNOWN -> "was under way when the watch was killed; not repeated";
            case UNDO_INTENDED -> "is being taken back";
            case UNDONE -> "taken back";
            case LEFT -> "not taken back";
        };
    }

    /** Returns an incident that is over, in a few words. */
    public static String incident(Incident incident) {
        Long millis = Objects.requireNonNull(incident.millisToRecovery());
        return String.join(", ", incident.objectives()) + "; proven " + shown(Duration.ofMillis(millis))
                + " after the alarm" + steps(incident);
    }

    /** Returns an incident that was closed without a proof of recovery, in a few words. */
    public static String unproven(Incident incident) {
        String unproven = String.join(", ", incident.unproven());
        return String.join(", ", incident.objectives())
                + (unproven.isEmpty() ? "" : "; no longer watched: " + unproven)
                + steps(incident);
    }

    private static String steps(Incident incident) {
        String steps = incident.steps().stream()
                .filter(step -> step.state() != StepRecord.State.DRY)
                .map(step -> step.shown())
                .collect(Collectors.joining(", "));
        return steps.isEmpty() ? ", nothing was done" : ", after " + steps;
    }

    /**
     * Returns an objective's present state: {@code duration.p99 120 ms, limit ≤ 99.0 ms over 5m, 12 of 600 exceed it}.
     */
    public static String objective(ObjectiveStatus now) {
        return now.objective().key() + " " + measured(now) + ", " + limit(now) + ", " + now.over() + " of "
                + now.calls() + " exceed it";
    }

    private static String limit(ObjectiveStatus now) {
        return "limit " + now.objective().limitShown() + " over "
                + shown(now.objective().over());
    }

    /** Returns the present value of an objective, with its unit. */
    public static String measured(ObjectiveStatus now) {
        if (!now.isKnown()) {
            return "no invocation";
        }
        OptionalDouble value = now.measured();
        if (value.isEmpty()) {
            return "–";
        }
        return now.objective() instanceof WatchObjective.Latency
                ? new Quantity(value.getAsDouble(), Dimension.TIME).format()
                : Percentage.format(Math.round(value.getAsDouble() * 1e5) / 1e5);
    }

    /** Returns a function's present state in a line. */
    public static String minute(FunctionStatus now) {
        String state = now.incident()
                .map(incident -> "ALARM for " + shown(Duration.ofMillis(now.newestMillis() - incident.alarmMillis())))
                .orElseGet(() -> now.rule() == ObjectiveStatus.Rule.WITHIN
                        ? "ok"
                        : now.rule().shown());
        String objectives = now.objectives().stream()
                .map(each -> each.objective().key() + " " + measured(each)
                        + (each.broken() ? " (recovery " + odds(each.recovery()) + " of 20)" : ""))
                .collect(Collectors.joining("  "));
        return time(now.newestMillis()) + " " + now.function() + " " + state + "  " + objectives + "  " + now.calls()
                + " invocations" + (now.late() == 0 ? "" : ", " + now.late() + " too late")
                + (now.ahead() == 0 ? "" : ", " + now.ahead() + " from the future");
    }

    private static String odds(double evidence) {
        return String.format(Locale.ROOT, "%.1f", evidence);
    }

    /** Returns the time of an event, in UTC to the second. */
    public static String time(long millis) {
        return millis == 0
                ? "no invocation yet:"
                : Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Returns a time span as it is written in a file: {@code 5m}, {@code 1h30m}. */
    public static String shown(Duration span) {
        return span.truncatedTo(ChronoUnit.SECONDS).toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
