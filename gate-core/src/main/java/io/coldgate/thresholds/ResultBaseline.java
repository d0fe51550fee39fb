package io.coldgate.thresholds;

import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.diagnostic.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The counterpart of an entry of {@code results:}: results of the same tool. */
public sealed interface ResultBaseline {
    /** Returns the tool, and the path under which the results are recorded in the results file. */
    ToolResults.Source source();

    /**
     * Results that the tool recorded before.
     *
     * @param source the tool, and the path as written in the thresholds file
     * @param path the file, absolute, below the repository
     * @param acrossHosts whether the user allows a comparison with measurements from another time, and perhaps another
     *     host
     */
    record Recorded(ToolResults.Source source, Path path, boolean acrossHosts) implements ResultBaseline {}

    /**
     * Results of a command that the gate runs itself, alternately in a worktree of a git ref and in the working tree.
     * The results from the working tree are those of the entry.
     *
     * @param source the tool, and {@code REF:NAME}
     * @param ref the git ref
     * @param command the words of the measuring command
     * @param build the words of the command that runs once on each side before the first block
     * @param blocks how many times the command runs on each side
     * @param name the name of the file or folder that replaces {@code {out}}
     * @param location the location of the command
     * @param key the command's path in the file, for messages
     */
    record Measured(
            ToolResults.Source source,
            String ref,
            List<String> command,
            Optional<List<String>> build,
            int blocks,
            String name,
            Location location,
            String key)
            implements ResultBaseline {
        /** The placeholder for the path of each block's results. */
        public static final String OUT = "{out}";

        /** Copies the commands. */
        public Measured {
            command = List.copyOf(command);
            build = build.map(List::copyOf);
        }

        /** Returns whether the command gets a path to write to; otherwise its output is the result. */
        public boolean writes() {
            return command.stream().anyMatch(word -> word.contains(OUT));
        }
    }
}
