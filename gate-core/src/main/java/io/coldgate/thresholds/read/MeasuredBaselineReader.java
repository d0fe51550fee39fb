package io.coldgate.thresholds.read;

import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.ResultBaseline;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a {@code baseline} that the gate measures itself: {@code { ref, run, build, blocks }}. */
final class MeasuredBaselineReader {
    static final String REF = "ref";
    static final String RUN = "run";
    static final String BUILD = "build";
    static final String BLOCKS = "blocks";

    /**
     * With fewer blocks, their order could be chance: with four, both sides are separated in 1 of C(8, 4) = 70 cases,
     * which is more than 1 %.
     */
    private static final int FEWEST_BLOCKS = 5;

    private static final int MOST_BLOCKS = 50;

    /** The default number of blocks: as many runs as a p50 needs if each block is one run. */
    private static final int USUAL_BLOCKS = 10;

    /** Tools whose printed output can be read. */
    private static final List<Tool> PRINTING = List.of(Tool.GO_BENCH, Tool.CRITERION, Tool.SAMPLES);

    private final Tool tool;
    private final String own;
    private final String name;

    /**
     * Creates a reader.
     *
     * @param own the path of the entry's own results as written in the file
     * @param name the name of the command's output
     */
    MeasuredBaselineReader(Tool tool, String own, String name) {
        this.tool = tool;
        this.own = own;
        this.name = name;
    }

    static boolean isMeantBy(Map<String, Field> children) {
        return List.of(REF, RUN, BUILD, BLOCKS).stream().anyMatch(children::containsKey);
    }

    Optional<ResultBaseline> read(Field baseline, Map<String, Field> children) {
        Optional<Field> second = Stream.of(tool.key(), "across-hosts")
                .flatMap(key -> Stream.ofNullable(children.get(key)))
                .findFirst();
        if (second.isPresent()) {
            Field field = second.get();
            field.wrongKey(
                    field.key().equals(tool.key())
                            ? "recorded results beside a command that measures: keep one of " + tool.key() + " and run"
                            : "both sides are measured here, by turns: remove it");
            return Optional.empty();
        }
        Field run = children.get(RUN);
        Field refField = children.get(REF);
        if (run == null || refField == null) {
            baseline.wrongKey(
                    run == null
                            ? "no command: add run:, the command that measures, with {out} for its results"
                            : "no ref: add ref:, such as origin/main, whose sources the command runs in too");
            return Optional.empty();
        }
        Optional<String> ref = BaselineReader.ref(refField);
        Optional<List<String>> command = SourceReader.command(run);
        Optional<List<String>> build = Optional.ofNullable(children.get(BUILD)).flatMap(SourceReader::command);
        int blocks = Optional.ofNullable(children.get(BLOCKS))
                .flatMap(field -> Values.count(field, FEWEST_BLOCKS, MOST_BLOCKS))
                .orElse(USUAL_BLOCKS);
        if (ref.isEmpty() || command.isEmpty()) {
            return Optional.empty();
        }
        ResultBaseline.Measured measured = new ResultBaseline.Measured(
                new ToolResults.Source(tool, ref.get() + ":" + own),
                ref.get(),
                command.get(),
                build,
                blocks,
                name,
                run.mistakes().location(run.keyAt()),
                run.path());
        if (!measured.writes() && !PRINTING.contains(tool)) {
            run.wrong("no {out} in it: write {out} where the command takes the path that " + tool.key()
                    + "'s results go to");
            return Optional.empty();
        }
        return Optional.of(measured);
    }
}
