package io.coldgate.cli;

import io.coldgate.build.PackageStarts;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Problem;
import java.util.ArrayList;
import java.util.List;

/** What AWS would say to the packages that lie there, for the commands that build and deploy nothing. */
final class PackageWarnings {
    private PackageWarnings() {}

    /**
     * Prints what is doubtful. A package that a command is yet to build may be an old one: of it nothing is certain.
     *
     * @throws RunException with exit code 2 for packages that AWS is sure not to start
     */
    static void print(Thresholds thresholds, Terminal terminal) throws RunException {
        List<Problem> certain = new ArrayList<>();
        for (FunctionSpec function : thresholds.functions()) {
            boolean built = function.source().build().isPresent();
            for (PackageStarts.Line line : PackageStarts.of(function)) {
                if (!line.certain()) {
                    terminal.err().println(line.problem().line());
                } else if (built) {
                    terminal.err().println(line.problem().line() + " (as it was last built)");
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
