package io.coldgate.report.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A results file of another tool.
 *
 * @param tool the tool's key
 * @param path its file, as the thresholds file names it
 * @param facts facts about the run in the file
 * @param notes what was left out, and why
 * @param problem why nothing in it is judged; empty for none
 * @param series the number of series
 * @param samples the total number of samples
 */
public record ToolEntry(
        String tool,
        String path,
        Map<String, String> facts,
        List<String> notes,
        Optional<String> problem,
        int series,
        long samples) {}
