package io.coldgate.run;

import io.coldgate.facts.Architectures;
import io.coldgate.facts.Regions;
import io.coldgate.sweep.Axes;
import io.coldgate.sweep.SweepPlan;
import io.coldgate.thresholds.read.value.CloudNames;
import io.coldgate.thresholds.read.value.CommandWords;
import io.coldgate.thresholds.read.value.MemorySetting;
import io.coldgate.thresholds.read.value.VariableNames;
import io.coldgate.unit.Printable;
import io.coldgate.unit.QuantityFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads the axes of a sweep from the command line; every mistake is reported in one line. */
public final class SweepAxes {
    private static final Pattern WAY_NAME = Pattern.compile("[A-Za-z0-9._-]{1,40}");

    private SweepAxes() {}

    /**
     * The axes as given on the command line.
     *
     * @param builds each {@code NAME=COMMAND}
     * @param images each {@code NAME=IMAGE}
     * @param memory sizes
     * @param architectures Lambda's names
     * @param roles each {@code NAME=ARN}
     * @param layers each {@code NAME=LAYER,LAYER}; {@code NAME=} for none
     * @param variables each {@code NAME=VALUE,VALUE}
     */
    public record Words(
            List<String> builds,
            List<String> images,
            List<String> memory,
            List<String> architectures,
            List<String> roles,
            List<String> layers,
            List<String> variables) {}

    /**
     * Returns the axes.
     *
     * @throws RunException with exit code 2
     */
    public static Axes axes(Words words) throws RunException {
        List<Integer> megabytes = new ArrayList<>();
        for (String text : distinct("--memory", words.memory())) {
            try {
                megabytes.add(MemorySetting.megabytes(text));
            } catch (QuantityFormatException e) {
                throw wrong("--memory", text, e.getMessage());
            }
        }
        for (String architecture : distinct("--architecture", words.architectures())) {
            if (!Architectures.NAMES.contains(architecture)) {
                throw wrong(
                        "--architecture", architecture, "must be one of: " + String.join(", ", Architectures.NAMES));
            }
        }
        Axes axes = Axes.builder()
                .builds(commands(words.builds()))
                .images(named("--image", words.images(), CloudNames::isImage, CloudNames.AN_IMAGE))
                .memoryMegabytes(megabytes)
                .architectures(words.architectures())
                .roles(named("--role", words.roles(), CloudNames::isRole, CloudNames.A_ROLE))
                .layers(layers(words.layers()))
                .environment(environment(words.variables()))
                .build();
        if (axes.size() > SweepPlan.MOST_VARIANTS) {
            throw new RunException(
                    ExitCode.USAGE,
                    axes.size() + " combinations; at most " + SweepPlan.MOST_VARIANTS
                            + ": name fewer values, or sweep one axis after the other");
        }
        return axes;
    }

    /**
     * Returns the regions without repetitions.
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
                throw wrong("--env", variable, name + " is given twice: name all its values at once");
            }
        }
        return environment;
    }

    private static Map<String, List<String>> commands(List<String> builds) throws RunException {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        String example = "NAME=COMMAND, such as stripped='make zip STRIP=1'";
        for (Map.Entry<String, String> build : ways("--build", builds, example).entrySet()) {
            try {
                commands.put(build.getKey(), CommandWords.split(build.getValue()));
            } catch (CommandWords.NotWordsException e) {
                throw wrong("--build", build.getKey() + "=" + build.getValue(), String.valueOf(e.getMessage()));
            }
        }
        return commands;
    }

    private static Map<String, String> named(
            String option, List<String> given, Predicate<String> isGood, String expected) throws RunException {
        Map<String, String> ways = ways(option, given, "NAME=VALUE with " + expected);
        for (Map.Entry<String, String> way : ways.entrySet()) {
            if (!isGood.test(way.getValue())) {
                throw wrong(option, way.getKey() + "=" + way.getValue(), "must be " + expected);
            }
        }
        return ways;
    }

    /**
     * Returns the layers. A path that begins with {@code ./} or {@code ../} is a layer in the repository, relative to
     * the current folder.
     */
    private static Map<String, List<String>> layers(List<String> given) throws RunException {
        Map<String, List<String>> layers = new LinkedHashMap<>();
        String example = "NAME=LAYER,LAYER, or NAME= for none, each " + CloudNames.A_LAYER + ", or ./layers/tools";
        for (Map.Entry<String, String> way : ways("--layers", given, example).entrySet()) {
            List<String> some = new ArrayList<>();
            for (String layer : way.getValue().isEmpty()
                    ? List.<String>of()
                    : List.of(way.getValue().split(",", -1))) {
                boolean local = layer.startsWith("./") || layer.startsWith("../");
                if (!local && !CloudNames.isLayer(layer)) {
                    throw wrong("--layers", way.getKey() + "=" + way.getValue(), "must be " + example);
                }
                Path path = Path.of(local ? layer : ".").toAbsolutePath().normalize();
                if (!Files.exists(path)) {
                    throw wrong("--layers", layer, "no such file or folder");
                }
                some.add(local ? path.toString() : layer);
            }
            if (some.size() > CloudNames.MOST_LAYERS) {
                throw wrong(
                        "--layers",
                        way.getKey() + "=" + way.getValue(),
                        some.size() + " layers; a function has " + CloudNames.MOST_LAYERS + " at most");
            }
            layers.put(way.getKey(), some);
        }
        return layers;
    }

    private static Map<String, String> ways(String option, List<String> given, String example) throws RunException {
        Map<String, String> ways = new LinkedHashMap<>();
        for (String way : given) {
            int equals = way.indexOf('=');
            String name = equals < 0 ? "" : way.substring(0, equals);
            if (!WAY_NAME.matcher(name).matches()) {
                throw wrong(
                        option,
                        way,
                        "must be " + example
                                + ", with a name of up to 40 letters, digits, dots, hyphens and underscores");
            }
            if (ways.put(name, way.substring(equals + 1)) != null) {
                throw wrong(option, way, name + " is given twice: give each a name of its own");
            }
        }
        return ways;
    }

    private static List<String> distinct(String option, List<String> values) throws RunException {
        if (new HashSet<>(values).size() < values.size()) {
            throw new RunException(
                    ExitCode.USAGE,
                    option + " " + Printable.quote(String.join(",", values))
                            + ": the same value is given twice: leave one out");
        }
        return values;
    }

    private static RunException wrong(String option, String value, String reason) {
        return new RunException(ExitCode.USAGE, option + " " + Printable.quote(value) + ": " + reason);
    }
}
