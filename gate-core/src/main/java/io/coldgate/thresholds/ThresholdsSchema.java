package io.coldgate.thresholds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schema (draft-07) of the thresholds file, for editors. */
public final class ThresholdsSchema {
    private ThresholdsSchema() {}

    /** Returns the text of the schema. */
    public static String text() {
        try (InputStream in = ThresholdsSchema.class.getResourceAsStream("thresholds.schema.json")) {
            if (in == null) {
                throw new IllegalStateException("thresholds.schema.json is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
