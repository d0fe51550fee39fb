package io.coldgate.embedded.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds a package's bootstrap and checks beforehand whether the kernel would run it: afterwards a shell's exit code 126 or
 * 127 could as well be the function's own.
 */
final class Bootstrap {
    private static final int HEAD_BYTES = 256;
    private static final int MACHINE_OFFSET = 18;

    /** {@code e_machine} of the ELF header (System V ABI) by the names that Lambda uses. */
    private static final Map<String, Integer> MACHINES = Map.of("x86_64", 62, "arm64", 183);

    private Bootstrap() {}

    /** This machine's architecture, as Lambda calls it. */
    static String hostArchitecture() {
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (arch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm64";
            default -> arch;
        };
    }

    /** The absolute path of the bootstrap: of the function, else of its layers. */
    static Path find(Path task, @Nullable Path opt) throws EntrypointException, IOException {
        Path own = task.resolve("bootstrap");
        Path layered = opt == null ? null : opt.resolve("bootstrap");
        if (Files.isRegularFile(own)) {
            check(own, "/var/task/bootstrap");
            return own;
        }
        if (layered != null && Files.isRegularFile(layered)) {
            check(layered, "/opt/bootstrap");
            return layered;
        }
        throw new EntrypointException(
                "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]",
                "the package has no file named bootstrap at its top");
    }

    private static void check(Path file, String lambdaPath) throws EntrypointException, IOException {
        // Not Files.isExecutable(): that answers for root on some systems, whatever the mode.
        boolean executable = Files.getPosixFilePermissions(file).stream()
                .anyMatch(permission -> permission.name().endsWith("_EXECUTE"));
        if (!executable) {
            throw new EntrypointException(
                    "fork/exec " + lambdaPath + ": permission denied",
                    "bootstrap is packed without the execute permission: chmod 755 bootstrap before zipping");
        }
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        }
        if (startsWith(head, 0x7f, 'E', 'L', 'F')) {
            checkMachine(head, lambdaPath);
        } else if (startsWith(head, '#', '!')) {
            checkInterpreter(head, lambdaPath);
        } else if (!isMachO(head)) {
            throw new EntrypointException(
                    "fork/exec " + lambdaPath + ": exec format error",
                    "bootstrap is neither a program for this system nor a script that begins with #!");
        }
    }

    private static void checkMachine(byte[] head, String lambdaPath) throws EntrypointException {
        Integer host = MACHINES.get(hostArchitecture());
        boolean bigEndian = head.length > 5 && head[5] == 2;
        int low = head.length > MACHINE_OFFSET + 1 ? head[MACHINE_OFFSET + (bigEndian ? 1 : 0)] & 0xff : 0;
        int high = head.length > MACHINE_OFFSET + 1 ? head[MACHINE_OFFSET + (bigEndian ? 0 : 1)] & 0xff : 0;
        int machine = low | high << 8;
        if (host != null && machine != host) {
            String built = MACHINES.entrySet().stream()
                    .filter(entry -> entry.getValue() == machine)
                    .map(Map.Entry::getKey)
                    .findAny()
                    .orElse("another architecture (ELF machine " + machine + ")");
            throw new EntrypointException(
                    "fork/exec " + lambdaPath + ": exec format error",
                    "bootstrap is built for " + built + ", this host is " + hostArchitecture()
                            + ": build it for this host to measure it here");
        }
    }

    private static void checkInterpreter(byte[] head, String lambdaPath) throws EntrypointException {
        String line = new String(head, 2, head.length - 2, StandardCharsets.ISO_8859_1);
        String interpreter = line.lines().findFirst().orElse("").strip().split("[ \t]", 2)[0];
        if (!interpreter.startsWith("/") || !Files.isExecutable(Path.of(interpreter))) {
            throw new EntrypointException(
                    "fork/exec " + lambdaPath + ": no such file or directory",
                    "bootstrap is a script for " + ArchivePaths.printable(interpreter)
                            + ", which is not on this machine");
        }
    }

    private static boolean isMachO(byte[] head) {
        return startsWith(head, 0xcf, 0xfa, 0xed, 0xfe) || startsWith(head, 0xca, 0xfe, 0xba, 0xbe);
    }

    private static boolean startsWith(byte[] head, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (head.length <= i || (head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
