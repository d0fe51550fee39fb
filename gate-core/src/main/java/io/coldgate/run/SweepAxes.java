package io.coldgate.run;

import io.coldgate.facts.Architectures;
import io.coldgate.facts.Regions;
import io.coldgate.sweep.Axes;
import io.coldgate.sweep.SweepPlan;
import io.coldgate.thresholds.read.CommandWords;
import io.coldgate.thresholds.read.MemorySetting;
import io.coldgate.thresholds.read.VariableNames;
import io.coldgate.unit.Printable;
import io.coldgate.unit.QuantityFormatException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the axes of a sweep as people write them; every mistake is one line. */
public final class SweepAxes {
    private static final Pattern BUILD_NAME = Pattern.compile("[A-Za-z0-9._-]{1,40}");

    private SweepAxes() {}

    /**
     * Returns the axes.
     *
     * @param variables each {@code NAME=VALUE,VALUE}
     * @param builds each {@code NAME=COMMAND}
     * @throws RunException with exit code 2
     */
    public static Axes axes(
            List<String> memory, List<String> architectures, List<String> variables, List<String> builds)
            throws RunException {
        List<Integer> megabytes = new ArrayList<>();
        for (String text : distinct("--memory", memory)) {
            try {
                megabytes.add(MemorySetting.megabytes(text));
            } catch (QuantityFormatException e) {
                throw wrong("--memory", text, e.getMessage());
            }
        }
        for (String architecture : distinct("--architecture", architectures)) {
            if (!Architectures.NAMES.contains(architecture)) {
                throw wrong(
                        "--architecture", architecture, "must be one of: " + String.join(", ", Architectures.NAMES));
            }
        }
        Axes axes = new Axes(megabytes, architectures, environment(variables), commands(builds));
        if (axes.size() > SweepPlan.MOST_VARIANTS) {
            throw new RunException(
                    ExitCode.USAGE,
                    "coldgate: " + axes.size() + " combinations; at most " + SweepPlan.MOST_VARIANTS
                            + ": name fewer values, or sweep one axis after the other");
        }
        return axes;
    }

    /**
     * Returns the regions, each once.
     *
     * @throws RunException with exit code 2
     */
    public static List<String> regions(List<String> regions) throws RunException {
        for (String region : distinct("--region", regions)) {
            if (!Regions.NAME.matcher(region).matches()) {
                throw wrong("--region", region, "not a region's name, such as eu-west-1");
            }
        }
        return regions;
    }

    private static Map<String, List<String>> environment(List<String> variables) throws RunException {
        Map<String, List<String>> environment = new LinkedHashMap<>();
        for (String variable : variables) {
            int equals = variable.indexOf('=');
            if (equals < 1) {
                throw wrong("--env", variable, "must be NAME=VALUE,VALUE, such as GOGC=100,200,off");
            }
            String name = variable.substring(0, equals);
            Optional<String> complaint = VariableNames.complaint(name);
            if (complaint.isPresent()) {
                throw wrong("--env", variable, complaint.get());
            }
            List<String> values = distinct(
                    "--env " + name, List.of(variable.substring(equals + 1).split(",", -1)));
            if (environment.put(name, values) != null) {
                throw wrong("--env", variable, name + " comes a second time: name all its values at once");
            }
        }
        return environment;
    }

    private static Map<String, List<String>> commands(List<String> builds) throws RunException {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        for (String build : builds) {
            int equals = build.indexOf('=');
            String name = equals < 0 ? "" : build.substring(0, equals);
            if (!BUILD_NAME.matcher(name).matches()) {
                throw wrong(
                        "--build",
                        build,
                        "must be NAME=COMMAND, such as stripped='make zip STRIP=1', with a name of up to 40 letters,"
                                + " digits, dots, hyphens and underscores");
            }
            List<String> words;
            try {
                words = CommandWords.split(build.substring(equals + 1));
            } catch (CommandWords.NotWordsException e) {
                throw wrong("--build", build, String.valueOf(e.getMessage()));
            }
            if (commands.put(name, words) != null) {
                throw wrong("--build", build, name + " comes a second time: give each build a name of its own");
            }
        }
        return commands;
    }

    private static List<String> distinct(String option, List<String> values) throws RunException {
        if (new HashSet<>(values).size() < values.size()) {
            throw new RunException(
                    ExitCode.USAGE,
                    "coldgate: " + option + " " + Printable.quote(String.join(",", values))
                            + ": the same value twice: two settings that are the same cannot differ");
        }
        return values;
    }

    private static RunException wrong(String option, String value, String reason) {
        return new RunException(ExitCode.USAGE, "coldgate: " + option + " " + Printable.quote(value) + ": " + reason);
    }
}
