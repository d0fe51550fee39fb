package io.coldgate.artifact;

import io.coldgate.artifact.PackagedFile.Kind;
import java.util.List;
import java.util.Optional;

/** Checks that AWS's user may read the file of a managed runtime's handler. */
final class HandlerCheck {
    private HandlerCheck() {}

    static List<StartFinding> findings(PackageContents contents, StartTarget target) {
        List<String> names = files(target.runtime(), target.handler());
        Optional<PackagedFile> found = contents.all().stream()
                .filter(file -> file.kind() == Kind.FILE && names.contains(file.name()))
                .findFirst();
        if (found.isPresent()) {
            return found.get().isReadable() ? List.of() : List.of(unreadable(found.get(), target));
        }
        // In a Java package, it may be in any jar; for other runtimes, it may be in a layer or follow the runtime's own
        // rules.
        return contents.all().stream()
                .map(PackagedFile::name)
                .filter(name ->
                        names.stream().anyMatch(name::equalsIgnoreCase) || names.contains(name.replace('\\', '/')))
                .findFirst()
                .map(name -> List.of(StartFinding.doubtful("no " + names.get(0) + " for the handler "
                        + StartCheck.shown(target.handler()) + ", but there is " + StartCheck.shown(name)
                        + ": rename it, case and slashes count")))
                .orElse(List.of());
    }

    private static StartFinding unreadable(PackagedFile file, StartTarget target) {
        String message = StartCheck.shown(file.name()) + ", which holds the handler, may not be read by AWS's user, who"
                + " does not own it (mode " + file.permissions() + ")";
        String advice = "chmod 644 before zipping, or let the gate zip it (package: the folder)";
        // Some unpackers treat a zero mode as a missing mode.
        return file.mode() == 0
                ? StartFinding.doubtful(message + ": " + advice)
                : StartFinding.certain(message + ": AWS answers \"" + answer(target.runtime()) + "\"; " + advice);
    }

    private static String answer(String runtime) {
        if (runtime.startsWith("python")) {
            return "Runtime.ImportModuleError: … [Errno 13] Permission denied";
        }
        return runtime.startsWith("nodejs") ? "EACCES: permission denied" : "Class not found";
    }

    /** Returns the names that the handler's file may have in the package; empty if they are not known. */
    private static List<String> files(String runtime, String handler) {
        if (runtime.startsWith("java")) {
            return List.of(handler.split("::", 2)[0].replace('.', '/') + ".class");
        }
        if (runtime.startsWith("python")) {
            int dot = handler.lastIndexOf('.');
            return dot <= 0 ? List.of() : List.of(handler.substring(0, dot).replace('.', '/') + ".py");
        }
        if (runtime.startsWith("nodejs")) {
            int dot = handler.indexOf('.', handler.lastIndexOf('/') + 1);
            String path = dot <= 0 ? "" : handler.substring(0, dot);
            return path.isEmpty() ? List.of() : List.of(path + ".js", path + ".mjs", path + ".cjs");
        }
        return List.of();
    }
}
