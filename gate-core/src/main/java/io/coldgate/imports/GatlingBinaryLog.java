package io.coldgate.imports;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code simulation.log} since 3.13: big-endian records, each preceded by a byte for its kind. Records have no length
 * field, so one wrong byte makes everything after it unreadable, and the whole file is refused.
 */
final class GatlingBinaryLog {
    private static final int RUN = 0;
    private static final int REQUEST = 1;
    private static final int USER = 2;
    private static final int GROUP = 3;
    private static final int ERROR = 4;

    private static final int LATIN1 = 0;
    private static final int UTF16 = 1;

    /** The longest text: no name, message or assertion comes near it. */
    private static final int LONGEST_BYTES = 1 << 20;

    private static final int MOST_SCENARIOS = 10_000;
    private static final int MOST_GROUPS = 100;
    private static final int MOST_STRINGS = 1_000_000;

    private final GatlingRequests requests;
    private final Draft draft;
    private final List<String> cache = new ArrayList<>();

    GatlingBinaryLog(GatlingRequests requests, Draft draft) {
        this.requests = requests;
        this.draft = draft;
    }

    /** Returns whether the file starts like a binary log; a text log starts with a word. */
    static boolean isOne(Path file) throws IOException {
        try (InputStream in = Decoded.open(file)) {
            return in.read() == RUN;
        }
    }

    void read(Path file) throws ImportException, IOException {
        String name = JsonDocument.name(file);
        try (DataInputStream in = new DataInputStream(Decoded.open(file))) {
            in.readByte();
            run(in);
            int kind;
            while ((kind = in.read()) >= 0) {
                entry(kind, in);
            }
        } catch (EOFException e) {
            throw new ImportException(name + ": cut off in the middle of a record, as a killed run leaves it");
        } catch (ImportException e) {
            throw new ImportException(name + ": " + e.getMessage());
        }
    }

    private void run(DataInputStream in) throws ImportException, IOException {
        String version = text(in);
        GatlingVersions.require(version, GatlingVersions.BINARY);
        draft.fact("gatling", version);
        String simulation = text(in);
        requests.simulation(simulation);
        draft.fact("simulation", simulation);
        in.readLong();
        text(in);
        int scenarios = count(in, MOST_SCENARIOS, "scenarios");
        for (int i = 0; i < scenarios; i++) {
            text(in);
        }
        int assertions = count(in, MOST_SCENARIOS, "assertions");
        for (int i = 0; i < assertions; i++) {
            in.skipNBytes(count(in, LONGEST_BYTES, "bytes of an assertion"));
        }
    }

    private void entry(int kind, DataInputStream in) throws ImportException, IOException {
        switch (kind) {
            case REQUEST -> {
                String groups = groups(in);
                String name = cached(in);
                int start = in.readInt();
                int end = in.readInt();
                boolean ok = flag(in);
                cached(in);
                requests.add(groups + name, start, end, ok);
            }
            case USER -> {
                in.readInt();
                requests.user(in.readByte() != 0);
                in.readInt();
            }
            case GROUP -> {
                groups(in);
                in.skipNBytes(3 * Integer.BYTES + 1);
            }
            case ERROR -> {
                String message = cached(in);
                in.readInt();
                requests.error(message);
            }
            default -> throw new ImportException("a record of unknown kind " + kind + ": not whole, or not Gatling's");
        }
    }

    private static boolean flag(DataInputStream in) throws ImportException, IOException {
        int value = in.readByte();
        if (value != 0 && value != 1) {
            throw new ImportException("neither OK nor KO: " + value + ": not whole, or not Gatling's");
        }
        return value == 1;
    }

    /** Returns the groups, each followed by a slash. */
    private String groups(DataInputStream in) throws ImportException, IOException {
        int count = count(in, MOST_GROUPS, "groups");
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < count; i++) {
            groups.append(cached(in)).append('/');
        }
        return groups.toString();
    }

    /**
     * Returns a text by its number: a positive number is followed by the text, and later uses have the number negated.
     */
    private String cached(DataInputStream in) throws ImportException, IOException {
        int index = in.readInt();
        if (index < 0) {
            if (index == Integer.MIN_VALUE || -index > cache.size()) {
                throw new ImportException("a text of unknown number: not whole, or not Gatling's");
            }
            return cache.get(-index - 1);
        }
        if (index != cache.size() + 1 || index > MOST_STRINGS) {
            throw new ImportException("texts are not numbered in order: not whole, or not Gatling's");
        }
        String text = text(in);
        cache.add(text);
        return text;
    }

    private static String text(DataInputStream in) throws ImportException, IOException {
        int length = count(in, LONGEST_BYTES, "bytes of a text");
        if (length == 0) {
            return "";
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        int coder = in.readByte();
        Charset charset = switch (coder) {
            case LATIN1 -> StandardCharsets.ISO_8859_1;
            // UTF-16 is in the writer's byte order, which is little-endian on all usual CI machines.
            case UTF16 -> StandardCharsets.UTF_16LE;
            default -> throw new ImportException("a text of unknown coding " + coder);
        };
        return new String(bytes, charset);
    }

    private static int count(DataInputStream in, int most, String what) throws ImportException, IOException {
        int count = in.readInt();
        if (count < 0 || count > most) {
            throw new ImportException(count + " " + what + ": not whole, or not Gatling's");
        }
        return count;
    }
}
