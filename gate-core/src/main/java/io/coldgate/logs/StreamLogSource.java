package io.coldgate.logs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a stream, such as standard input: {@code aws logs tail … | coldgate watch -}. It cannot be read again, so
 * there is no cursor. A separate thread reads, and the writer waits when it is ahead of the reader.
 */
public final class StreamLogSource implements LogSource {
    private static final int MOST_AHEAD = 10_000;

    /** The longest line: the platform's own lines are shorter, and the rest of a function's line is irrelevant here. */
    private static final int LONGEST_LINE = 4096;

    private final String name;
    private final LongSupplier nowMillis;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MOST_AHEAD);
    private final Thread thread;
    private volatile boolean ended;
    private volatile @Nullable IOException failure;
    private long count;

    /**
     * A source that begins to read immediately.
     *
     * @param name its name for people
     * @param in the stream, which stays open
     * @param nowMillis the time of day, in milliseconds since 1970
     */
    public StreamLogSource(String name, InputStream in, LongSupplier nowMillis) {
        this.name = name;
        this.nowMillis = nowMillis;
        this.thread = new Thread(() -> pump(in), "coldgate-log-lines");
        thread.setDaemon(true);
        thread.start();
    }

    private void pump(InputStream in) {
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            StringBuilder line = new StringBuilder();
            for (int next = reader.read(); next >= 0; next = reader.read()) {
                if (next == '\n') {
                    lines.put(line.toString());
                    line.setLength(0);
                } else if (line.length() < LONGEST_LINE) {
                    line.append((char) next);
                }
            }
            if (line.length() > 0) {
                lines.put(line.toString());
            }
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended = true;
        }
    }

    @Override
    public Batch read() throws LogSourceException {
        // Checked before the lines are taken; otherwise lines that arrive in between would be lost.
        boolean last = ended;
        List<String> taken = new ArrayList<>();
        lines.drainTo(taken);
        IOException failed = failure;
        if (taken.isEmpty() && last && failed != null) {
            throw new LogSourceException(name + " cannot be read: " + failed.getMessage(), false, failed);
        }
        long now = nowMillis.getAsLong();
        List<LogEvent> events = new ArrayList<>(taken.size());
        for (String line : taken) {
            events.add(LineDecoder.decode(name + ":" + ++count, line, now));
        }
        return new Batch(events, "", last && failed == null ? State.ENDED : State.CAUGHT_UP);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
