package io.coldgate.logs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A position in a file, with the identity of the file: its key (the inode), which may be reused after a deletion, and
 * its first bytes.
 *
 * @param key the file system's key; empty if it has none, or if no file was read yet
 * @param offset number of bytes read
 * @param headLength number of known first bytes
 * @param headCrc their checksum
 */
record FileCursor(String key, long offset, int headLength, long headCrc) {
    /** The length of the head: a log's first line is longer, and contains a time or a request id. */
    private static final int HEAD_BYTES = 256;

    private static final Pattern TEXT = Pattern.compile("file1 (\\d{1,18}) (\\d{1,3}) (\\d{1,10}) (.*)");

    static FileCursor beginning(String key) {
        return new FileCursor(key, 0, 0, 0);
    }

    static FileCursor parse(String text) {
        if (text.isEmpty()) {
            return beginning("");
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no cursor of a file: " + text);
        }
        return new FileCursor(
                matcher.group(4),
                Long.parseLong(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3)));
    }

    String text() {
        return "file1 " + offset + " " + headLength + " " + headCrc + " " + key;
    }

    /** Returns this cursor, or the beginning if the file was truncated or is a different one. */
    FileCursor checkedAgainst(RandomAccessFile file) throws IOException {
        boolean same = file.length() >= offset && crc(file, headLength) == headCrc;
        return same ? this : beginning(key);
    }

    FileCursor movedBy(int bytes, RandomAccessFile file) throws IOException {
        long end = offset + bytes;
        int known = (int) Math.min(HEAD_BYTES, end);
        return new FileCursor(key, end, known, crc(file, known));
    }

    private static long crc(RandomAccessFile file, int length) throws IOException {
        byte[] head = new byte[(int) Math.min(length, file.length())];
        file.seek(0);
        file.readFully(head);
        CRC32 crc = new CRC32();
        crc.update(head);
        return crc.getValue();
    }
}
