package io.coldgate.sample;

import io.coldgate.unit.ValueUnit;
import java.util.List;
import java.util.Optional;

/**
 * One series of another tool's results.
 *
 * @param id what it is
 * @param primary whether a budget without a metric's name is about it
 * @param unit the unit of the values
 * @param better which direction is the better one
 * @param values every sample, in the order in which they were started
 * @param clusters sizes of the runs of samples that belong together (the iterations of a fork); empty where none do
 * @param blocks sizes of the blocks in which the gate had the tool run by turns with another side, in order; empty
 *     where it did not
 * @param summary what is known where the tool kept no samples
 * @param written the name as the tool wrote it, where {@code id} has it in parts: {@code BenchmarkParse-8}
 * @param problem why nothing of this series can be judged, although others can; such a series has no values
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

    /** A series of single samples that can be judged, whose name the tool wrote as it is. */
    public ToolSeries(SeriesId id, boolean primary, ValueUnit unit, Better better, SampleValues values) {
        this(id, primary, unit, better, values, List.of(), List.of(), Optional.empty(), id.name(), Optional.empty());
    }

    /** The same with other values. */
    public ToolSeries with(SampleValues other) {
        return new ToolSeries(id, primary, unit, better, other, clusters, blocks, summary, written, problem);
    }

    /** The same, whose samples come in clusters of these sizes. */
    public ToolSeries clustered(List<Integer> sizes) {
        return new ToolSeries(id, primary, unit, better, values, sizes, blocks, summary, written, problem);
    }

    /** The same, of which the tool kept a summary. */
    public ToolSeries summarised(Summary of) {
        return new ToolSeries(id, primary, unit, better, values, clusters, blocks, Optional.of(of), written, problem);
    }

    /** The same, measured in blocks. */
    public ToolSeries in(SampleValues all, List<Integer> runs, List<Integer> sizes) {
        return new ToolSeries(id, primary, unit, better, all, runs, sizes, summary, written, problem);
    }

    /** The same under the name that the tool wrote. */
    public ToolSeries writtenAs(String name) {
        return new ToolSeries(id, primary, unit, better, values, clusters, blocks, summary, name, problem);
    }

    /** The same without anything to judge it by. */
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

    /** Returns whether nothing can be judged of any metric of that name, not even which metrics it has. */
    public boolean spoilsItsName() {
        return problem.isPresent() && id.metric().isEmpty();
    }

    /**
     * The summary of a series.
     *
     * @param total how many samples there were; -1 when it does not say
     * @param failed how many of them failed; -1 when it does not say
     * @param greatest the greatest sample; NaN when it does not say
     */
    public record Summary(long total, long failed, double greatest) {}
}
