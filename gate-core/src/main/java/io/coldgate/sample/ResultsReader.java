package io.coldgate.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.unit.Printable;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads a results file record by record. The file is untrusted input: any content that a run would not write in that
 * order is refused. A killed gate leaves a last line without a line feed, which is skipped and reported. Some 300 bytes
 * are kept per start, to detect repeated starts.
 */
public final class ResultsReader {
    /** The longest text of a message, in characters. */
    private static final int MAX_TEXT = 500;

    /** The longest line; records of the gate are much shorter. */
    private static final int MAX_LINE_BYTES = 1 << 20;

    /** The deepest nesting; records of the gate have three levels. */
    private static final int MAX_DEPTH = 8;

    private final ObjectMapper mapper = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private final String shownAs;

    /**
     * A reader for one file.
     *
     * @param shownAs the file's name in messages
     */
    public ResultsReader(String shownAs) {
        this.shownAs = shownAs;
    }

    /**
     * Reads all records in order; the first is always a {@link ResultsRecord.Run}.
     *
     * @return whether the last line was cut off
     * @throws ResultsFormatException for the first line that is invalid, or that the consumer refuses with an
     *     {@link IllegalArgumentException}
     */
    public boolean read(Path file, Consumer<ResultsRecord> consumer) throws IOException, ResultsFormatException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
            RecordOrder order = new RecordOrder();
            long number = 0;
            int b;
            while ((b = in.read()) >= 0) {
                if (b != '\n') {
                    if (line.size() >= MAX_LINE_BYTES) {
                        throw new ResultsFormatException(shownAs, number + 1, 1, "the line is over 1 MB long");
                    }
                    line.write(b);
                    continue;
                }
                number++;
                accept(line, number, order, consumer);
                line.reset();
            }
            if (line.size() > 0 && order.hasEnded()) {
                throw new ResultsFormatException(shownAs, number + 1, 1, "a record after the end");
            }
            if (number == 0) {
                throw new ResultsFormatException(
                        shownAs,
                        1,
                        1,
                        "no records: not a results file, or the gate was stopped before its first start");
            }
            return line.size() > 0;
        }
    }

    /**
     * Returns the parser's message without information on its own settings. A first line that breaks off usually means
     * that it is a different kind of file.
     */
    private static String problem(JsonProcessingException e, long number) {
        String words = String.valueOf(e.getOriginalMessage()).replaceFirst("\\s*\\(start marker at (?s:.*)", "");
        return Printable.escape(words, MAX_TEXT) + (number == 1 ? "; a run's results are in its results.jsonl" : "");
    }

    private void accept(ByteArrayOutputStream line, long number, RecordOrder order, Consumer<ResultsRecord> consumer)
            throws ResultsFormatException {
        JsonNode node;
        try {
            node = mapper.readTree(line.toString(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            throw new ResultsFormatException(shownAs, number, column, "not JSON: " + problem(e, number));
        }
        try {
            ResultsRecord entry = ResultsDecoder.decode(node);
            if ((number == 1) != entry instanceof ResultsRecord.Run) {
                throw new IllegalArgumentException(
                        number == 1 ? "the first record must be of type run" : "a second record of type run");
            }
            order.accept(entry);
            consumer.accept(entry);
        } catch (IllegalArgumentException e) {
            throw new ResultsFormatException(
                    shownAs, number, 1, Printable.escape(String.valueOf(e.getMessage()), MAX_TEXT));
        }
    }
}
