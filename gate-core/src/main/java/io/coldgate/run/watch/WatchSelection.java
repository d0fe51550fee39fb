package io.coldgate.run.watch;

import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.ThresholdsInput;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.WatchAction;
import io.coldgate.thresholds.WatchedFunction;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.unit.Glob;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import io.coldgate.watch.Incident;
import io.coldgate.watch.WatchState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The functions that a watch covers. */
final class WatchSelection {
    private final WatchOptions options;
    private final Thresholds thresholds;
    private final List<WatchedFunction> functions;

    /**
     * Reads the file and selects the functions.
     *
     * @throws RunException with exit code 2 for a mistake
     */
    WatchSelection(WatchOptions options) throws RunException {
        this.options = options;
        this.thresholds = ThresholdsInput.read(
                options.file(), new ReadOptions(options.platform(), Optional.empty(), Optional.empty(), true));
        this.functions = chosen();
        if (functions.isEmpty()) {
            throw usage(thresholds.shownAs() + ": no function has objectives: add watch: below one, such as"
                    + " watch: { duration: { p99: 99ms, over: 5m } }");
        }
        if (!readsPlatform(options) && functions.size() > 1) {
            throw usage("the lines of a file or of standard input do not name their function, and "
                    + thresholds.shownAs() + " has objectives for " + names(functions)
                    + ": choose one with --function");
        }
        refuseOtherPlatforms();
    }

    /** Returns whether lines are read from the platform's own logs. */
    static boolean readsPlatform(WatchOptions options) {
        return options.logs().isEmpty() && options.input().isEmpty();
    }

    /** Returns whether functions on the platform are read from or changed. */
    static boolean needsPlatform(WatchOptions options, List<WatchedFunction> functions) {
        return readsPlatform(options) || changesPlatform(options, functions);
    }

    private static boolean changesPlatform(WatchOptions options, List<WatchedFunction> functions) {
        return options.act()
                && functions.stream()
                        .anyMatch(function -> function.watch().actions().stream()
                                .anyMatch(action -> action.kind() instanceof WatchAction.Live));
    }

    Thresholds thresholds() {
        return thresholds;
    }

    List<WatchedFunction> functions() {
        return functions;
    }

    /**
     * Returns a line for each incident that an earlier watch left open and whose function no longer has objectives in
     * the file. Its state is left unchanged.
     */
    List<String> unwatched(Optional<WatchState> known) {
        if (known.isEmpty() || !options.functions().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        known.get().functions().forEach((name, state) -> {
            Incident open = state.incident();
            if (open != null
                    && thresholds.watched().stream()
                            .noneMatch(each -> each.name().equals(name))) {
                lines.add(name + ": incident " + open.number() + " is open, and " + thresholds.shownAs()
                        + " no longer has objectives for the function: nothing can prove its recovery, and its steps"
                        + " stay; put its watch: back, or choose other functions with --function");
            }
        });
        lines.sort(null);
        return lines;
    }

    private List<WatchedFunction> chosen() throws RunException {
        if (options.functions().isEmpty()) {
            return thresholds.watched();
        }
        List<WatchedFunction> chosen = new ArrayList<>();
        for (String pattern : options.functions()) {
            List<WatchedFunction> matching = thresholds.watched().stream()
                    .filter(function -> Glob.matches(pattern, function.name()))
                    .toList();
            if (matching.isEmpty()) {
                throw usage("--function " + Printable.quote(pattern) + " matches no function with objectives; "
                        + thresholds.shownAs() + " has: " + names(thresholds.watched()));
            }
            matching.stream().filter(each -> !chosen.contains(each)).forEach(chosen::add);
        }
        return chosen;
    }

    private void refuseOtherPlatforms() throws RunException {
        WatchedFunction first = functions.get(0);
        if (needsPlatform(options, functions) && first.target().platform() == PlatformName.EMBEDDED) {
            throw usage(
                    first,
                    "an embedded Lambda ends with the command that started it, and has no production traffic",
                    "add platform: aws, or " + withoutPlatform());
        }
        for (WatchedFunction function : functions) {
            boolean same = function.target().platform() == first.target().platform()
                    && function.target()
                            .cloud()
                            .region()
                            .equals(first.target().cloud().region());
            if (!same) {
                throw usage(
                        function,
                        "on another platform or in another region than " + first.name(),
                        "choose with --function, and start a watch for each");
            }
        }
    }

    private String withoutPlatform() {
        String log = readsPlatform(options) ? "read lines with --log FILE or -" : "";
        String report = changesPlatform(options, functions) ? "leave --act out, for its steps change a function" : "";
        return log + (log.isEmpty() || report.isEmpty() ? "" : ", and ") + report;
    }

    private static String names(List<WatchedFunction> functions) {
        return functions.isEmpty()
                ? "none"
                : String.join(
                        ", ", functions.stream().map(WatchedFunction::name).toList());
    }

    private static RunException usage(WatchedFunction function, String message, String remedy) {
        return new RunException(ExitCode.USAGE, Problem.at(function.location(), function.shown(), message, remedy));
    }

    private static RunException usage(String message) {
        return new RunException(ExitCode.USAGE, message);
    }
}
