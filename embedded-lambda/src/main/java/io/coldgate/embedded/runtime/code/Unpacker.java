package io.coldgate.embedded.runtime.code;

import io.coldgate.embedded.runtime.code.InvalidArchiveException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Writes one archive into an empty folder, within Lambda's limits. */
final class Unpacker {
    /**
     * Lambda's limit for code and layers together, measured while inflating: the sizes that an archive declares are not
     * trusted.
     */
    static final long MAX_UNZIPPED = 262_144_000;

    private static final int MAX_LINK_BYTES = 4096;
    private static final int OTHERS_READ_AND_EXECUTE = 05;
    private static final int EVERYBODY = 0111;
    private static final int READ = 0444;
    private static final int LIST_AND_ENTER = 0555;

    private final byte[] zip;
    private final Path folder;
    private final byte[] buffer = new byte[64 * 1024];
    private final Map<String, Integer> closed = new TreeMap<>();
    private long unzipped;

    private Unpacker(byte[] zip, Path folder) {
        this.zip = zip;
        this.folder = folder;
    }

    /**
     * An unpacked archive.
     *
     * @param bytes the total size of all files
     * @param closed folders that Lambda's user may not list or enter, with their permission bits; outer ones first
     */
    record Unpacked(long bytes, Map<String, Integer> closed) {}

    /**
     * Unpacks the archive.
     *
     * @param folder an existing, empty folder
     * @param pathBytes length of the path that the folder will finally have
     */
    static Unpacked unpack(byte[] zip, Path folder, int pathBytes) throws InvalidArchiveException, IOException {
        var unpacker = new Unpacker(zip, folder);
        try {
            unpacker.run(new ArchivePaths(Math.max(pathBytes, folder.toString().length())));
        } catch (InvalidPathException e) {
            throw new IOException(
                    ArchivePaths.printable(e.getInput())
                            + ": the name cannot be written under this locale: start with LC_ALL=C.UTF-8",
                    e);
        }
        return new Unpacked(unpacker.unzipped, unpacker.closed);
    }

    private void run(ArchivePaths paths) throws InvalidArchiveException, IOException {
        Map<String, ArchiveEntry> links = new LinkedHashMap<>();
        for (ArchiveEntry entry : ZipDirectory.read(zip)) {
            String path = paths.take(entry);
            switch (entry.kind()) {
                case FOLDER -> makeFolder(entry, path);
                case FILE -> writeFile(entry, path);
                case LINK -> links.put(path, entry);
                case OTHER ->
                    throw new InvalidArchiveException(
                            Reason.UNSAFE_ENTRY, ArchivePaths.printable(path) + " is neither a file, folder nor link");
            }
        }
        // Links come last: nothing is ever written through a link.
        for (var link : links.entrySet()) {
            writeLink(paths, link.getKey(), link.getValue());
        }
    }

    private void makeFolder(ArchiveEntry entry, String path) throws IOException {
        Files.createDirectories(folder.resolve(path));
        int mode = mode(entry, LIST_AND_ENTER);
        if (mode != LIST_AND_ENTER && !path.isEmpty()) {
            closed.put(path, mode);
        }
    }

    private void writeFile(ArchiveEntry entry, String path) throws InvalidArchiveException, IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            content(entry, out);
        }
        FileModes.set(file, mode(entry, READ));
    }

    /**
     * Returns the entry's permissions for others, applied to everybody: Lambda runs functions as a user who owns none
     * of their files. Nobody may write: environments share the tree, and on Lambda it is read-only too.
     *
     * @param usual the mode for an entry without one, whatever its name: Lambda does not make a bootstrap executable
     */
    private static int mode(ArchiveEntry entry, int usual) {
        return entry.carriesMode() ? (entry.unixMode() & OTHERS_READ_AND_EXECUTE) * EVERYBODY : usual;
    }

    private void writeLink(ArchivePaths paths, String path, ArchiveEntry entry)
            throws InvalidArchiveException, IOException {
        var target = new ByteArrayOutputStream();
        // Content that is compressed into so few bytes also fits into memory.
        if (entry.compressedBytes() <= MAX_LINK_BYTES) {
            content(entry, target);
        }
        if (entry.compressedBytes() > MAX_LINK_BYTES || target.size() >= MAX_LINK_BYTES) {
            throw new InvalidArchiveException(
                    Reason.UNSAFE_ENTRY, "link " + ArchivePaths.printable(path) + " has a target over 4095 bytes");
        }
        String text = target.toString(StandardCharsets.UTF_8);
        paths.checkLink(path, text);
        Path link = folder.resolve(path);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(text));
    }

    private void content(ArchiveEntry entry, OutputStream out) throws InvalidArchiveException, IOException {
        var crc = new CRC32();
        switch (entry.method()) {
            case 0 -> stored(entry, crc, out);
            case 8 -> inflated(entry, crc, out);
            default -> throw damaged(entry, "has a compression method (" + entry.method() + ") that is not supported");
        }
        if (crc.getValue() != entry.crc()) {
            throw damaged(entry, "has a wrong checksum");
        }
    }

    private void stored(ArchiveEntry entry, CRC32 crc, OutputStream out) throws InvalidArchiveException, IOException {
        count(entry.compressedBytes());
        crc.update(zip, entry.dataOffset(), entry.compressedBytes());
        out.write(zip, entry.dataOffset(), entry.compressedBytes());
    }

    private void inflated(ArchiveEntry entry, CRC32 crc, OutputStream out) throws InvalidArchiveException, IOException {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(zip, entry.dataOffset(), entry.compressedBytes());
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length == 0 && !inflater.finished()) {
                    throw damaged(entry, "ends too early");
                }
                count(length);
                crc.update(buffer, 0, length);
                out.write(buffer, 0, length);
            }
        } catch (DataFormatException e) {
            throw damaged(entry, "is damaged");
        } finally {
            inflater.end();
        }
    }

    private void count(int bytes) throws InvalidArchiveException {
        unzipped += bytes;
        if (unzipped > MAX_UNZIPPED) {
            throw new InvalidArchiveException(
                    Reason.UNZIPPED_TOO_LARGE, "Unzipped size must be smaller than " + MAX_UNZIPPED + " bytes");
        }
    }

    private static InvalidArchiveException damaged(ArchiveEntry entry, String what) {
        return new InvalidArchiveException(Reason.NOT_A_ZIP, ArchivePaths.printable(entry.name()) + " " + what);
    }
}
