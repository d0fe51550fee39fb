package io.coldgate.imports;

import io.coldgate.sample.SampleValues;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Joins the blocks in which the gate ran a tool for one side of a comparison. */
public final class JoinedBlocks {
    private final ToolResults.Source source;
    private final List<ToolResults> blocks;

    private JoinedBlocks(ToolResults.Source source, List<ToolResults> blocks) {
        this.source = source;
        this.blocks = List.copyOf(blocks);
    }

    /**
     * Joins the blocks. A series that is missing or has another unit in one block cannot be judged.
     *
     * @param source the side
     * @param blocks the results of each block in their order, all of them read without a problem; at least one
     */
    public static ToolResults of(ToolResults.Source source, List<ToolResults> blocks) {
        return new JoinedBlocks(source, blocks).joined();
    }

    private ToolResults joined() {
        Draft draft = new Draft();
        Set<SeriesId> ids = new LinkedHashSet<>();
        for (ToolResults block : blocks) {
            block.facts().forEach(draft::fact);
            block.notes().forEach(draft::note);
            block.series().forEach(series -> ids.add(series.id()));
        }
        try {
            List<Map<SeriesId, ToolSeries>> byId =
                    blocks.stream().map(JoinedBlocks::byId).toList();
            for (SeriesId id : ids) {
                draft.add(joined(id, byId));
            }
        } catch (ImportException e) {
            return ToolResults.broken(source, String.valueOf(e.getMessage()));
        }
        return draft.results(source);
    }

    private static Map<SeriesId, ToolSeries> byId(ToolResults block) {
        Map<SeriesId, ToolSeries> byId = new HashMap<>();
        block.series().forEach(series -> byId.putIfAbsent(series.id(), series));
        return byId;
    }

    private ToolSeries joined(SeriesId id, List<Map<SeriesId, ToolSeries>> byId) {
        List<Optional<ToolSeries>> found =
                byId.stream().map(block -> Optional.ofNullable(block.get(id))).toList();
        ToolSeries like = found.stream().flatMap(Optional::stream).findFirst().orElseThrow();
        List<Double> values = new ArrayList<>();
        List<Integer> runs = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Optional<String> problem = problem(found.get(i), like);
            if (problem.isPresent()) {
                return like.spoiled("block " + (i + 1) + " of " + found.size() + ": " + problem.get());
            }
            ToolSeries series = found.get(i).orElseThrow();
            Arrays.stream(series.values().toArray()).forEach(values::add);
            runs.addAll(runs(series));
            sizes.add(series.values().size());
        }
        boolean single = runs.stream().allMatch(size -> size == 1);
        return like.in(
                SampleValues.of(values.stream().mapToDouble(Double::doubleValue).toArray()),
                single && source.tool().sampleIsARun() ? List.of() : runs,
                sizes);
    }

    private static Optional<String> problem(Optional<ToolSeries> found, ToolSeries like) {
        if (found.isEmpty()) {
            return Optional.of("lacks it");
        }
        ToolSeries series = found.get();
        if (series.problem().isPresent()) {
            return series.problem();
        }
        if (series.summary().isPresent()) {
            return Optional.of("a summary has no samples: record them, see docs/results.md");
        }
        if (series.values().size() == 0) {
            return Optional.of("no samples of it");
        }
        return series.unit().equals(like.unit()) && series.better() == like.better()
                ? Optional.empty()
                : Optional.of("it is in " + series.unit().text() + ", and in another block in "
                        + like.unit().text());
    }

    /**
     * Returns the sizes of a block's runs: those that the tool reports; otherwise, all samples of one command form one
     * run.
     */
    private List<Integer> runs(ToolSeries series) {
        if (!series.clusters().isEmpty()) {
            return series.clusters();
        }
        boolean processes = source.tool().sampleIsARun() && source.tool() != Tool.SAMPLES;
        int size = series.values().size();
        return processes ? Collections.nCopies(size, 1) : List.of(size);
    }
}
