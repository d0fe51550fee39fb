package io.coldgate.fuzz;

import io.coldgate.imports.Imports;
import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolSeries;
import java.util.Arrays;
import java.util.Map;

/**
 * Other tools' results. The first byte of an input says which tool's it is; the rest is the file. It is read, or
 * refused in a line; no value of a series is less than nothing or no number.
 */
public final class ImportsTarget {
    private static final Map<Character, Tool> TOOLS = Map.of(
            'j',
            Tool.JMH,
            'g',
            Tool.GATLING,
            'l',
            Tool.LIGHTHOUSE,
            'k',
            Tool.K6,
            'h',
            Tool.HYPERFINE,
            'b',
            Tool.GO_BENCH,
            'c',
            Tool.CRITERION,
            'p',
            Tool.PYTEST_BENCHMARK,
            'm',
            Tool.JMETER,
            's',
            Tool.SAMPLES);

    private static final Map<Character, String> NAMES = Map.of('g', "simulation.log", 'b', "bench.txt");

    private ImportsTarget() {}

    /** Reads one file. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        char letter = (char) data[0];
        Tool tool = TOOLS.get(letter);
        if (tool == null) {
            return;
        }
        String name = NAMES.getOrDefault(letter, "results.json");
        ToolResults results = Imports.read(
                new ToolResults.Source(tool, name),
                Scratch.write(tool.key() + "-" + name, Arrays.copyOfRange(data, 1, data.length)));
        results.problem().ifPresent(Promise::isOneSafeLine);
        for (ToolSeries series : results.series()) {
            series.problem().ifPresent(Promise::isOneSafeLine);
            Promise.that(
                    series.problem().isEmpty() || series.values().size() == 0,
                    "values of a series that must not be judged in " + tool.key());
            for (double value : series.values().toArray()) {
                Promise.that(value >= 0, "a value of " + value + " in " + tool.key());
            }
        }
    }
}
