package io.coldgate.embedded.runtime.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An {@code /opt} of a process's own, in a mount namespace: for root or, where the kernel allows it, in a user
 * namespace. Asked for functions with layers only, and found out by trying, once.
 */
public final class OwnOpt {
    /** A folder that stands at /opt inside, and only there. */
    public static final Path OPT = Path.of("/opt");

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private OwnOpt() {}

    /** Tries once, for the first who asks. */
    private static final class Here {
        static final Found FOUND = look();
    }

    /**
     * The way that works here.
     *
     * @param words in front of the script; null where there is none
     * @param mount the absolute path of {@code mount}
     * @param reason why there is none; empty where there is
     */
    private record Found(@Nullable List<String> words, String mount, String reason) {}

    /** Returns why no process can have an /opt of its own here; null where it can. */
    public static @Nullable String missing() {
        return Here.FOUND.words() == null ? Here.FOUND.reason() : null;
    }

    /** The command that runs another one with that folder at its /opt; the process is the same. */
    static List<String> command(Path folder, List<String> inner) {
        Found found = Here.FOUND;
        if (found.words() == null) {
            throw new IllegalStateException(found.reason());
        }
        return command(found.words(), found.mount(), folder, inner);
    }

    private static List<String> command(List<String> words, String mount, Path folder, List<String> inner) {
        var command = new ArrayList<>(words);
        command.addAll(List.of("/bin/sh", "-c", Shell.script("opt.sh"), folder.toString(), mount));
        command.addAll(inner);
        return command;
    }

    private static Found look() {
        String unshare = Shell.find("unshare");
        String mount = Shell.find("mount");
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return new Found(null, "", "only Linux has mount namespaces");
        }
        if (unshare == null || mount == null) {
            return new Found(null, "", "the programs unshare and mount (package util-linux) are not on the PATH");
        }
        if (!Files.isDirectory(OPT)) {
            return new Found(null, "", "this machine has no folder /opt to mount on");
        }
        // Root needs no user namespace; it keeps the owners of files as they are.
        String said = "";
        for (List<String> words : List.of(List.of(unshare, "-m"), List.of(unshare, "-r", "-m"))) {
            said = attempt(command(words, mount, OPT, List.of("/bin/true")));
            if (said.isEmpty()) {
                return new Found(words, mount, "");
            }
        }
        return new Found(null, "", "the kernel does not allow this user a mount namespace (" + said + ")");
    }

    /** Returns the reason why a command fails; an empty text if it works. */
    private static String attempt(List<String> command) {
        return attempt(command, LIMIT);
    }

    /** Returns the same within a limit of its own. */
    static String attempt(List<String> command, Duration limit) {
        try {
            Tool.Outcome outcome = Tool.run(command, OwnOpt::setEnvironment, limit);
            if (outcome.isGood()) {
                return "";
            }
            String said = outcome.lastLine();
            return outcome.exit().isEmpty() ? "unshare hangs" : said.isEmpty() ? "unshare failed" : said;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static void setEnvironment(Map<String, String> variables) {
        variables.clear();
        variables.putAll(Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C"));
    }
}
