package io.coldgate.unit;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a program's output, which may be gigabytes. */
public final class LastLines {
    /** The size of the end that is read: many times what is shown of it. */
    private static final int MOST_BYTES = 1 << 16;

    private LastLines() {}

    /**
     * Returns the last lines of a file, without blank ones at its end, from its last 64 KB.
     *
     * @param most the largest number of lines
     */
    public static List<String> of(Path file, int most) throws IOException {
        try (FileChannel in = FileChannel.open(file)) {
            return of(in, most);
        }
    }

    /** Returns the same of an open file. */
    public static List<String> of(FileChannel in, int most) throws IOException {
        long size = in.size();
        in.position(Math.max(0, size - MOST_BYTES));
        byte[] end = Channels.newInputStream(in).readNBytes(MOST_BYTES);
        List<String> lines =
                new String(end, StandardCharsets.UTF_8).stripTrailing().lines().toList();
        // The first line may be incomplete.
        int first = size > MOST_BYTES && lines.size() > 1 ? 1 : 0;
        return lines.subList(Math.max(first, lines.size() - most), lines.size());
    }
}
