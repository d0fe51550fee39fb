package io.coldgate.embedded.api.function;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Zips kept for download, outside the heap. The files are unnamed: POSIX systems remove each one from its folder as
 * soon as it is open, so nothing is left behind, however the server ends.
 */
final class PackageFiles implements AutoCloseable {
    /** Each zip costs a file descriptor. Beyond this number the oldest is dropped, and its download answers 404. */
    private static final int MOST_FILES = 500;

    private final Path folder;
    private final Map<String, FileChannel> files = new LinkedHashMap<>();
    private boolean closed;

    PackageFiles(Path folder) {
        this.folder = folder;
    }

    synchronized void keep(String key, byte[] zip) throws IOException {
        if (closed || files.containsKey(key)) {
            return;
        }
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "coldgate-", ".zip");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        boolean whole = false;
        try {
            ByteBuffer bytes = ByteBuffer.wrap(zip);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            whole = true;
        } finally {
            // The disk may be full: the beginning of a zip must not be downloaded as if it were the whole zip.
            if (!whole) {
                channel.close();
            }
        }
        files.put(key, channel);
        if (files.size() > MOST_FILES) {
            Iterator<FileChannel> oldest = files.values().iterator();
            oldest.next().close();
            oldest.remove();
        }
    }

    synchronized byte @Nullable [] read(String key) throws IOException {
        FileChannel channel = files.get(key);
        if (channel == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            continue;
        }
        return bytes.array();
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (FileChannel channel : files.values()) {
            try {
                channel.close();
            } catch (IOException e) {
                // The file has no name any more: the system frees it when the process ends.
                continue;
            }
        }
        files.clear();
    }
}
