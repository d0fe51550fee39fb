package io.coldgate.platform;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The events of a log group that were read within the period in which earlier ones may still appear, and the
 * corresponding cursor. Each event is a hash of its id with its time. Their number is bounded: with more events, the
 * period becomes shorter, so none is read twice.
 */
public final class SeenEvents {
    /**
     * Lambda delivers its lines within seconds; CloudWatch Logs usually finds them at once, but sometimes after a
     * minute.
     */
    private static final long OVERLAP_MILLIS = 60_000;

    /** The largest number of events: each takes 16 bytes in the cursor. */
    private static final int MOST = 20_000;

    private static final Pattern TEXT = Pattern.compile("cloudwatch1 (\\d{1,18}) (\\d{1,18}) ([A-Za-z0-9+/=]*)");
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final Map<Long, Long> times = new LinkedHashMap<>();
    private long floor;
    private long newest;

    private SeenEvents(long floor, long newest) {
        this.floor = floor;
        this.newest = newest;
    }

    /**
     * Returns the cursor of a source that begins at that time.
     *
     * @param millis in milliseconds since 1970
     */
    public static String since(long millis) {
        return new SeenEvents(millis, millis).text();
    }

    static SeenEvents parse(String cursor) {
        Matcher matcher = TEXT.matcher(cursor);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no cursor of a log group: " + cursor);
        }
        SeenEvents seen = new SeenEvents(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(matcher.group(3)));
        while (bytes.remaining() >= 2 * Long.BYTES) {
            seen.times.put(bytes.getLong(), bytes.getLong());
        }
        return seen;
    }

    String text() {
        ByteBuffer bytes = ByteBuffer.allocate(times.size() * 2 * Long.BYTES);
        times.forEach((id, time) -> bytes.putLong(id).putLong(time));
        return "cloudwatch1 " + floor + " " + newest + " " + Base64.getEncoder().encodeToString(bytes.array());
    }

    /** Returns the time from which events are searched, in milliseconds since 1970. */
    long from() {
        return floor;
    }

    /** Marks an event as read; returns false if it was or may have been read before. */
    boolean isNew(String id, long time, long now) {
        if (time < floor || times.putIfAbsent(hash(id), time) != null) {
            return false;
        }
        // A time in the future must not hide earlier events.
        newest = Math.max(newest, Math.min(time, now));
        if (times.size() > 2 * MOST) {
            forgetOldest();
        }
        return true;
    }

    /** Marks all pages of a search as read: events older than the overlap are not searched again. */
    void searched() {
        if (newest - OVERLAP_MILLIS > floor) {
            raise(newest - OVERLAP_MILLIS);
        }
        if (times.size() > MOST) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        List<Long> sorted = new ArrayList<>(times.values());
        sorted.sort(Comparator.naturalOrder());
        raise(sorted.get(sorted.size() - MOST) + 1);
    }

    private void raise(long to) {
        floor = Math.max(floor, to);
        times.values().removeIf(time -> time < floor);
    }

    /** Returns the FNV-1a hash of 64 bits: two of 20,000 events collide with a probability of 1e-11. */
    private static long hash(String id) {
        long hash = FNV_OFFSET;
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return hash;
    }
}
