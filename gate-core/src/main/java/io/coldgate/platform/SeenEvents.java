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
 * The events of a log group that were read within the time in which earlier ones may still appear, and the cursor of
 * that. Each is a hash of its id with its time. There are at most so many: with more events the time is shorter, so
 * that none is read twice.
 */
public final class SeenEvents {
    /** Lambda hands its lines on within seconds; CloudWatch Logs finds them mostly at once, after a minute at times. */
    private static final long OVERLAP_MILLIS = 60_000;

    /** 16 bytes each in the cursor. */
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

    /** Returns from when on events are searched, in milliseconds since 1970. */
    long from() {
        return floor;
    }

    /** Marks an event as read; returns false for one that was read before, or may have been. */
    boolean isNew(String id, long time, long now) {
        if (time < floor || times.putIfAbsent(hash(id), time) != null) {
            return false;
        }
        // A time that lies ahead must not hide what comes before it.
        newest = Math.max(newest, Math.min(time, now));
        if (times.size() > 2 * MOST) {
            forgetOldest();
        }
        return true;
    }

    /** All pages of a search are read: what is older than the overlap is not searched again. */
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

    /** FNV-1a of 64 bits: among 20,000 events two have the same with a probability of 1e-11. */
    private static long hash(String id) {
        long hash = FNV_OFFSET;
        for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return hash;
    }
}
