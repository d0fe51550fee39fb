package io.coldgate.embedded.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small packages. */
public final class Zips {
    private Zips() {}

    /** A zip with a bootstrap of that text. */
    static byte[] of(String bootstrap) {
        return of("bootstrap", bootstrap.getBytes(StandardCharsets.UTF_8));
    }

    /** A zip with one file. */
    public static byte[] of(String name, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry(name);
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
