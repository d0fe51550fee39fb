package io.coldgate.artifact;

import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Checks, before deployment, whether AWS could start a package. Lambda unpacks a zip unchanged on Linux and runs it as
 * a user who owns none of its files. Certain failures are distinguished from possible ones.
 */
public final class StartCheck {
    /** NAME_MAX of Linux. */
    private static final int LONGEST_PART = 255;

    /** PATH_MAX of Linux without the NUL, less {@code /var/task/}. */
    private static final int LONGEST_PATH = 4095 - "/var/task/".length();

    private static final int SHOWN_NAMES = 3;
    private static final int LONGEST_NAME = 200;

    private StartCheck() {}

    /**
     * Checks the package without unpacking it.
     *
     * @param source a zip, a folder, or a single executable
     * @return the findings, certain ones first; empty for a good package
     * @throws ArtifactException when it cannot be read
     */
    public static List<StartFinding> of(Path source, StartTarget target) throws ArtifactException {
        if (!Files.exists(source)) {
            throw new ArtifactException(Printable.quote(source.toString()) + ": no such file: build it first");
        }
        try (PackageContents contents = PackageContents.open(source)) {
            List<StartFinding> findings = new ArrayList<>(
                    target.isCustom()
                            ? new BootstrapCheck(contents, target).findings()
                            : HandlerCheck.findings(contents, target));
            findings.addAll(ofNames(contents));
            findings.addAll(ofRights(contents, findings));
            return List.copyOf(findings);
        } catch (IOException | IllegalArgumentException | InternalError e) {
            // ZipFile throws the second for names that are not UTF-8, the third for damaged tables.
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new ArtifactException(Printable.quote(source.toString()) + ": not a readable package: "
                    + Printable.escape(reason, LONGEST_NAME));
        }
    }

    private static List<StartFinding> ofNames(PackageContents contents) {
        List<StartFinding> findings = new ArrayList<>();
        List<String> tooLong = names(contents, file -> isTooLong(file.name()));
        if (!tooLong.isEmpty()) {
            findings.add(
                    StartFinding.certain(listed(tooLong) + ": longer than a name on Linux can be (255 bytes a part, "
                            + LONGEST_PATH + " below /var/task): AWS cannot unpack the package; shorten it"));
        }
        List<String> backslashes = names(contents, file -> file.name().indexOf('\\') >= 0);
        if (!backslashes.isEmpty()) {
            findings.add(StartFinding.doubtful(listed(backslashes) + ": AWS takes a backslash for a part of the file's"
                    + " name, not for a folder: zip with forward slashes, as zip, 7z and jar do"));
        }
        return findings;
    }

    private static boolean isTooLong(String name) {
        if (name.length() < LONGEST_PART / 3) {
            return false;
        }
        for (String part : name.split("/", -1)) {
            if (bytes(part) > LONGEST_PART) {
                return true;
            }
        }
        return bytes(name) > LONGEST_PATH;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static List<StartFinding> ofRights(PackageContents contents, List<StartFinding> before) {
        // A problem with the program or handler was already reported, usually with the same cause.
        if (before.stream().anyMatch(StartFinding::certain)) {
            return List.of();
        }
        List<StartFinding> findings = new ArrayList<>();
        List<String> unreadable = names(
                contents,
                file -> file.kind() == PackagedFile.Kind.FILE
                        && !file.isReadable()
                        && !(file.isExecutable() && file.name().equals(Packager.BOOTSTRAP)));
        if (!unreadable.isEmpty()) {
            findings.add(StartFinding.doubtful(listed(unreadable) + ": AWS runs functions as a user who may not read"
                    + " this: chmod o+r before zipping"));
        }
        List<String> closed = names(
                contents,
                file -> file.kind() == PackagedFile.Kind.FOLDER && file.carriesMode() && (file.mode() & 05) != 05);
        if (!closed.isEmpty()) {
            findings.add(StartFinding.doubtful(listed(closed) + ": AWS runs functions as a user who may not enter this:"
                    + " chmod o+rx before zipping"));
        }
        return findings;
    }

    private static List<String> names(PackageContents contents, Predicate<PackagedFile> which) {
        return contents.all().stream().filter(which).map(PackagedFile::name).toList();
    }

    private static String listed(List<String> names) {
        String first = String.join(
                ", ", names.stream().limit(SHOWN_NAMES).map(StartCheck::shown).toList());
        return names.size() <= SHOWN_NAMES ? first : first + " and " + (names.size() - SHOWN_NAMES) + " more";
    }

    /** Returns a name for a message. */
    static String shown(String name) {
        return Printable.escape(name, LONGEST_NAME);
    }
}
