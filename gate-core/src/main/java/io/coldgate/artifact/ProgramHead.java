package io.coldgate.artifact;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/** The beginning of a program, interpreted like the Linux kernel before it starts the program. */
final class ProgramHead {
    /** The number of bytes read: linkers put the program headers and the loader's name at the beginning. */
    static final int BYTES = 64 * 1024;

    /** The part of a script's first line that the kernel reads. */
    private static final int LINE_BYTES = 256;

    private static final int PT_INTERP = 3;

    private final byte[] bytes;

    ProgramHead(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    boolean isElf() {
        return startsWith(0x7f, 'E', 'L', 'F');
    }

    boolean isScript() {
        return startsWith('#', '!');
    }

    boolean isWindows() {
        return startsWith('M', 'Z');
    }

    boolean isMacOs() {
        return startsWith(0xcf, 0xfa, 0xed, 0xfe)
                || startsWith(0xce, 0xfa, 0xed, 0xfe)
                || startsWith(0xca, 0xfe, 0xba, 0xbe);
    }

    /** Returns the number of the ELF file's processor. */
    OptionalInt machine() {
        return bytes.length < 20 ? OptionalInt.empty() : OptionalInt.of(elf().getShort(18) & 0xffff);
    }

    /** Returns the loader that a 64-bit ELF file requires; empty if there is none, or if it is not at the beginning. */
    Optional<String> loader() {
        try {
            ByteBuffer elf = elf();
            long headers = elf.getLong(32);
            int size = elf.getShort(54) & 0xffff;
            int count = elf.getShort(56) & 0xffff;
            for (int i = 0; i < count; i++) {
                int at = index(headers + (long) i * size);
                if (elf.getInt(at) == PT_INTERP) {
                    byte[] name = new byte[index(elf.getLong(at + 32))];
                    elf.get(index(elf.getLong(at + 8)), name);
                    return Optional.of(new String(name, StandardCharsets.ISO_8859_1).split("\0", 2)[0]);
                }
            }
        } catch (IndexOutOfBoundsException e) {
            // Damaged, or too far into the file, so nothing is known.
            return Optional.empty();
        }
        return Optional.empty();
    }

    private ByteBuffer elf() {
        boolean bigEndian = bytes.length > 5 && bytes[5] == 2;
        return ByteBuffer.wrap(bytes).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    private static int index(long value) {
        if (value < 0 || value > BYTES) {
            throw new IndexOutOfBoundsException();
        }
        return (int) value;
    }

    /** Returns the text after {@code #!}; the line ends only at a line feed. */
    String scriptLine() {
        String text = new String(bytes, 2, Math.min(bytes.length, LINE_BYTES) - 2, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        return (end < 0 ? text : text.substring(0, end)).replaceAll("^[ \t]+|[ \t\0]+$", "");
    }

    private boolean startsWith(int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
