package io.coldgate.run.bisect;

import io.coldgate.bisect.BisectQuestion;
import io.coldgate.bisect.Commit;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import java.util.List;

/**
 * The subject of a search, with all names resolved.
 *
 * @param thresholds the file that defines the function
 * @param question what is asked of each commit
 * @param commits the commits to search, oldest first
 */
record BisectSubject(
        Thresholds thresholds, FunctionSpec function, Metric metric, BisectQuestion question, List<Commit> commits) {
    /** Copies the list. */
    BisectSubject {
        commits = List.copyOf(commits);
    }
}
