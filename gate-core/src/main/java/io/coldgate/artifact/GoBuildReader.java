package io.coldgate.artifact;

import io.coldgate.unit.Printable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the section {@code .go.buildinfo}: 32 bytes of header, then since Go 1.18 two strings with their lengths as
 * varints, the version and the module information (format: {@code debug/buildinfo} in Go's library).
 */
final class GoBuildReader {
    private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
    private static final int FLAGS_AT = 15;
    private static final int INLINE_STRINGS = 2;
    private static final int HEADER = 32;

    /** The length of the marker at both ends of the module information. */
    private static final int MARKER = 16;

    private static final int LONGEST_STRING = 1 << 20;
    private static final int LONGEST_VALUE = 500;
    private static final int MOST_SETTINGS = 100;

    /** The largest number of modules; programs based on Kubernetes have some 500. */
    private static final int MOST_MODULES = 2_000;

    private GoBuildReader() {}

    static Optional<GoBuild> read(ByteBuffer section) {
        if (section.remaining() < HEADER || !startsWithMagic(section)) {
            return Optional.empty();
        }
        if ((section.get(section.position() + FLAGS_AT) & INLINE_STRINGS) == 0) {
            return Optional.empty();
        }
        ByteBuffer in = section.slice();
        in.position(HEADER);
        Optional<String> version = string(in).filter(text -> !text.isEmpty());
        if (version.isEmpty()) {
            return Optional.empty();
        }
        String modules = string(in).orElse("");
        boolean marked = modules.length() > 2 * MARKER;
        return Optional.of(parse(safe(version.get()), marked ? withoutMarkers(modules) : ""));
    }

    private static boolean startsWithMagic(ByteBuffer section) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (section.get(section.position() + i) != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /** Reads a string byte by byte, so markers keep their length; empty if the length is invalid. */
    private static Optional<String> string(ByteBuffer in) {
        long length = 0;
        for (int shift = 0; in.hasRemaining() && shift < Integer.SIZE; shift += 7) {
            byte next = in.get();
            length |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                if (length > in.remaining() || length > LONGEST_STRING) {
                    return Optional.empty();
                }
                byte[] bytes = new byte[(int) length];
                in.get(bytes);
                return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
            }
        }
        return Optional.empty();
    }

    private static String withoutMarkers(String modules) {
        byte[] inner = modules.substring(MARKER, modules.length() - MARKER).getBytes(StandardCharsets.ISO_8859_1);
        return new String(inner, StandardCharsets.UTF_8);
    }

    private static GoBuild parse(String version, String text) {
        Optional<String> mainPackage = Optional.empty();
        Optional<String> module = Optional.empty();
        Map<String, String> settings = new HashMap<>();
        Map<String, String> modules = new HashMap<>();
        String[] dependency = {};
        for (String line : text.split("\n")) {
            String[] parts = line.split("\t", 4);
            if (parts[0].equals("path") && parts.length > 1) {
                mainPackage = Optional.of(safe(parts[1]));
            } else if (parts[0].equals("mod") && parts.length > 2) {
                module = Optional.of(safe(parts[1] + " " + parts[2]));
            } else if (parts[0].equals("dep") && parts.length > 2 && modules.size() < MOST_MODULES) {
                modules.put(safe(parts[1]), safe(parts[2]));
                dependency = parts;
            } else if (parts[0].equals("=>") && parts.length > 2 && dependency.length > 2) {
                modules.put(
                        safe(dependency[1]), safe(GoBuild.replaced(dependency[1], dependency[2], parts[1], parts[2])));
            } else if (parts[0].equals("build") && parts.length > 1 && settings.size() < MOST_SETTINGS) {
                int equals = parts[1].indexOf('=');
                if (equals > 0) {
                    settings.put(safe(parts[1].substring(0, equals)), safe(parts[1].substring(equals + 1)));
                }
            }
            if (!parts[0].equals("dep")) {
                dependency = new String[0];
            }
        }
        return new GoBuild(version, mainPackage, module, settings, modules);
    }

    private static String safe(String text) {
        return Printable.escape(text, LONGEST_VALUE);
    }
}
