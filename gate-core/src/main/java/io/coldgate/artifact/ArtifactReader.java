package io.coldgate.artifact;

import io.coldgate.unit.Printable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Inspects a function's package. The archive is untrusted: sizes are counted while unpacking rather than believed, and
 * the number and total size of files are bounded. No file of the archive is written to disk.
 */
public final class ArtifactReader {
    /** Twice Lambda's limit (250 MB): enough to report by how much a package is too large. */
    private static final long MOST_UNZIPPED = 512L << 20;

    /** More entries than any package has; zips with 64-bit fields can contain any number. */
    private static final int MOST_ENTRIES = 1_000_000;

    /** The number of executables that are listed; Python packages have hundreds of libraries. */
    private static final int MOST_EXECUTABLES = 1000;

    /** The largest program that is inspected in memory; Go programs with all debug information have half of it. */
    private static final int MOST_ELF = 128 << 20;

    private static final int LONGEST_NAME = 200;
    private static final int SNIFFED = 256;
    private static final int BUFFER = 1 << 16;

    private final byte[] buffer = new byte[BUFFER];
    private final List<ExecutableFacts> executables = new ArrayList<>();
    private long unzipped;
    private int files;

    private ArtifactReader() {}

    /**
     * Reads the whole archive once.
     *
     * @throws ArtifactException if it is not a zip, is damaged, or is larger than any package for Lambda
     */
    public static ArtifactFacts read(Path zip) throws ArtifactException {
        String shown = Printable.quote(zip.toString());
        if (!Files.isRegularFile(zip)) {
            throw new ArtifactException(shown + ": " + (Files.exists(zip) ? "not a file" : "no such file"));
        }
        return read(zip.toFile(), ZipFile.OPEN_READ, shown);
    }

    /**
     * Reads an archive that was packed in memory. Its temporary file has a name only until it is open.
     *
     * @throws ArtifactException as for a file, or if the temporary folder is full
     */
    public static ArtifactFacts read(byte[] zip) throws ArtifactException {
        try {
            Path file = Files.createTempFile("coldgate-", ".zip");
            try {
                Files.write(file, zip);
                return read(file.toFile(), ZipFile.OPEN_READ | ZipFile.OPEN_DELETE, "the package");
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new ArtifactException("cannot be packed in the temporary folder "
                    + System.getProperty("java.io.tmpdir") + ": " + e.getMessage()
                    + ": make room there, or name another with TMPDIR");
        }
    }

    private static ArtifactFacts read(File zip, int mode, String shown) throws ArtifactException {
        long bytes = zip.length();
        try (ZipFile file = new ZipFile(zip, mode)) {
            return new ArtifactReader().facts(file, bytes, shown);
        } catch (IOException | IllegalArgumentException | InternalError e) {
            // ZipFile throws IllegalArgumentException for names that are not UTF-8, InternalError for damaged tables.
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new ArtifactException(shown + ": not a readable zip: " + Printable.escape(reason, LONGEST_NAME));
        }
    }

    private ArtifactFacts facts(ZipFile zip, long zipBytes, String shown) throws IOException, ArtifactException {
        if (zip.size() > MOST_ENTRIES) {
            throw new ArtifactException(shown + ": " + zip.size() + " entries; at most " + MOST_ENTRIES + " are read");
        }
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (!entry.isDirectory()) {
                files++;
                try (InputStream in = zip.getInputStream(entry)) {
                    file(entry, in, shown);
                }
            }
        }
        return new ArtifactFacts(zipBytes, unzipped, files, executables);
    }

    private void file(ZipEntry entry, InputStream in, String shown) throws IOException, ArtifactException {
        byte[] start = in.readNBytes(SNIFFED);
        count(start.length, shown);
        boolean elf = startsWith(start, 0x7f, 'E', 'L', 'F') && entry.getSize() >= start.length;
        byte[] kept = elf && entry.getSize() <= MOST_ELF ? Arrays.copyOf(start, (int) entry.getSize()) : start;
        long size = start.length;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            count(n, shown);
            if (kept.length >= size + n) {
                System.arraycopy(buffer, 0, kept, (int) size, n);
            }
            size += n;
        }
        if (executables.size() < MOST_EXECUTABLES) {
            String safe = Printable.escape(entry.getName(), LONGEST_NAME);
            if (elf) {
                executables.add(new ElfFacts(safe, size, kept).read());
            } else {
                other(safe, size, start).ifPresent(executables::add);
            }
        }
    }

    private void count(int bytes, String shown) throws ArtifactException {
        unzipped += bytes;
        if (unzipped > MOST_UNZIPPED) {
            throw new ArtifactException(shown + ": unpacks to more than " + (MOST_UNZIPPED >> 20)
                    + " MB; Lambda takes 250 MB: make it smaller");
        }
    }

    private static Optional<ExecutableFacts> other(String name, long size, byte[] start) {
        if (startsWith(start, '#', '!')) {
            String line = new String(start, 2, start.length - 2, StandardCharsets.ISO_8859_1);
            String interpreter = line.lines().findFirst().orElse("").strip();
            return Optional.of(ExecutableFacts.plain(
                    name,
                    size,
                    ExecutableFacts.Format.SCRIPT,
                    Optional.of(Printable.escape(interpreter, LONGEST_NAME))));
        }
        if (startsWith(start, 0xcf, 0xfa, 0xed, 0xfe) || startsWith(start, 0xce, 0xfa, 0xed, 0xfe)) {
            return Optional.of(ExecutableFacts.plain(name, size, ExecutableFacts.Format.MACH_O, Optional.empty()));
        }
        if (startsWith(start, 'M', 'Z')) {
            return Optional.of(ExecutableFacts.plain(name, size, ExecutableFacts.Format.WINDOWS, Optional.empty()));
        }
        return name.equals("bootstrap")
                ? Optional.of(ExecutableFacts.plain(name, size, ExecutableFacts.Format.UNKNOWN, Optional.empty()))
                : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
