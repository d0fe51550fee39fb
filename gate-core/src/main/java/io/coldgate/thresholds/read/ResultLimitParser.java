package io.coldgate.thresholds.read;

import io.coldgate.sample.Tool;
import io.coldgate.thresholds.ResultLimit;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ValueUnit;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a limit on results of another tool: {@code 2us}, {@code ">= 500 ops/ms"}, {@code 3 allocs/op}, {@code 0.1}. */
final class ResultLimitParser {
    private static final Pattern LIMIT =
            Pattern.compile("(?<sign>>=|<=|\u2265|\u2264)? ?(?<number>[0-9]{1,20}(?:\\.[0-9]{1,20})?)"
                    + " ?(?<unit>[^0-9\\s.][^\\s]{0,60})?");

    /** The largest number that a double represents exactly, as for limits of functions. */
    private static final double LARGEST = 1L << 53;

    private static final double KIB = 1024;

    private ResultLimitParser() {}

    /** Returns the limit; reports one that is invalid or that the tool's values could never satisfy. */
    static Optional<ResultLimit> read(Field field, Tool tool, Optional<String> metric) {
        Optional<YamlNode.Scalar> scalar = field.scalar("a limit with its unit, such as " + example(tool));
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        String text = scalar.get().text().strip();
        Matcher parts = LIMIT.matcher(text);
        if (!parts.matches()) {
            field.wrong(Printable.quote(text) + ": not a limit: write a number and a unit, as in " + example(tool)
                    + "; for throughputs as in \">= 500 ops/ms\"");
            return Optional.empty();
        }
        ResultLimit limit = limit(parts, text);
        Optional<String> problem = problem(limit, tool, metric);
        if (problem.isPresent()) {
            field.wrong(Printable.quote(text) + ": " + problem.get());
            return Optional.empty();
        }
        return Optional.of(limit);
    }

    private static ResultLimit limit(Matcher parts, String text) {
        String unit = parts.group("unit") == null ? "" : parts.group("unit");
        ValueUnit.Scaled scaled = switch (unit) {
            // Units as in functions' budgets, powers of 1024; MB and kB in other tools' results are not converted.
            case "kB", "KB", "KiB" -> new ValueUnit.Scaled(ValueUnit.SIZE, KIB);
            case "MB", "MiB" -> new ValueUnit.Scaled(ValueUnit.SIZE, KIB * KIB);
            case "GB", "GiB" -> new ValueUnit.Scaled(ValueUnit.SIZE, KIB * KIB * KIB);
            default -> ValueUnit.of(unit);
        };
        String sign = parts.group("sign");
        boolean atLeast = sign != null && (sign.equals(">=") || sign.equals("\u2265"));
        double value = new BigDecimal(parts.group("number"))
                .multiply(BigDecimal.valueOf(scaled.inBase()))
                .doubleValue();
        return new ResultLimit(atLeast, value, scaled.unit(), text);
    }

    private static Optional<String> problem(ResultLimit limit, Tool tool, Optional<String> metric) {
        ValueUnit.Kind kind = limit.unit().kind();
        if (limit.value() > LARGEST) {
            return Optional.of("too large");
        }
        if (limit.value() == 0 && (kind == ValueUnit.Kind.TIME || kind == ValueUnit.Kind.RATE)) {
            return Optional.of("a limit of zero decides nothing: write another one");
        }
        if (kind == ValueUnit.Kind.TIME && limit.atLeast()) {
            return Optional.of("of a time less is better: write the limit without >=");
        }
        if (kind == ValueUnit.Kind.RATE && !limit.atLeast()) {
            return Optional.of("of a throughput more is better: write \">= "
                    + limit.text().replaceAll("^[<=\u2264 ]+", "") + "\"");
        }
        boolean onlyTime = tool == Tool.GATLING
                || tool == Tool.JMETER
                || tool == Tool.PYTEST_BENCHMARK
                || tool == Tool.HYPERFINE && !metric.orElse("time").equals("memory");
        if (onlyTime && kind != ValueUnit.Kind.TIME) {
            String number = limit.text().replaceAll("[^0-9.]", "");
            return Optional.of((limit.unit().text().isEmpty() ? "no unit" : tool.key() + " measures times") + ": write "
                    + number + "ms or " + number + "s");
        }
        return Optional.empty();
    }

    private static String example(Tool tool) {
        return switch (tool) {
            case JMH, GO_BENCH, CRITERION, PYTEST_BENCHMARK -> "2us";
            case GATLING, K6, HYPERFINE, JMETER, SAMPLES -> "250ms";
            case LIGHTHOUSE -> "1.8s";
        };
    }
}
