package io.coldgate.imports;

import io.coldgate.sample.Better;
import io.coldgate.sample.SampleValues;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ValueUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Results that grow while a file is read. */
final class Draft {
    /** The largest number of series of a file; a pattern over more is a mistake. */
    private static final int MOST_SERIES = 100_000;

    private static final int MOST_NOTES = 20;
    private static final int LONGEST = 300;

    private final Map<SeriesId, ToolSeries> series = new LinkedHashMap<>();
    private final Map<String, Set<String>> facts = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private int notesLeftOut;

    /**
     * Adds a series. Two series with the same name are both not judged, because it is unknown which one a limit applies
     * to.
     */
    void add(ToolSeries one) throws ImportException {
        if (series.putIfAbsent(one.id(), one) != null) {
            spoil(
                    one.id(),
                    one.primary(),
                    (Printable.quote(one.id().shown()) + " " + one.id().metric()).strip()
                            + " is in it twice: give each series a name of its own");
        }
        bound();
    }

    /** Marks a series as impossible to judge, whatever else is known of it. The first reason is kept. */
    void spoil(SeriesId id, boolean primary, String problem) throws ImportException {
        ToolSeries known = series.computeIfAbsent(
                id,
                unknown -> new ToolSeries(unknown, primary, ValueUnit.other(""), Better.UNKNOWN, SampleValues.NONE));
        if (known.problem().isEmpty()) {
            series.put(id, known.spoiled(Printable.escape(problem, LONGEST)));
        }
        bound();
    }

    private void bound() throws ImportException {
        if (series.size() > MOST_SERIES) {
            throw new ImportException("more than " + MOST_SERIES + " series");
        }
    }

    /** Adds a fact about the tool or its host; if files differ, each value is listed once. */
    void fact(String name, String value) {
        String safe = Printable.escape(value, LONGEST);
        if (safe.isEmpty()) {
            return;
        }
        Set<String> values = facts.computeIfAbsent(name, each -> new LinkedHashSet<>());
        // A longer text would be cut anyway.
        if (values.size() < LONGEST) {
            values.add(safe);
        }
    }

    private Map<String, String> joinedFacts() {
        Map<String, String> joined = new LinkedHashMap<>();
        facts.forEach((name, values) -> joined.put(name, Printable.escape(String.join(", ", values), LONGEST)));
        return joined;
    }

    void note(String text) {
        String safe = Printable.escape(text, LONGEST);
        if (notes.contains(safe)) {
            return;
        }
        if (notes.size() < MOST_NOTES) {
            notes.add(safe);
        } else {
            notesLeftOut++;
        }
    }

    ToolResults results(ToolResults.Source source) {
        List<String> all = new ArrayList<>(notes);
        if (notesLeftOut > 0) {
            all.add("and " + notesLeftOut + " more notes");
        }
        return new ToolResults(
                source,
                joinedFacts(),
                all,
                List.copyOf(series.values()),
                series.isEmpty() ? Optional.of("no samples in it") : Optional.empty());
    }
}
