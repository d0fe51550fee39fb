package io.coldgate.imports;

import io.coldgate.unit.Printable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The lines of a text file in bounded memory. A last line without a line feed indicates a killed tool. */
final class Lines {
    /** The longest line: no tool's line comes near it. */
    private static final int LONGEST = 1 << 20;

    private Lines() {}

    /** A consumer of lines. */
    interface Consumer {
        /**
         * Receives the next line.
         *
         * @param text the line without its line end
         * @param number its number, from 1
         */
        void accept(String text, long number) throws ImportException;
    }

    /** Passes every line to the consumer; an exception about a line gets its location. */
    static void read(Path file, Consumer consumer) throws ImportException, IOException {
        String name = JsonDocument.name(file);
        try (InputStream in = Decoded.open(file)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream(256);
            long number = 1;
            int b;
            while ((b = in.read()) >= 0) {
                if (b == '\n') {
                    accept(line, name, number++, consumer);
                    line.reset();
                } else if (line.size() < LONGEST) {
                    line.write(b);
                } else {
                    throw new ImportException(name + ":" + number + ": a line of over 1 MB");
                }
            }
            if (line.size() > 0) {
                throw new ImportException(name + ":" + number
                        + ": cut off: the last line has no line end, as a killed tool leaves it: "
                        + Printable.quote(line.toString(StandardCharsets.UTF_8)));
            }
        }
    }

    private static void accept(ByteArrayOutputStream line, String name, long number, Consumer consumer)
            throws ImportException {
        String text = line.toString(StandardCharsets.UTF_8);
        try {
            consumer.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text, number);
        } catch (ImportException e) {
            throw new ImportException(name + ":" + number + ": " + e.getMessage());
        }
    }
}
