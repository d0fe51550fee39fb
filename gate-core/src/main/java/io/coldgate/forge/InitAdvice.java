package io.coldgate.forge;

import static io.coldgate.unit.MarkdownText.escape;

import io.coldgate.report.document.CheckEntry;
import io.coldgate.report.document.ExplanationEntry;
import io.coldgate.report.document.ExplanationEntry.Advice;
import io.coldgate.report.document.ExplanationEntry.PackageInit;
import io.coldgate.report.document.ExplanationEntry.Slower;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.unit.Counted;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Quantity;
import java.util.Optional;
import java.util.Set;

/** Advice on a slow init that names the package or the line, based on watched starts. */
final class InitAdvice {
    /** Metrics that an explanation of an init covers. */
    private static final Set<String> OF_INIT = Set.of("init_duration", "init_cpu", "cold_duration");

    private static final int LONGEST = 300;

    private InitAdvice() {}

    /** Returns what got slower, or what can be done, or what takes the most time; empty if nothing was found. */
    static Optional<String> of(CheckEntry check, ReportDocument report) {
        return report.explanation(check.function())
                .filter(each -> OF_INIT.contains(check.subject()))
                .flatMap(each -> cause(each, report).or(() -> action(each)).or(() -> dearest(each)));
    }

    private static Optional<String> cause(ExplanationEntry explanation, ReportDocument report) {
        return explanation.slower().stream()
                // A package that causes a garbage collection is a cause too, even if its own init takes less time.
                .filter(each -> each.kind().equals("cause") && each.deltaNanos() > 0)
                .findFirst()
                .map(each -> shared(explanation.function(), each, report).orElseGet(() -> alone(explanation, each)));
    }

    /** Returns a short text for a cause that the report states once, with its remedy, for several functions. */
    private static Optional<String> shared(String function, Slower slower, ReportDocument report) {
        return report.shared().stream()
                .filter(each ->
                        each.functions().contains(function) && each.packages().contains(slower.packageName()))
                .findFirst()
                .map(each -> takes(slower) + ": the same cause in "
                        + Counted.of(each.functions().size(), "function") + ", stated above.");
    }

    private static String alone(ExplanationEntry explanation, Slower each) {
        return slower(each)
                + explanation.advice().stream()
                        .filter(advice -> isOn(advice, each))
                        .findFirst()
                        .map(advice -> " To do: " + sentence(advice))
                        .orElse("");
    }

    private static boolean isOn(Advice advice, Slower slower) {
        return (advice.evidence() + " " + advice.action()).contains(slower.packageName());
    }

    private static String slower(Slower each) {
        String imported = each.importedAt().isEmpty() ? "" : ", imported at " + shown(each.importedAt());
        return takes(each) + imported + ".";
    }

    private static String takes(Slower each) {
        // The program's own code after the inits has a name that is not a package.
        boolean isMain = each.packageName().equals("main()");
        String more = each.version()
                .map(version -> " (" + shown(version.from()) + " → " + shown(version.to()) + ")")
                .orElse(each.isNew() ? " (new)" : "");
        return (isMain ? "" : "The init of ") + shown(each.packageName()) + more + " takes " + time(each.deltaNanos())
                + " more";
    }

    private static Optional<String> action(ExplanationEntry explanation) {
        return explanation.advice().stream().findFirst().map(advice -> "To do: " + sentence(advice));
    }

    private static String sentence(Advice advice) {
        String at = file(advice.at());
        return shown(advice.action()) + (advice.action().contains(at) ? "" : " (" + shown(at) + ")") + ".";
    }

    private static Optional<String> dearest(ExplanationEntry explanation) {
        return explanation.packages().stream().findFirst().map(InitAdvice::dearest);
    }

    private static String dearest(PackageInit init) {
        return "The most expensive init is that of " + shown(init.name()) + ", "
                + time(init.time().nanos()) + (init.at().isEmpty() ? "" : " at " + shown(file(init.at())))
                + ": do that work only when it is needed.";
    }

    private static String time(double nanos) {
        return new Quantity(nanos, Dimension.TIME).format();
    }

    /**
     * Returns a path in the repository, or the last two elements of any other: the rest depends on the machine that
     * built it.
     */
    private static String file(String at) {
        if (at.startsWith("./")) {
            return at.substring(2);
        }
        String[] parts = at.replace('\\', '/').split("/");
        return parts.length < 2 ? at : parts[parts.length - 2] + "/" + parts[parts.length - 1];
    }

    private static String shown(String text) {
        return escape(Printable.escape(text, LONGEST));
    }
}
