package io.coldgate.report.document;

import static io.coldgate.report.document.Fields.decimal;
import static io.coldgate.report.document.Fields.integer;
import static io.coldgate.report.document.Fields.number;
import static io.coldgate.report.document.Fields.text;
import static io.coldgate.report.document.Fields.verdict;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.unit.Printable;
import io.coldgate.verdict.AcceptanceState;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** The entry of a check in a report. */
public final class CheckJson {
    private CheckJson() {}

    static void write(JsonGenerator out, CheckEntry check) throws IOException {
        out.writeStartObject();
        out.writeStringField("function", check.function());
        out.writeStringField("metric", check.subject());
        out.writeStringField(check.isQuantile() ? "quantile" : "rule", check.rule());
        limit(out, check.limit());
        out.writeStringField("verdict", check.verdict().name());
        out.writeStringField("reason", check.reason());
        out.writeStringField("explanation", check.explanation());
        out.writeStringField("location", check.location());
        out.writeStringField("onInconclusive", check.onInconclusive());
        if (check.measured().isPresent()) {
            figures(out, check.measured().get(), check.limit() instanceof CheckEntry.Limit.Increase);
        } else if (!check.shown().measured().isEmpty()) {
            out.writeStringField("measured", check.shown().measured());
        }
        shown(out, check.shown());
        if (check.acceptance().isPresent()) {
            accepted(out, check.acceptance().get());
        }
        out.writeEndObject();
    }

    private static void accepted(JsonGenerator out, CheckEntry.Accepted acceptance) throws IOException {
        out.writeObjectFieldStart("acceptance");
        out.writeStringField("state", acceptance.state().key());
        out.writeStringField("found", acceptance.found().name());
        out.writeStringField("owner", acceptance.owner());
        out.writeStringField("reason", acceptance.reason());
        out.writeStringField("until", acceptance.until());
        out.writeStringField("location", acceptance.location());
        out.writeEndObject();
    }

    /** Writes the fields of a limit: {@code budget}, {@code tolerance} or {@code increase}, with its unit. */
    public static void limit(JsonGenerator out, CheckEntry.Limit limit) throws IOException {
        if (limit instanceof CheckEntry.Limit.Amount amount) {
            if (amount.series().isPresent()) {
                series(out, amount.series().get());
            }
            number(out, "budget", amount.budget());
            out.writeStringField("unit", amount.unit());
        } else if (limit instanceof CheckEntry.Limit.Tolerance relative) {
            if (relative.recorded().isPresent()) {
                recorded(out, relative.recorded().get());
            }
            number(out, "tolerance", relative.tolerance());
            out.writeStringField("unit", "ratio");
        } else if (limit instanceof CheckEntry.Limit.Increase added) {
            number(out, "increase", added.increase());
            out.writeStringField("unit", added.unit());
        } else if (limit instanceof CheckEntry.Limit.Property property) {
            out.writeBooleanField("budget", property.wanted());
        } else {
            throw new IllegalStateException("a limit that nobody writes: " + limit);
        }
    }

    private static void recorded(JsonGenerator out, CheckEntry.RecordedSides sides) throws IOException {
        out.writeStringField("tool", sides.tool());
        out.writeStringField("path", sides.path());
        out.writeStringField("baseline", sides.baseline());
        out.writeStringField("series", sides.series());
        out.writeStringField("variant", sides.variant());
    }

    private static void series(JsonGenerator out, CheckEntry.SeriesName series) throws IOException {
        out.writeStringField("tool", series.tool());
        out.writeStringField("path", series.path());
        out.writeStringField("series", series.series());
        out.writeStringField("variant", series.variant());
        out.writeStringField("direction", series.atLeast() ? "at_least" : "at_most");
    }

    /**
     * Writes the figures formatted for people, so a consumer of the report does not need to know units and kinds of
     * checks.
     */
    private static void shown(JsonGenerator out, CheckEntry.Shown shown) throws IOException {
        out.writeObjectFieldStart("shown");
        out.writeStringField("measured", shown.measured());
        out.writeStringField("interval", shown.interval());
        out.writeStringField("limit", shown.limit());
        out.writeStringField("samples", shown.samples());
        out.writeStringField("evidence", shown.evidence());
        out.writeEndObject();
    }

    private static void figures(JsonGenerator out, Measured figures, boolean differences) throws IOException {
        out.writeNumberField("n", figures.n());
        if (figures.exceed().isPresent()) {
            out.writeNumberField("exceed", figures.exceed().getAsInt());
        }
        if (figures.exceedUndisturbed().isPresent()) {
            out.writeNumberField(
                    "exceedUndisturbed", figures.exceedUndisturbed().getAsInt());
        }
        number(out, "estimate", figures.estimate());
        if (figures.sides().isPresent()) {
            Measured.Sides sides = figures.sides().get();
            out.writeObjectFieldStart("sides");
            number(out, "baseline", sides.baseline());
            number(out, "candidate", sides.candidate());
            out.writeStringField("unit", sides.unit());
            out.writeEndObject();
        }
        if (figures.evidence().isPresent()) {
            evidence(out, figures.evidence().get(), differences);
        }
    }

    private static void evidence(JsonGenerator out, Measured.Evidence evidence, boolean differences)
            throws IOException {
        out.writeObjectFieldStart("interval");
        if (evidence.low() == 0 && !differences) {
            out.writeNullField("low");
        } else {
            number(out, "low", evidence.low());
        }
        number(out, "high", evidence.high());
        out.writeEndObject();
        out.writeObjectFieldStart("evidence");
        number(out, "logFail", evidence.logFail());
        number(out, "logPass", evidence.logPass());
        if (evidence.tau().isPresent()) {
            out.writeNumberField("tau", evidence.tau().getAsDouble());
        }
        if (evidence.lastLookP().isPresent()) {
            out.writeNumberField("lastLookP", evidence.lastLookP().getAsDouble());
        }
        out.writeEndObject();
    }

    static CheckEntry read(JsonNode node) {
        JsonNode shown = node.path("shown");
        return new CheckEntry(
                text(node, "function"),
                text(node, "metric"),
                text(node, node.has("quantile") ? "quantile" : "rule"),
                node.has("quantile"),
                limit(node),
                verdict(node),
                text(node, "reason"),
                text(node, "explanation"),
                text(node, "location"),
                text(node, "onInconclusive"),
                measured(node),
                new CheckEntry.Shown(
                        text(shown, "measured"),
                        text(shown, "interval"),
                        text(shown, "limit"),
                        text(shown, "samples"),
                        text(shown, "evidence")),
                node.path("acceptance").isObject() ? Optional.of(accepted(node.path("acceptance"))) : Optional.empty());
    }

    private static CheckEntry.Accepted accepted(JsonNode node) {
        String state = text(node, "state");
        return new CheckEntry.Accepted(
                Stream.of(AcceptanceState.values())
                        .filter(each -> each.key().equals(state))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException("no state of an exception: " + Printable.quote(state))),
                verdict(node, "found"),
                text(node, "owner"),
                text(node, "reason"),
                text(node, "until"),
                text(node, "location"));
    }

    private static CheckEntry.Limit limit(JsonNode node) {
        if (node.has("tolerance")) {
            return new CheckEntry.Limit.Tolerance(
                    node.path("tolerance").asDouble(),
                    node.has("series")
                            ? Optional.of(new CheckEntry.RecordedSides(
                                    text(node, "tool"),
                                    text(node, "path"),
                                    text(node, "baseline"),
                                    text(node, "series"),
                                    text(node, "variant")))
                            : Optional.empty());
        }
        if (node.has("increase")) {
            return new CheckEntry.Limit.Increase(node.path("increase").asDouble(), text(node, "unit"));
        }
        if (node.path("budget").isBoolean()) {
            return new CheckEntry.Limit.Property(node.path("budget").asBoolean());
        }
        Optional<CheckEntry.SeriesName> series = node.has("series")
                ? Optional.of(new CheckEntry.SeriesName(
                        text(node, "tool"),
                        text(node, "path"),
                        text(node, "series"),
                        text(node, "variant"),
                        text(node, "direction").equals("at_least")))
                : Optional.empty();
        return new CheckEntry.Limit.Amount(node.path("budget").asDouble(), text(node, "unit"), series);
    }

    private static Optional<Measured> measured(JsonNode node) {
        if (!node.has("estimate")) {
            return Optional.empty();
        }
        JsonNode evidence = node.path("evidence");
        return Optional.of(new Measured(
                node.path("n").asInt(),
                integer(node, "exceed"),
                integer(node, "exceedUndisturbed"),
                number(node, "estimate", Double.POSITIVE_INFINITY),
                node.path("sides").isObject() ? Optional.of(sides(node.path("sides"))) : Optional.empty(),
                evidence.isObject()
                        ? Optional.of(new Measured.Evidence(
                                number(
                                        node.path("interval"),
                                        "low",
                                        node.has("increase") ? Double.NEGATIVE_INFINITY : 0),
                                number(node.path("interval"), "high", Double.POSITIVE_INFINITY),
                                number(evidence, "logFail", Double.NaN),
                                number(evidence, "logPass", Double.NaN),
                                decimal(evidence, "tau"),
                                decimal(evidence, "lastLookP")))
                        : Optional.empty()));
    }

    private static Measured.Sides sides(JsonNode node) {
        return new Measured.Sides(
                number(node, "baseline", Double.POSITIVE_INFINITY),
                number(node, "candidate", Double.POSITIVE_INFINITY),
                text(node, "unit"));
    }
}
