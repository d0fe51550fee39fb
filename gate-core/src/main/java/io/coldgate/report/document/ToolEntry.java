package io.coldgate.report.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of another tool.
 *
 * @param tool the tool's key
 * @param path its file, as the thresholds file names it
 * @param facts what the file says of the run
 * @param notes what was left out, and why
 * @param problem why nothing in it is judged; empty for nothing
 * @param series how many series it has
 * @param samples how many samples they have together
 */
public record ToolEntry(
        String tool,
        String path,
        Map<String, String> facts,
        List<String> notes,
        Optional<String> problem,
        int series,
        long samples) {}
