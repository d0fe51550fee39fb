package io.coldgate.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Other tools' results as records of a results file, and back. */
public final class ToolResultsRecords {
    /** Values per record: some 200 kB, well below the longest line that is read. */
    private static final int VALUES_A_RECORD = 8192;

    private static final String CUT_OFF = "the results file is cut off within its samples";

    private final Map<ToolResults.Source, ToolResults> heads = new LinkedHashMap<>();
    private final Map<ToolResults.Source, Map<Integer, Growing>> series = new LinkedHashMap<>();
    private final Map<ToolResults.Source, Integer> held = new LinkedHashMap<>();
    private boolean begun;
    private boolean heldKnown;
    private boolean goesOn;

    /** Returns the results as records, in the order in which they are written. */
    public static List<ResultsRecord> of(ToolResults results) {
        List<ResultsRecord> records = new ArrayList<>();
        ToolResults.Source source = results.source();
        records.add(new ResultsRecord.Imported(
                new ToolResults(source, results.facts(), results.notes(), List.of(), results.problem())));
        int number = 0;
        for (ToolSeries each : results.series()) {
            SampleValues values = each.values();
            records.add(new ResultsRecord.ImportedSeries(source, number, each.with(SampleValues.NONE), values.size()));
            for (int from = 0; from < values.size(); from += VALUES_A_RECORD) {
                int to = Math.min(values.size(), from + VALUES_A_RECORD);
                records.add(new ResultsRecord.ImportedValues(source, number, values.part(from, to)));
            }
            number++;
        }
        return records;
    }

    /**
     * Adds the next record. The header tells what the file is supposed to contain; any other record after the results
     * shows that they are complete.
     *
     * @throws IllegalArgumentException when it does not follow from the ones before
     */
    public void accept(ResultsRecord entry) {
        if (entry instanceof ResultsRecord.Run run) {
            begun = true;
            heldKnown = run.header().tools().isPresent();
            run.header().tools().orElse(List.of()).forEach(one -> held.put(one.source(), one.series()));
        } else if (entry instanceof ResultsRecord.Imported imported) {
            ToolResults results = imported.results();
            if (heldKnown && !held.containsKey(results.source())) {
                throw new IllegalArgumentException(results.source().shown() + ": not among the tools of the header");
            }
            if (heads.putIfAbsent(results.source(), results) != null) {
                throw new IllegalArgumentException(results.source().shown() + ": imported twice");
            }
            series.put(results.source(), new LinkedHashMap<>());
        } else if (entry instanceof ResultsRecord.ImportedSeries one) {
            Growing grown = new Growing(one.series(), one.count());
            if (of(one.source()).putIfAbsent(one.number(), grown) != null) {
                throw new IllegalArgumentException(one.source().shown() + ": series " + one.number() + " twice");
            }
        } else if (entry instanceof ResultsRecord.ImportedValues values) {
            Growing grown = of(values.source()).get(values.number());
            if (grown == null) {
                throw new IllegalArgumentException(
                        values.source().shown() + ": values of an unknown series " + values.number());
            }
            grown.add(values.values());
        } else {
            goesOn = true;
        }
    }

    private Map<Integer, Growing> of(ToolResults.Source source) {
        Map<Integer, Growing> found = series.get(source);
        if (found == null) {
            throw new IllegalArgumentException(source.shown() + ": a series without its source");
        }
        return found;
    }

    /**
     * Returns all results so far, and those that the header announces. Incomplete results have a problem: a series
     * lacks values, or a series that the header counted is missing. If the header announces nothing, the last results
     * are complete only if a record of another kind follows.
     */
    public List<ToolResults> results() {
        List<ToolResults> all = new ArrayList<>();
        heads.forEach((source, head) -> {
            List<Growing> grown = List.copyOf(of(source).values());
            boolean whole = grown.stream().allMatch(Growing::isWhole)
                    && grown.size() >= held.getOrDefault(source, 0)
                    && !(mayLackResults() && all.size() == heads.size() - 1);
            all.add(new ToolResults(
                    source,
                    head.facts(),
                    head.notes(),
                    whole ? grown.stream().map(Growing::series).toList() : List.of(),
                    head.problem().or(() -> whole ? Optional.empty() : Optional.of(CUT_OFF))));
        });
        for (ToolResults.Source source : held.keySet()) {
            if (!heads.containsKey(source)) {
                all.add(ToolResults.broken(source, "the results file is cut off before its results"));
            }
        }
        return all;
    }

    /** Returns whether results may be missing without a way to tell which. */
    private boolean mayLackResults() {
        return begun && !heldKnown && !goesOn;
    }

    private static final class Growing {
        private final ToolSeries head;
        private final int count;
        private double[] values = new double[0];
        private int size;

        Growing(ToolSeries head, int count) {
            this.head = head;
            this.count = count;
        }

        void add(SampleValues more) {
            if (more.size() > count - size) {
                throw new IllegalArgumentException("more values than the " + count + " of the series");
            }
            if (size + more.size() > values.length) {
                values = Arrays.copyOf(values, Math.min(count, Math.max(size + more.size(), 2 * values.length)));
            }
            System.arraycopy(more.toArray(), 0, values, size, more.size());
            size += more.size();
        }

        boolean isWhole() {
            return size == count && isWhole(head.clusters()) && isWhole(head.blocks());
        }

        private boolean isWhole(List<Integer> parts) {
            return parts.isEmpty()
                    || parts.stream().mapToLong(Integer::longValue).sum() == size;
        }

        ToolSeries series() {
            return head.with(SampleValues.of(Arrays.copyOf(values, size)));
        }
    }
}
