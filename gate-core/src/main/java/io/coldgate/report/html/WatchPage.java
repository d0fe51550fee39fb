package io.coldgate.report.html;

import io.coldgate.report.WatchText;
import io.coldgate.unit.Counted;
import io.coldgate.verdict.Verdict;
import io.coldgate.watch.FunctionStatus;
import io.coldgate.watch.Incident;
import io.coldgate.watch.ObjectiveStatus;
import io.coldgate.watch.StepRecord;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The status page of a watch: one file without scripts or external resources, which the browser reloads every minute.
 */
public final class WatchPage {
    private static final String REFRESH_SECONDS = "60";

    private static final String STYLE =
            PageHead.read("report.css") + PageHead.read("rows.css") + PageHead.read("watch.css");

    /** The columns of the table of objectives, after the name. */
    private static final List<String> COLUMNS = List.of("Now", "Limit", "Over", "Exceeding", "Plain rule", "Alarm");

    /**
     * The smallest evidence that is shown: evidence grows by ratios, so less than a hundredth of the alarm level means
     * nothing.
     */
    private static final double LEAST_SHOWN = .01;

    private final Markup out = new Markup();
    private final List<FunctionStatus> functions;
    private final boolean acts;

    private WatchPage(List<FunctionStatus> functions, boolean acts) {
        this.functions = functions;
        this.acts = acts;
    }

    /**
     * Returns the page.
     *
     * @param acts whether steps are taken rather than only announced
     */
    public static String render(List<FunctionStatus> functions, boolean acts) {
        return new WatchPage(functions, acts).render();
    }

    private String render() {
        State worst = worst();
        out.doctype().open("html", "lang", "en");
        PageHead.draw(
                out,
                worst.word + ": Coldgate watch",
                PageIcon.of(worst.shownAs),
                STYLE,
                Map.of("refresh", REFRESH_SECONDS));
        out.open("body");
        VerdictStyle.shapes(out);
        out.open("header", "class", VerdictStyle.css(worst.shownAs));
        out.element("p", "Coldgate watch", "class", "product").open("h1");
        badge(worst);
        out.text(" " + sentence(worst)).close("h1");
        out.element(
                "p",
                acts
                        ? "Steps of the file are taken when an alarm is raised."
                        : "Steps of the file are only reported, not taken; --act takes them.");
        out.close("header");
        contents();
        out.open("main");
        functions.forEach(this::function);
        out.close("main").close("body").close("html");
        return out.toString();
    }

    /** The state of a function, the worst first, with the colour and shape of a verdict. */
    private enum State {
        ALARM("ALARM", "an incident is open", Verdict.FAIL),
        OVER("over", "over a limit by the plain rule", Verdict.INCONCLUSIVE),
        OVER_SO_FAR("over so far", "over a limit, in too short a time for the plain rule", Verdict.INCONCLUSIVE),
        NO_DATA("no data", "no invocation counted for an objective yet", Verdict.NOT_MEASURED),
        PARTLY("within", "objectives that had invocations are met, nothing is known about the others", Verdict.PASS),
        WITHIN("within", "all objectives are met", Verdict.PASS);

        private final String word;
        private final String sentence;
        private final Verdict shownAs;

        State(String word, String sentence, Verdict shownAs) {
            this.word = word;
            this.sentence = sentence;
            this.shownAs = shownAs;
        }

        static State of(FunctionStatus now) {
            if (now.incident().isPresent()) {
                return ALARM;
            }
            return switch (now.rule()) {
                case OVER -> OVER;
                case OVER_SO_FAR -> OVER_SO_FAR;
                case NO_DATA -> NO_DATA;
                case WITHIN -> now.objectives().stream().allMatch(ObjectiveStatus::isKnown) ? WITHIN : PARTLY;
            };
        }
    }

    private State worst() {
        return functions.stream().map(State::of).min(Comparator.naturalOrder()).orElse(State.WITHIN);
    }

    private void badge(State state) {
        out.open("span", "class", "badge " + VerdictStyle.css(state.shownAs));
        VerdictStyle.shape(out, state.shownAs);
        out.text(state.word).close("span");
    }

    private String sentence(State worst) {
        long so = functions.stream().filter(now -> State.of(now) == worst).count();
        String all = functions.size() == 1 ? functions.get(0).function() : Counted.of(functions.size(), "function");
        return (so == functions.size() ? all : so + " of " + all) + ": " + worst.sentence;
    }

    private void contents() {
        if (functions.size() < 2) {
            return;
        }
        out.open("nav", "aria-label", "Functions").open("ul");
        for (FunctionStatus now : functions) {
            out.open("li").open("a", "href", "#f-" + now.function());
            VerdictStyle.shape(out, State.of(now).shownAs);
            out.text(now.function()).close("a").close("li");
        }
        out.close("ul").close("nav");
    }

    private void function(FunctionStatus now) {
        out.open("section", "id", "f-" + now.function()).open("h2");
        badge(State.of(now));
        out.text(" " + now.function()).close("h2");
        FactList facts = new FactList(out);
        facts.open();
        facts.fact("Newest invocation", WatchText.time(now.newestMillis()));
        facts.fact("Invocations", String.format(Locale.ROOT, "%,d", now.calls()));
        facts.fact("Too late", Long.toString(now.late()));
        facts.fact("From the future", Long.toString(now.ahead()));
        facts.close();
        out.open("div", "class", "objectives");
        RowTable table = new RowTable(out, COLUMNS);
        table.open("Objective");
        now.objectives().forEach(each -> table.row(each.objective().key(), cells(each)));
        table.close();
        out.close("div");
        now.incident().ifPresent(open -> incident("Open incident", open));
        for (int i = now.ended().size() - 1; i >= 0; i--) {
            incident("Incident", now.ended().get(i));
        }
        out.close("section");
    }

    private static List<String> cells(ObjectiveStatus now) {
        return List.of(
                WatchText.measured(now),
                now.objective().limitShown(),
                WatchText.shown(now.objective().over()),
                String.format(Locale.ROOT, "%,d of %,d", now.over(), now.calls()),
                now.rule().shown(),
                alarm(now));
    }

    private static String alarm(ObjectiveStatus now) {
        if (now.broken()) {
            return String.format(Locale.ROOT, "raised; recovery %.1f of 20", now.recovery());
        }
        return now.level() < LEAST_SHOWN ? "no evidence" : String.format(Locale.ROOT, "%.2f of 1", now.level());
    }

    private void incident(String title, Incident incident) {
        out.open("div", "class", "incident");
        out.element("h3", title + " " + incident.number() + ", " + WatchText.time(incident.alarmMillis()));
        out.element("p", String.join(", ", incident.objectives()) + ": " + end(incident));
        if (!incident.steps().isEmpty()) {
            out.open("ol");
            for (StepRecord step : incident.steps()) {
                out.open("li").element("time", WatchText.time(step.atMillis()));
                out.element("span", WatchText.step(step)).close("li");
            }
            out.close("ol");
        }
        out.close("div");
    }

    private static String end(Incident incident) {
        Long millis = incident.millisToRecovery();
        if (millis != null) {
            return "recovery proven " + WatchText.shown(Duration.ofMillis(millis)) + " after the alarm";
        }
        Long closed = incident.closedMillis();
        return closed == null ? "not recovered" : "closed " + WatchText.time(closed) + ", recovery not proven";
    }
}
