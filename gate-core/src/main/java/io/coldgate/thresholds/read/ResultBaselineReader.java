package io.coldgate.thresholds.read;

import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.ResultBaseline;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.Printable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads the {@code baseline} of an entry of {@code results}: earlier results of the same tool. */
final class ResultBaselineReader {
    private static final String ACROSS_HOSTS = "across-hosts";

    private final RepositoryPaths paths;
    private final Tool tool;

    ResultBaselineReader(RepositoryPaths paths, Tool tool) {
        this.paths = paths;
        this.tool = tool;
    }

    /**
     * Reads it.
     *
     * @param candidate the path of the entry's own results
     */
    Optional<ResultBaseline> read(Optional<Field> baseline, Optional<Field> regression, Optional<Path> candidate) {
        if (baseline.isEmpty()) {
            regression.ifPresent(field -> field.wrongKey("relative to nothing: add baseline: { " + tool.key()
                    + ": OLD } beside it, the results to compare with"));
            return Optional.empty();
        }
        if (regression.isEmpty()) {
            baseline.get().wrongKey("nothing is compared with it: add regression: { \"*\": { p50: +5% } } beside it");
        }
        Optional<Field> earlier = Optional.empty();
        boolean acrossHosts = false;
        for (Field child : baseline.get().children("a mapping, such as { " + tool.key() + ": OLD }")) {
            if (child.key().equals(tool.key())) {
                earlier = Optional.of(child);
            } else if (child.key().equals(ACROSS_HOSTS)) {
                acrossHosts = Values.flag(child).orElse(false);
            } else if (Keys.TOOLS.contains(child.key())) {
                child.wrongKey("another tool's results: a baseline is of the same tool, write " + tool.key());
                return Optional.empty();
            } else {
                child.unknownKey("key", List.of(tool.key(), ACROSS_HOSTS));
            }
        }
        if (earlier.isEmpty()) {
            if (baseline.get().node() instanceof YamlNode.Mapping) {
                baseline.get().wrongKey("no results: write { " + tool.key() + ": OLD }");
            }
            return Optional.empty();
        }
        return of(earlier.get(), candidate, acrossHosts);
    }

    private Optional<ResultBaseline> of(Field earlier, Optional<Path> candidate, boolean acrossHosts) {
        Optional<Path> path = paths.read(earlier, "the path of earlier results of " + tool.key());
        if (path.isEmpty() || !(earlier.node() instanceof YamlNode.Scalar scalar)) {
            return Optional.empty();
        }
        if (path.equals(candidate)) {
            earlier.wrong(Printable.quote(scalar.text()) + ": the entry's own results: nothing differs from itself");
            return Optional.empty();
        }
        return Optional.of(new ResultBaseline(new ToolResults.Source(tool, scalar.text()), path.get(), acrossHosts));
    }
}
