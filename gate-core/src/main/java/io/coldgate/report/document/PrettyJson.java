package io.coldgate.report.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** JSON documents that are readable for people too: indented by two spaces, with line feeds on every system. */
public final class PrettyJson {
    private PrettyJson() {}

    /** Writes the members of the document's object, or the items of its list. */
    public interface Members {
        /** Writes them. */
        void write(JsonGenerator out) throws IOException;
    }

    /** Returns a document that is an object. */
    public static String object(Members members) {
        return document(out -> {
            out.writeStartObject();
            members.write(out);
            out.writeEndObject();
        });
    }

    /** Returns a document that is a list. */
    public static String list(Members members) {
        return document(out -> {
            out.writeStartArray();
            members.write(out);
            out.writeEndArray();
        });
    }

    private static String document(Members value) {
        StringWriter text = new StringWriter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try (JsonGenerator out = new JsonFactory().createGenerator(text).setPrettyPrinter(printer)) {
            value.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.append('\n').toString();
    }
}
