package io.coldgate.embedded.runtime.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The POSIX shell and {@code setsid}, if this machine has them, and the scripts that run in them. */
public final class Shell {
    private static final String SH = "/bin/sh";
    private static final @Nullable String SETSID = find("setsid");

    private Shell() {}

    /**
     * Returns whether a process gets its own session and process group. Without {@code setsid} (macOS) it does not: a
     * kill then reaches the process and its descendants one by one, and Ctrl-C in the terminal reaches them too.
     */
    static boolean ownGroups() {
        return SETSID != null;
    }

    /**
     * Returns the command that runs a script in its own session; the arguments are {@code $0}, {@code $1} and so on.
     */
    static List<String> command(String script, List<String> arguments) {
        var command = new ArrayList<String>();
        if (SETSID != null) {
            command.add(SETSID);
        }
        command.add(SH);
        command.add("-c");
        command.add(script);
        command.addAll(arguments);
        return command;
    }

    /**
     * Returns the command to run in its own session, if this machine has {@code setsid}: Ctrl-C in the terminal does
     * not end it.
     */
    public static List<String> inOwnSession(List<String> command) {
        var own = new ArrayList<String>();
        if (SETSID != null) {
            own.add(SETSID);
        }
        own.addAll(command);
        return own;
    }

    /** Returns a script from this package's resources. */
    static String script(String name) {
        try (InputStream in = Shell.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program on the server's PATH, as an absolute path; null when there is none. */
    static @Nullable public String find(String program) {
        String path = System.getenv("PATH");
        for (String folder : (path == null || path.isEmpty() ? "/usr/local/bin:/usr/bin:/bin" : path).split(":", -1)) {
            if (folder.startsWith("/") && Files.isExecutable(Path.of(folder, program))) {
                return folder + "/" + program;
            }
        }
        return null;
    }
}
