package io.coldgate.thresholds;

import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.diagnostic.Location;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The counterpart of an entry of {@code results:}: results of the same tool. */
public sealed interface ResultBaseline {
    /** Returns whose results, and under which path the results file has them. */
    ToolResults.Source source();

    /**
     * Results that the tool recorded before.
     *
     * @param source the tool, and the path as the file has it
     * @param path the file, absolute, below the repository
     * @param acrossHosts whether the user vouches for comparing what was measured at another time, perhaps on another
     *     host
     */
    record Recorded(ToolResults.Source source, Path path, boolean acrossHosts) implements ResultBaseline {}

    /**
     * Results of a command that the gate runs itself, by turns in a worktree of a git ref and in the working tree,
     * whose results are the entry's own.
     *
     * @param source the tool, and {@code REF:NAME}
     * @param ref the git ref
     * @param command what measures, its words
     * @param build what is run once on each side before the first block, its words
     * @param blocks how often the command is run on each side
     * @param name the name of the file, or folder, that takes the place of {@code {out}}
     * @param location where the command stands
     * @param key its path in the file, for messages
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
        /** The word that is replaced by the path of each block's results. */
        public static final String OUT = "{out}";

        /** Copies the commands. */
        public Measured {
            command = List.copyOf(command);
            build = build.map(List::copyOf);
        }

        /** Returns whether the command is told where to write; else what it prints is the result. */
        public boolean writes() {
            return command.stream().anyMatch(word -> word.contains(OUT));
        }
    }
}
