package io.coldgate.sample;

import io.coldgate.unit.ValueUnit;
import java.util.List;
import java.util.Optional;

/**
 * One series of another tool's results.
 *
 * @param id its identity
 * @param primary whether a budget without a metric's name applies to it
 * @param unit the unit of the values
 * @param better the better direction
 * @param values every sample, in the order in which they were started
 * @param clusters sizes of the groups of samples that belong together (the iterations of a fork); empty if there are
 *     none
 * @param blocks sizes of the blocks in which the gate ran the tool alternately with another side, in order; empty if it
 *     did not
 * @param summary what is known if the tool kept no samples
 * @param written the name as the tool wrote it, if {@code id} splits it: {@code BenchmarkParse-8}
 * @param problem why this series cannot be judged although others can; such a series has no values
 */
public record ToolSeries(
        SeriesId id,
        boolean primary,
        ValueUnit unit,
        Better better,
        SampleValues values,
        List<Integer> clusters,
        List<Integer> blocks,
        Optional<Summary> summary,
        String written,
        Optional<String> problem) {
    /** Copies the lists. */
    public ToolSeries {
        clusters = List.copyOf(clusters);
        blocks = List.copyOf(blocks);
    }

    /** A series of single samples that can be judged, with an unmodified name. */
    public ToolSeries(SeriesId id, boolean primary, ValueUnit unit, Better better, SampleValues values) {
        this(id, primary, unit, better, values, List.of(), List.of(), Optional.empty(), id.name(), Optional.empty());
    }

    /** Returns the series with other values. */
    public ToolSeries with(SampleValues other) {
        return new ToolSeries(id, primary, unit, better, other, clusters, blocks, summary, written, problem);
    }

    /** Returns the series with samples in clusters of these sizes. */
    public ToolSeries clustered(List<Integer> sizes) {
        return new ToolSeries(id, primary, unit, better, values, sizes, blocks, summary, written, problem);
    }

    /** Returns the series with a summary. */
    public ToolSeries summarised(Summary of) {
        return new ToolSeries(id, primary, unit, better, values, clusters, blocks, Optional.of(of), written, problem);
    }

    /** Returns the series with values that were measured in blocks. */
    public ToolSeries in(SampleValues all, List<Integer> runs, List<Integer> sizes) {
        return new ToolSeries(id, primary, unit, better, all, runs, sizes, summary, written, problem);
    }

    /** Returns the series with the name that the tool wrote. */
    public ToolSeries writtenAs(String name) {
        return new ToolSeries(id, primary, unit, better, values, clusters, blocks, summary, name, problem);
    }

    /** Returns the series without values, for a reason why it cannot be judged. */
    public ToolSeries spoiled(String reason) {
        return new ToolSeries(
                id,
                primary,
                unit,
                better,
                SampleValues.NONE,
                List.of(),
                List.of(),
                Optional.empty(),
                written,
                Optional.of(reason));
    }

    /** Returns whether nothing can be judged of any metric with that name, because even the metrics are unknown. */
    public boolean spoilsItsName() {
        return problem.isPresent() && id.metric().isEmpty();
    }

    /**
     * The summary of a series.
     *
     * @param total the number of samples; -1 if unknown
     * @param failed the number of failed samples; -1 if unknown
     * @param greatest the greatest sample; NaN if unknown
     */
    public record Summary(long total, long failed, double greatest) {}
}
