package io.coldgate.history;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes a filed incident as JSON on one line. Moments are milliseconds since 1970. */
public final class FiledIncidentWriter {
    /** Version of the format. */
    public static final int SCHEMA_VERSION = 1;

    /** The value of {@code kind}, which the file of a run does not have. */
    static final String KIND = "incident";

    private FiledIncidentWriter() {}

    /** Returns the file's text. */
    public static String text(FiledIncident incident) {
        return FiledJson.line(out -> {
            out.writeNumberField("schemaVersion", SCHEMA_VERSION);
            out.writeStringField("kind", KIND);
            members(out, incident);
        });
    }

    /** Writes the members of the incident into an open object. */
    public static void members(JsonGenerator out, FiledIncident incident) throws IOException {
        out.writeStringField("function", incident.function());
        out.writeArrayFieldStart("objectives");
        for (String objective : incident.objectives()) {
            out.writeString(objective);
        }
        out.writeEndArray();
        out.writeNumberField("alarmAt", incident.alarmMillis());
        out.writeNumberField("recoveredAt", incident.recoveredMillis());
        out.writeArrayFieldStart("steps");
        for (FiledIncident.Step step : incident.steps()) {
            out.writeStartObject();
            out.writeNumberField("number", step.number());
            out.writeStringField("action", step.action());
            out.writeStringField("state", step.state().name());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
