package io.coldgate.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.report.document.BoundedJson;
import io.coldgate.unit.Printable;
import io.coldgate.watch.StepRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a file of a history. It is untrusted: anybody with push access to its branch may have written it. */
public final class FiledEntryReader {
    /** The largest file; that of a run of a hundred functions has some 2 MB. */
    public static final int LARGEST = 8 << 20;

    private FiledEntryReader() {}

    /**
     * Reads a run or an incident.
     *
     * @throws HistoryFormatException when it is neither, or of a later version
     */
    public static FiledEntry read(byte[] bytes) throws HistoryFormatException {
        if (bytes.length > LARGEST) {
            throw new HistoryFormatException("larger than 8 MB, which no filed run is");
        }
        try {
            return entry(BoundedJson.parse(bytes));
        } catch (JsonProcessingException e) {
            throw new HistoryFormatException("not JSON: " + Printable.escape(e.getOriginalMessage(), 200));
        } catch (IOException | IllegalArgumentException e) {
            throw new HistoryFormatException(Printable.escape(String.valueOf(e.getMessage()), 300));
        }
    }

    private static FiledEntry entry(JsonNode node) {
        boolean incident = node.has("kind");
        if (incident && !FiledJson.text(node, "kind").equals(FiledIncidentWriter.KIND)) {
            throw new IllegalArgumentException("kind: unknown value " + Printable.quote(FiledJson.text(node, "kind"))
                    + ": use the version that wrote it, or a later one");
        }
        int known = incident ? FiledIncidentWriter.SCHEMA_VERSION : FiledRunWriter.SCHEMA_VERSION;
        long version = FiledJson.whole(node, "schemaVersion");
        if (version != known) {
            throw new IllegalArgumentException("of version " + version + ", while this Coldgate knows version " + known
                    + ": use the version that wrote it, or a later one");
        }
        return incident ? incident(node) : FiledRunReader.run(node);
    }

    private static FiledIncident incident(JsonNode node) {
        List<String> objectives = new ArrayList<>();
        FiledJson.list(node, "objectives").forEach(each -> objectives.add(FiledJson.text("objectives", each)));
        List<FiledIncident.Step> steps = new ArrayList<>();
        for (JsonNode step : FiledJson.list(node, "steps")) {
            steps.add(new FiledIncident.Step(
                    FiledJson.count(step, "number"),
                    FiledJson.text(step, "action"),
                    FiledJson.constant(StepRecord.State.class, FiledJson.text(step, "state"), "state")));
        }
        return new FiledIncident(
                FiledJson.text(node, "function"),
                objectives,
                FiledJson.whole(node, "alarmAt"),
                FiledJson.whole(node, "recoveredAt"),
                steps);
    }
}
