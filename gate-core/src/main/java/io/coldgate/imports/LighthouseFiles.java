package io.coldgate.imports;

import io.coldgate.unit.Glob;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The reports that a path stands for: a file, a pattern of files, or a folder such as {@code .lighthouseci}. */
final class LighthouseFiles {
    /** The largest number of reports: more than anyone has, and each takes some megabytes to read. */
    private static final int MOST = 2000;

    /** Other files that LHCI leaves beside its reports. */
    private static final Set<String> OTHERS = Set.of("manifest.json", "links.json", "flags.json");

    private static final String ASSERTIONS = "assertion-results.json";

    private LighthouseFiles() {}

    static List<Path> of(Path path) throws ImportException, IOException {
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            return pattern(path);
        }
        List<Path> reports = matching(path, "lhr-*.json");
        if (reports.isEmpty()) {
            reports = matching(path, "*.report.json");
        }
        if (reports.isEmpty()) {
            reports = new ArrayList<>(matching(path, "*.json"));
            reports.removeIf(file -> OTHERS.contains(JsonDocument.name(file)));
            if (reports.size() > 1) {
                reports.removeIf(file -> JsonDocument.name(file).equals(ASSERTIONS));
            }
        }
        if (reports.isEmpty()) {
            throw new ImportException("no reports in this folder: run lhci collect, or lighthouse --output=json");
        }
        return reports;
    }

    private static List<Path> pattern(Path path) throws ImportException, IOException {
        Path parent = path.getParent();
        Path name = path.getFileName();
        boolean isPattern = name != null && name.toString().matches(".*[*?].*");
        if (!isPattern || parent == null || !Files.isDirectory(parent)) {
            throw new ImportException("no such file: run lighthouse first, or see docs/results.md");
        }
        List<Path> files = matching(parent, name.toString());
        if (files.isEmpty()) {
            throw new ImportException("no file matches: run lighthouse first, or see docs/results.md");
        }
        return files;
    }

    /** Returns regular files only: a link could leave the repository, and ignoring it would lose data. */
    private static List<Path> matching(Path folder, String pattern) throws ImportException, IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folder, file -> Glob.matches(pattern, String.valueOf(file.getFileName())))) {
            for (Path file : files) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    found.add(file);
                } else if (Files.isSymbolicLink(file)) {
                    throw new ImportException(
                            JsonDocument.name(file) + ": a symbolic link, which is not followed: copy the file");
                }
                if (found.size() > MOST) {
                    throw new ImportException("more than " + MOST + " files");
                }
            }
        }
        found.sort(null);
        return found;
    }
}
