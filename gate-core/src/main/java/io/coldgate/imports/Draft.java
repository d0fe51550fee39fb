package io.coldgate.imports;

import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results that grow while they are read. */
final class Draft {
    /** Series of one file; a pattern over more is a mistake. */
    private static final int MOST_SERIES = 100_000;

    private static final int MOST_NOTES = 20;
    private static final int LONGEST = 300;

    private final Map<SeriesId, ToolSeries> series = new LinkedHashMap<>();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private int notesLeftOut;

    void add(ToolSeries one) throws ImportException {
        if (series.putIfAbsent(one.id(), one) != null) {
            throw new ImportException(Printable.quote(one.id().shown()) + " "
                    + Printable.escape(one.id().metric(), LONGEST)
                    + " is in it twice: give each series a name of its own");
        }
        if (series.size() > MOST_SERIES) {
            throw new ImportException("more than " + MOST_SERIES + " series");
        }
    }

    /** Keeps what is known of the tool or its host; where files differ, all values. */
    void fact(String name, String value) {
        String safe = Printable.escape(value, LONGEST);
        if (!safe.isEmpty()) {
            facts.merge(
                    name,
                    safe,
                    (before, now) -> before.equals(now) || before.endsWith(", " + now)
                            ? before
                            : Printable.escape(before + ", " + now, LONGEST));
        }
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
                facts,
                all,
                List.copyOf(series.values()),
                series.isEmpty() ? Optional.of("no samples in it") : Optional.empty());
    }
}
