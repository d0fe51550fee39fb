package io.coldgate.artifact;

import static io.coldgate.artifact.StartFinding.certain;
import static io.coldgate.artifact.StartFinding.doubtful;

import io.coldgate.facts.Architectures;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks by a file's beginning whether AWS's kernel would start it. */
final class ProgramCheck {
    private static final String FORMAT = ": AWS answers \"fork/exec /var/task/bootstrap: exec format error\"; ";
    private static final String NOT_THERE =
            ": AWS answers \"fork/exec /var/task/bootstrap: no such file or directory\"; ";

    /** The interpreters that the base images of the provided runtimes are known to contain. */
    private static final Set<String> INTERPRETERS =
            Set.of("/bin/sh", "/bin/bash", "/usr/bin/sh", "/usr/bin/bash", "/usr/bin/env", "/bin/env");

    /** The loaders of Amazon Linux, for both processors. */
    private static final Set<String> LOADERS = Set.of(
            "/lib64/ld-linux-x86-64.so.2",
            "/usr/lib64/ld-linux-x86-64.so.2",
            "/lib/ld-linux-aarch64.so.1",
            "/lib64/ld-linux-aarch64.so.1",
            "/usr/lib/ld-linux-aarch64.so.1");

    private final PackageContents contents;
    private final StartTarget target;

    ProgramCheck(PackageContents contents, StartTarget target) {
        this.contents = contents;
        this.target = target;
    }

    List<StartFinding> of(PackagedFile file) throws IOException {
        ProgramHead head = new ProgramHead(contents.head(file, ProgramHead.BYTES));
        String name = StartCheck.shown(file.name());
        if (head.isElf()) {
            return ofElf(name, head);
        }
        if (head.isScript()) {
            return ofScript(name, file, head);
        }
        if (head.isMacOs() && target.onMacOs()) {
            return List.of(doubtful(name + " is built for macOS: it runs here, but AWS cannot start it: build it for"
                    + " Linux (Go: GOOS=linux) before you deploy it there"));
        }
        if (!contents.singleFile().isEmpty() && head.isEmpty()) {
            return List.of(certain(contents.singleFile() + " is empty: check the command that builds it"));
        }
        if (!contents.singleFile().isEmpty() && !head.isMacOs() && !head.isWindows()) {
            return List.of(certain(contents.singleFile()
                    + " is neither a zip nor an executable: name another package, or begin a script with #!/bin/sh"));
        }
        return List.of(certain(name + whatItIs(head)));
    }

    private static String whatItIs(ProgramHead head) {
        if (head.isEmpty()) {
            return " is empty" + FORMAT + "check the command that builds it";
        }
        if (head.isMacOs() || head.isWindows()) {
            return " is built for " + (head.isMacOs() ? "macOS" : "Windows") + FORMAT
                    + "build it for Linux (Go: GOOS=linux)";
        }
        return " is neither a program for Linux nor a script that begins with #!" + FORMAT
                + "begin a script with #!/bin/sh";
    }

    private List<StartFinding> ofElf(String name, ProgramHead head) {
        if (!target.architectures().isEmpty() && head.machine().isPresent()) {
            int machine = head.machine().getAsInt();
            @Nullable String built = Architectures.ofElf(machine).orElse(null);
            if (built == null || !target.architectures().contains(built)) {
                String wanted = String.join(" or ", target.architectures());
                String message = name + " is built for " + (built == null ? "ELF machine " + machine : built)
                        + ", the function runs on " + wanted;
                String advice = built == null
                        ? "build it for " + wanted
                        : "build it for " + wanted + ", or set architecture: " + built;
                boolean mayRun = Architectures.ofNarrowElf(machine)
                        .filter(target.architectures()::contains)
                        .isPresent();
                return List.of(mayRun ? doubtful(message + ": " + advice) : certain(message + FORMAT + advice));
            }
        }
        return head.loader().map(loader -> ofLoader(name, loader)).orElse(List.of());
    }

    private List<StartFinding> ofLoader(String name, String loader) {
        if (LOADERS.contains(loader)) {
            return List.of();
        }
        String message = name + " is linked dynamically and needs the loader " + StartCheck.shown(loader)
                + ", which Amazon Linux does not have";
        String advice = "link it statically (Go: CGO_ENABLED=0), or against glibc";
        boolean known = loader.contains("/ld-musl-") || loader.startsWith("/nix/") || isMissingPart(loader);
        if (known) {
            return List.of(certain(message + NOT_THERE + advice));
        }
        return isPart(loader) ? List.of() : List.of(doubtful(message + " as far as is known: " + advice));
    }

    private List<StartFinding> ofScript(String name, PackagedFile file, ProgramHead head) {
        String line = head.scriptLine();
        String interpreter = line.split("[ \t\0]", 2)[0];
        if (interpreter.isEmpty()) {
            return List.of(
                    certain(name + "'s first line names no interpreter after #!" + FORMAT + "begin it with #!/bin/sh"));
        }
        if (interpreter.endsWith("\r")) {
            return List.of(certain(name + "'s first line has a Windows line ending, so that its interpreter is \""
                    + StartCheck.shown(interpreter) + "\"" + NOT_THERE + "give it Unix line endings (dos2unix; in Git:"
                    + " *.sh text eol=lf)"));
        }
        if (!file.isReadable()) {
            return List.of(certain(name + " is a script that AWS's user may not read (mode " + file.permissions()
                    + "): its interpreter ends with \"Permission denied\"; chmod 755 before zipping"));
        }
        if (line.endsWith("\r")) {
            return List.of(doubtful(name + " has Windows line endings: give it Unix ones (dos2unix)"));
        }
        if (INTERPRETERS.contains(interpreter)) {
            return List.of();
        }
        String message = name + " is a script for " + StartCheck.shown(interpreter);
        if (isMissingPart(interpreter)) {
            return List.of(certain(message + ", which is missing" + NOT_THERE + "pack it, or add its layer"));
        }
        return isPart(interpreter)
                ? List.of()
                : List.of(doubtful(message + ", which the base image of " + target.runtime()
                        + " may not have: pack it, or use /bin/sh"));
    }

    /** Returns whether a path is in the package or in a layer. */
    private static boolean isPart(String path) {
        return path.startsWith("/var/task/") || path.startsWith("/opt/");
    }

    private boolean isMissingPart(String path) {
        if (path.startsWith("/opt/")) {
            return !target.layered();
        }
        if (!path.startsWith("/var/task/")) {
            return false;
        }
        String name = path.substring("/var/task/".length());
        boolean linked = contents.all().stream()
                .anyMatch(file -> file.kind() == PackagedFile.Kind.LINK && name.startsWith(file.name() + "/"));
        return !linked && !name.contains("./") && !name.contains("//") && contents.find(name) == null;
    }
}
