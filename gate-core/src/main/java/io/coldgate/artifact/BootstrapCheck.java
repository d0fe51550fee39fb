package io.coldgate.artifact;

import static io.coldgate.artifact.StartFinding.certain;
import static io.coldgate.artifact.StartFinding.doubtful;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the program of a custom runtime, searched as AWS does, and its permissions. */
final class BootstrapCheck {
    private static final int MOST_LINKS = 8;
    private static final int LONGEST_LINK = 4096;

    private final PackageContents contents;
    private final StartTarget target;
    private final List<StartFinding> findings = new ArrayList<>();

    BootstrapCheck(PackageContents contents, StartTarget target) {
        this.contents = contents;
        this.target = target;
    }

    List<StartFinding> findings() throws IOException {
        @Nullable PackagedFile program = contents.find(Packager.BOOTSTRAP);
        if (program != null && program.kind() == PackagedFile.Kind.LINK) {
            program = followed(program);
        } else if (program == null || program.kind() == PackagedFile.Kind.FOLDER) {
            missing();
            program = null;
        }
        if (program != null) {
            rights(program);
            if (findings.stream().noneMatch(StartFinding::certain)) {
                findings.addAll(new ProgramCheck(contents, target).of(program));
            }
        }
        return findings;
    }

    private void missing() {
        Optional<String> like = contents.all().stream()
                .map(PackagedFile::name)
                .filter(BootstrapCheck::isLikeBootstrap)
                .findFirst();
        boolean folder = contents.all().stream().anyMatch(file -> file.name().startsWith("bootstrap/"));
        String there = folder
                ? "bootstrap is a folder: put the program itself there"
                : like.map(name -> "there is " + StartCheck.shown(name) + ": rename or move it, case counts")
                        .orElse("put the program there under that name, or name the function's runtime:");
        String message = "no file named bootstrap at the top of the package, which " + target.runtime()
                + " starts: AWS answers \"Couldn't find valid bootstrap(s)\"; " + there;
        if (!target.layered()) {
            findings.add(certain(message));
        } else if (like.isPresent()) {
            findings.add(
                    doubtful("no file named bootstrap at the top of the package, so it must be in a layer; " + there));
        }
    }

    private static boolean isLikeBootstrap(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return last.toLowerCase(Locale.ROOT).matches("bootstrap(\\.exe|\\.sh)?");
    }

    /** Returns the target of a link; null if it is not known, or does not exist. */
    private @Nullable PackagedFile followed(PackagedFile link) throws IOException {
        @Nullable PackagedFile at = link;
        for (int i = 0; i < MOST_LINKS && at != null && at.kind() == PackagedFile.Kind.LINK; i++) {
            String text = new String(contents.head(at, LONGEST_LINK), StandardCharsets.UTF_8);
            Optional<String> path = resolved(at.name(), text);
            if (path.isEmpty()) {
                findings.add(doubtful("bootstrap is a link to " + StartCheck.shown(text)
                        + ", outside of the package: pack the program itself"));
                return null;
            }
            at = contents.find(path.get());
            if (at == null && isBelowFolderLink(path.get())) {
                return null;
            }
        }
        if (at == null || at.kind() != PackagedFile.Kind.FILE) {
            findings.add(certain("bootstrap is a link to what is not in the package: AWS answers \"Couldn't find valid"
                    + " bootstrap(s)\"; pack the program itself"));
            return null;
        }
        return at;
    }

    private boolean isBelowFolderLink(String path) {
        return contents.all().stream()
                .anyMatch(file -> file.kind() == PackagedFile.Kind.LINK && path.startsWith(file.name() + "/"));
    }

    /** Returns the link's target as a name in the package; empty if it is outside. */
    private static Optional<String> resolved(String link, String text) {
        String task = "/var/task/";
        if (text.startsWith("/") && !text.startsWith(task)) {
            return Optional.empty();
        }
        List<String> path = new ArrayList<>(text.startsWith(task) ? List.of() : List.of(link.split("/", -1)));
        if (!path.isEmpty()) {
            path.remove(path.size() - 1);
        }
        for (String step : (text.startsWith(task) ? text.substring(task.length()) : text).split("/", -1)) {
            if (step.equals("..")) {
                if (path.isEmpty()) {
                    return Optional.empty();
                }
                path.remove(path.size() - 1);
            } else if (!step.isEmpty() && !step.equals(".")) {
                path.add(step);
            }
        }
        return Optional.of(String.join("/", path));
    }

    private void rights(PackagedFile program) {
        String name = StartCheck.shown(program.name());
        String answer = ": AWS answers \"fork/exec /var/task/bootstrap: permission denied\"; ";
        if (!program.carriesMode()) {
            findings.add(certain(name + " has no Unix permissions, for the zip was made on Windows or by a tool that"
                    + " writes none" + answer + "let the gate zip it (package: the folder, or the program itself), or"
                    + " zip it on Linux or macOS after chmod 755"));
        } else if (!program.isExecutable()) {
            findings.add(certain(name + " is not executable for AWS's user, who does not own it (mode "
                    + program.permissions() + ")" + answer + "chmod 755 before zipping"));
        } else if (!program.plainly()) {
            findings.add(doubtful(name + " has Unix permissions in a zip that says it was made on Windows, which not"
                    + " everybody believes: zip it on Linux or macOS, or let the gate zip it (package: the folder, or"
                    + " the program itself)"));
        }
    }
}
