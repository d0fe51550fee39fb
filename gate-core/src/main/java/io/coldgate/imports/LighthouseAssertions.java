package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.sample.Better;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.ValueUnit;
import java.util.Set;

/**
 * LHCI's {@code assertion-results.json}, for cases in which the reports are not kept. Its {@code values} are samples
 * only if the assertion was about a numeric value; for {@code auditRan} and {@code minScore} they are scores.
 */
final class LighthouseAssertions {
    /** Audits without a unit. The file has no units; all other audits are in milliseconds or bytes. */
    private static final Set<String> UNITLESS = Set.of("cumulative-layout-shift");

    private static final Set<String> BYTES = Set.of("total-byte-weight");

    private LighthouseAssertions() {}

    static void read(JsonNode root, Draft draft) throws ImportException {
        for (JsonNode assertion : root) {
            String name = JsonDocument.text(assertion, "name");
            String audit = JsonDocument.text(assertion, "auditId");
            if (!name.equals("maxNumericValue")) {
                draft.note(audit + ": " + name + " is not a number of the page: no samples");
                continue;
            }
            ValueUnit.Scaled unit = LighthouseImporter.unit(
                    UNITLESS.contains(audit) ? "unitless" : BYTES.contains(audit) ? "byte" : "millisecond");
            SeriesId id = new SeriesId(JsonDocument.text(assertion, "url"), "", audit);
            try {
                GrowingValues values = values(assertion, audit, unit.inBase());
                draft.add(new ToolSeries(id, true, unit.unit(), Better.LOWER, values.values()));
            } catch (ImportException e) {
                draft.spoil(id, true, String.valueOf(e.getMessage()));
            }
        }
    }

    private static GrowingValues values(JsonNode assertion, String audit, double inBase) throws ImportException {
        GrowingValues values = new GrowingValues();
        double least = Double.POSITIVE_INFINITY;
        double greatest = 0;
        for (JsonNode node : JsonDocument.list(assertion, "values")) {
            double value = JsonDocument.number(node, audit);
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
            values.add(value * inBase);
        }
        JsonNode actual = assertion.path("actual");
        JsonNode expected = assertion.path("expected");
        if (actual.isNumber() && !(actual.asDouble() >= least && actual.asDouble() <= greatest)) {
            throw new ImportException(audit + ": actual is " + actual.asText() + " and values are from "
                    + Contradiction.shown(least) + " to " + Contradiction.shown(greatest)
                    + ", which contradict each other");
        }
        if (actual.isNumber()
                && expected.isNumber()
                && assertion.path("passed").isBoolean()
                && assertion.path("passed").asBoolean() != actual.asDouble() <= expected.asDouble()) {
            throw new ImportException(
                    audit + ": passed is " + assertion.path("passed").asText() + " and actual " + actual.asText()
                            + " of " + expected.asText() + ", which contradict each other");
        }
        return values;
    }
}
