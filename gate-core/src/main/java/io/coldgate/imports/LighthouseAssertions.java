package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.sample.Better;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.ValueUnit;
import java.util.Set;

/**
 * LHCI's {@code assertion-results.json}, where the reports are not kept. Its {@code values} are samples only where the assertion was about a
 * numeric value: of {@code auditRan} and {@code minScore} they are ranks of success.
 */
final class LighthouseAssertions {
    /** Audits without a unit; the file does not name units, and all others are in milliseconds or bytes. */
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
            GrowingValues values = new GrowingValues();
            for (JsonNode value : JsonDocument.list(assertion, "values")) {
                values.add(JsonDocument.number(value, audit) * unit.inBase());
            }
            SeriesId id = new SeriesId(JsonDocument.text(assertion, "url"), "", audit);
            draft.add(new ToolSeries(id, true, unit.unit(), Better.LOWER, values.values()));
        }
    }
}
