package io.coldgate.run;

import io.coldgate.build.PackageStarts;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Warnings about the packages that lie there, for the commands that build and deploy nothing. */
public final class PackageWarnings {
    private PackageWarnings() {}

    /**
     * Says what is doubtful. A package that a command is yet to build may be an old one: of it nothing is certain.
     *
     * @throws RunException with exit code 2 for packages that AWS is sure not to start
     */
    public static void say(Thresholds thresholds, Consumer<String> listener) throws RunException {
        List<Problem> certain = new ArrayList<>();
        for (FunctionSpec function : thresholds.functions()) {
            boolean built = function.source().build().isPresent();
            for (PackageStarts.Line line : PackageStarts.of(function)) {
                if (!line.certain()) {
                    listener.accept(line.problem().line());
                } else if (built) {
                    listener.accept(line.problem().line() + " (as it was last built)");
                } else {
                    certain.add(line.problem());
                }
            }
        }
        if (!certain.isEmpty()) {
            throw new RunException(
                    ExitCode.USAGE,
                    certain,
                    "coldgate: " + thresholds.shownAs() + ": "
                            + (certain.size() == 1 ? "1 error" : certain.size() + " errors")
                            + "; nothing was deployed");
        }
    }
}
