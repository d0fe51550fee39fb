package io.coldgate.thresholds;

import io.coldgate.sample.ToolResults;
import java.nio.file.Path;

/**
 * The counterpart of an entry of {@code results:}: results that the same tool recorded before.
 *
 * @param source the tool, and the path as the file has it
 * @param path the file, absolute, below the repository
 * @param acrossHosts whether the user vouches for comparing what was measured at another time, perhaps on another host
 */
public record ResultBaseline(ToolResults.Source source, Path path, boolean acrossHosts) {}
