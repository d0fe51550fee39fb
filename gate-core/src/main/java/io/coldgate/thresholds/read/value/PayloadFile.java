package io.coldgate.thresholds.read.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.coldgate.thresholds.yaml.SourceText;
import io.coldgate.thresholds.yaml.YamlNode;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks the file with a function's event before anything is deployed. */
public final class PayloadFile {
    /** Lambda's limit on the request of a synchronous Invoke: 6 MB. */
    private static final int LARGEST = 6 << 20;

    private static final int LONGEST_REASON = 120;

    private PayloadFile() {}

    /** Returns whether the file is a JSON document that Lambda accepts; reports one that is not. */
    public static boolean check(Field field, Path file) {
        String shown = field.node() instanceof YamlNode.Scalar scalar ? Printable.quote(scalar.text()) : "";
        if (!Files.isRegularFile(file)) {
            field.wrong(shown + (Files.exists(file) ? ": not a file" : ": no such file") + ": name a file with JSON");
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                field.wrong(shown + ": larger than 6 MB, which is Lambda's limit: make it smaller");
                return false;
            }
            parse(bytes);
            return true;
        } catch (JsonProcessingException e) {
            field.wrong(shown + ": not JSON: " + reason(e));
        } catch (IOException e) {
            field.wrong(shown + ": cannot be read: " + Printable.escape(SourceText.reason(e), LONGEST_REASON));
        }
        return false;
    }

    private static void parse(byte[] bytes) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(bytes)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new com.fasterxml.jackson.core.JsonParseException(parser, "empty: write {} at least");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new com.fasterxml.jackson.core.JsonParseException(parser, "more than one value");
            }
        }
    }

    private static String reason(JsonProcessingException e) {
        String where = e.getLocation() == null
                ? ""
                : "line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ": ";
        return where
                + Printable.escape(e.getOriginalMessage().lines().findFirst().orElse(""), LONGEST_REASON);
    }
}
