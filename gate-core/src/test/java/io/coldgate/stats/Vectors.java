package io.coldgate.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs one reference case and compares every expected field. Nothing is null, infinity is "inf". */
final class Vectors {
    private static final double PRECISION = 1e-6;

    private Vectors() {}

    static String name(JsonNode vector) {
        StringBuilder name = new StringBuilder(vector.path("case").asText());
        vector.path("input").properties().forEach(field -> {
            JsonNode value = field.getValue();
            name.append(' ').append(field.getKey()).append('=');
            name.append(value.isArray() ? "[" + value.size() + "]" : value.asText());
        });
        return name.toString();
    }

    static void check(JsonNode vector) {
        Map<String, Object> actual = compute(vector.path("case").asText(), vector.path("input"));
        JsonNode expected = vector.path("expected");
        assertThat(expected.size()).as("expected fields").isPositive();
        expected.properties().forEach(field -> {
            assertThat(actual).as("computed fields").containsKey(field.getKey());
            compare(field.getKey(), field.getValue(), actual.get(field.getKey()));
        });
    }

    private static void compare(String path, JsonNode expected, Object actual) {
        if (expected.isArray()) {
            List<?> items = (List<?>) actual;
            assertThat(items).as(path).hasSize(expected.size());
            for (int i = 0; i < items.size(); i++) {
                compare(path + "[" + i + "]", expected.get(i), items.get(i));
            }
        } else if (actual instanceof Number number
                && (expected.isNumber() || expected.asText().equals("inf"))) {
            compareNumbers(path, number(expected), number.doubleValue());
        } else {
            assertThat(actual).as(path).isEqualTo(expected.isNull() ? null : expected.asText());
        }
    }

    private static void compareNumbers(String path, double expected, double actual) {
        if (Double.isInfinite(expected)) {
            assertThat(actual).as(path).isEqualTo(expected);
        } else {
            // Nine digits are given, so large values are compared relative to their size.
            assertThat(actual).as(path).isCloseTo(expected, within(PRECISION * Math.max(1, Math.abs(expected))));
        }
    }

    private static Map<String, Object> compute(String kind, JsonNode input) {
        return switch (kind) {
            case "e_values" -> eValues(input);
            case "min_pass_n" ->
                fields(
                        "n",
                        FirstPass.minimumSamples(p(input), input.path("beta").asDouble()));
            case "bounds" -> bounds(input);
            case "last_look" -> lastLook(input);
            case "dependence" -> dependence(input);
            case "quantile_interval" -> interval(input);
            case "absolute" -> absolute(input);
            case "build" -> build(input);
            case "relative" -> RelativeVectors.compute(input);
            default -> throw new AssertionError("unknown kind of case: " + kind);
        };
    }

    private static Map<String, Object> eValues(JsonNode input) {
        CountEvidence evidence = CountEvidence.of(p(input));
        int n = input.path("n").asInt();
        int s = input.path("s").asInt();
        return fields(
                "log_e_fail", evidence.logFail(n, s),
                "log_e_fail_guarded", evidence.logFailGuarded(n, s),
                "log_e_pass", evidence.logPass(n, s));
    }

    private static Map<String, Object> bounds(JsonNode input) {
        CountBoundaries boundaries = new CountBoundaries(
                p(input),
                input.path("level_fail").asDouble(),
                input.path("beta").asDouble());
        int n = input.path("n").asInt();
        int fail = boundaries.failAtLeast(n);
        int pass = boundaries.passAtMost(n);
        return fields("fail_at_least", fail > n ? null : fail, "pass_at_most", pass < 0 ? null : pass);
    }

    private static Map<String, Object> lastLook(JsonNode input) {
        LastLook look = LastLook.of(
                p(input),
                input.path("nmax").asInt(),
                input.path("level_fail").asDouble(),
                input.path("beta").asDouble());
        return fields("fail_at_least", look.failAtLeast(), "pass_at_most", look.passAtMost());
    }

    private static Map<String, Object> dependence(JsonNode input) {
        Dependence dependence = Dependence.of(samples(input.path("samples")));
        return fields("lag1", dependence.lag1(), "tau", dependence.tau());
    }

    private static Map<String, Object> interval(JsonNode input) {
        double[] sorted = samples(input.path("samples"));
        Arrays.sort(sorted);
        QuantileInterval interval =
                QuantileInterval.of(sorted, p(input), input.path("level").asDouble());
        return fields("low", interval.low(), "high", interval.high());
    }

    private static Map<String, Object> absolute(JsonNode input) {
        AbsoluteRule rule;
        try {
            rule = new AbsoluteRule(
                    p(input),
                    input.path("budget").asDouble(),
                    input.path("tolerance").asDouble(),
                    input.path("level_fail").asDouble(),
                    input.path("beta").asDouble(),
                    input.path("nmax").asInt(),
                    input.path("guard").asBoolean());
        } catch (IllegalArgumentException refused) {
            return fields("verdict", "INVALID");
        }
        AbsoluteDecider test = new AbsoluteDecider(rule);
        for (double x : samples(input.path("samples"))) {
            if (test.add(x) != Outcome.UNDECIDED) {
                break;
            }
        }
        AbsoluteDecision decision = test.decision();
        return fields(
                "verdict", verdict(decision.outcome()),
                "reason", reason(decision.reason()),
                "n", decision.n(),
                "exceed", decision.exceed(),
                "tau", decision.tau(),
                "log_e_fail", decision.logEvidenceFail(),
                "log_e_pass", decision.logEvidencePass(),
                "estimate", decision.estimate(),
                "interval_low", decision.intervalLow(),
                "interval_high", decision.intervalHigh());
    }

    private static Map<String, Object> build(JsonNode input) {
        List<Verdict> verdicts = new ArrayList<>();
        input.path("verdicts").forEach(verdict -> verdicts.add(Verdict.valueOf(verdict.asText())));
        return fields(
                "level", Bonferroni.falseAlarmPerCheck(input.path("alpha_build").asDouble(), verdicts.size()),
                "verdict", Verdict.worst(verdicts).orElseThrow().name());
    }

    static String verdict(Outcome outcome) {
        return outcome == Outcome.UNDECIDED ? null : outcome.name();
    }

    static String reason(Reason reason) {
        return reason == Reason.NONE ? null : reason.label().toLowerCase(Locale.ROOT);
    }

    private static double p(JsonNode input) {
        return input.path("p").asDouble();
    }

    static double[] samples(JsonNode array) {
        double[] samples = new double[array.size()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = number(array.get(i));
        }
        return samples;
    }

    private static double number(JsonNode node) {
        return node.asText().equals("inf") ? Double.POSITIVE_INFINITY : node.asDouble();
    }

    static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
