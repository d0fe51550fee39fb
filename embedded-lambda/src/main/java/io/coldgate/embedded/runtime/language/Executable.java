package io.coldgate.embedded.runtime.language;

import io.coldgate.embedded.runtime.code.ArchivePaths;
import io.coldgate.facts.Architectures;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Checks in advance whether the kernel would run a file: afterwards a shell's exit code 126 or 127 could also be the
 * function's own, and a shell runs files that {@code execve} refuses.
 */
final class Executable {
    /** Linkers put the program headers, and the loader's name, at the beginning. */
    private static final int HEAD_BYTES = 64 * 1024;

    /** The part of a script's first line that the kernel reads. */
    private static final int LINE_BYTES = 256;

    private static final int MACHINE_OFFSET = 18;
    private static final int PT_INTERP = 3;

    /** True if this system runs the programs of macOS. */
    static final boolean ON_MACOS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");

    private final byte[] head;

    Executable(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        }
    }

    /**
     * Fails as {@code execve} does.
     *
     * @param lambdaPath the path that the file would have on Lambda
     */
    void check(String lambdaPath) throws EntrypointException {
        if (startsWith(0x7f, 'E', 'L', 'F')) {
            checkMachine(lambdaPath);
            checkLoader(lambdaPath);
        } else if (startsWith('#', '!')) {
            checkInterpreter(lambdaPath);
        } else if (!isMachO() || !ON_MACOS) {
            throw wrongFormat(lambdaPath, whatItIs());
        }
    }

    private String whatItIs() {
        if (head.length == 0) {
            return "bootstrap is empty: check the command that builds it";
        }
        if (isMachO()) {
            return "bootstrap is built for macOS: build it for Linux (Go: GOOS=linux)";
        }
        return startsWith('M', 'Z')
                ? "bootstrap is built for Windows: build it for Linux (Go: GOOS=linux)"
                : "bootstrap is neither a program for this system nor a script that begins with #!";
    }

    private void checkMachine(String lambdaPath) throws EntrypointException {
        String host = Architectures.ofHost();
        int machine = head.length > MACHINE_OFFSET + 1 ? elf().getShort(MACHINE_OFFSET) & 0xffff : 0;
        Optional<String> wanted = Architectures.ofElf(machine);
        if (Architectures.NAMES.contains(host) && !wanted.equals(Optional.of(host))) {
            String built = wanted.orElse("another architecture (ELF machine " + machine + ")");
            throw wrongFormat(
                    lambdaPath,
                    "bootstrap is built for " + built + ", but this host is " + host
                            + ": build it for this host to measure it here");
        }
    }

    private void checkLoader(String lambdaPath) throws EntrypointException {
        String loader;
        try {
            loader = loader(elf());
        } catch (IndexOutOfBoundsException e) {
            // Beyond the part of the file that was read, or damaged: the kernel will report it.
            return;
        }
        // Amazon Linux has no musl loader, even if this host does.
        if (!loader.isEmpty() && (loader.contains("/ld-musl-") || !new File(loader).exists())) {
            throw notThere(
                    lambdaPath,
                    "bootstrap is linked dynamically and needs the loader " + ArchivePaths.printable(loader)
                            + ", which does not exist there: link it statically (Go: CGO_ENABLED=0)");
        }
    }

    private ByteBuffer elf() {
        boolean bigEndian = head.length > 5 && head[5] == 2;
        return ByteBuffer.wrap(head).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the loader that the 64-bit file asks for; empty for none. */
    private static String loader(ByteBuffer elf) {
        long table = elf.getLong(32);
        int size = elf.getShort(54) & 0xffff;
        int count = elf.getShort(56) & 0xffff;
        for (int i = 0; i < count; i++) {
            int at = index(table + (long) i * size);
            if (elf.getInt(at) == PT_INTERP) {
                byte[] name = new byte[index(elf.getLong(at + 32))];
                elf.position(index(elf.getLong(at + 8))).get(name);
                String text = new String(name, StandardCharsets.ISO_8859_1);
                int end = text.indexOf('\0');
                return end < 0 ? text : text.substring(0, end);
            }
        }
        return "";
    }

    private static int index(long value) {
        if (value < 0 || value > HEAD_BYTES) {
            throw new IndexOutOfBoundsException();
        }
        return (int) value;
    }

    /**
     * The kernel ends the line at a line feed and nowhere else, and takes everything after the first space as one
     * argument.
     */
    private void checkInterpreter(String lambdaPath) throws EntrypointException {
        String text = new String(head, 2, Math.min(head.length, LINE_BYTES) - 2, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        String line = (end < 0 ? text : text.substring(0, end)).replaceAll("^[ \t]+|[ \t\0]+$", "");
        String interpreter = line.split("[ \t\0]", 2)[0];
        if (interpreter.isEmpty()) {
            throw wrongFormat(
                    lambdaPath, "bootstrap's first line names no interpreter after #!: write one, such as #!/bin/sh");
        }
        if (interpreter.endsWith("\r")) {
            throw notThere(
                    lambdaPath,
                    "bootstrap's first line has a Windows line ending, so its interpreter is \""
                            + ArchivePaths.printable(interpreter.strip())
                            + "\\r\": convert the file to Unix line endings (dos2unix)");
        }
        if (!interpreter.startsWith("/") || !new File(interpreter).canExecute()) {
            throw notThere(
                    lambdaPath,
                    "bootstrap is a script for " + ArchivePaths.printable(interpreter)
                            + ", which is not on this machine: install it to measure the function here");
        }
    }

    private static EntrypointException wrongFormat(String lambdaPath, String explanation) {
        return new EntrypointException("fork/exec " + lambdaPath + ": exec format error", explanation);
    }

    private static EntrypointException notThere(String lambdaPath, String explanation) {
        return new EntrypointException("fork/exec " + lambdaPath + ": no such file or directory", explanation);
    }

    private boolean isMachO() {
        return startsWith(0xcf, 0xfa, 0xed, 0xfe) || startsWith(0xca, 0xfe, 0xba, 0xbe);
    }

    private boolean startsWith(int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (head.length <= i || (head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
