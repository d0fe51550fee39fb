package io.coldgate.build;

import io.coldgate.explain.GoPackage;
import io.coldgate.explain.ImportSite;
import io.coldgate.explain.WrittenImport;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the place of an import in Go sources. */
public final class ImportSites {
    /** The bytes read of a file: imports come first; only the preamble of cgo can be long. */
    private static final int READ_AT_MOST = 1 << 20;

    private static final int LONGEST_FILE = 1_000;

    private ImportSites() {}

    /**
     * Returns the place of an import: in the first file by name, if several have it. Empty if no file has it, or if the
     * sources are gone.
     *
     * @param importer the package whose sources are read
     * @param imported the import path of the imported package, as in the program
     * @param base the folder that the place is relative to
     */
    public static Optional<ImportSite> find(GoPackage importer, String imported, Path base) {
        for (String file : importer.goFiles()) {
            Optional<WrittenImport> found = WrittenImport.in(head(importer, file)).stream()
                    .filter(written -> importer.resolve(written.path()).equals(imported))
                    .findFirst();
            if (found.isPresent()) {
                return Optional.of(
                        new ImportSite(shown(importer, file, base), found.get().line()));
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the folder that the places of a module are relative to, so an editor or an annotation can find them: the
     * top of its repository, or the module's own folder outside of one.
     */
    static Path base(Git git, Path module) throws InterruptedException {
        try {
            return Repository.of(git, module).top();
        } catch (IOException | GitException e) {
            return module;
        }
    }

    /** Returns the file's beginning; empty if it cannot be read. */
    private static String head(GoPackage importer, String file) {
        try (InputStream in = Files.newInputStream(Path.of(importer.folder(), file))) {
            return new String(in.readNBytes(READ_AT_MOST), StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException e) {
            return "";
        }
    }

    private static String shown(GoPackage importer, String file, Path base) {
        Path folder = real(Path.of(importer.folder()));
        Path from = real(base);
        String shown = folder.startsWith(from)
                ? from.relativize(folder.resolve(file)).toString().replace('\\', '/')
                : importer.importPath() + "/" + file;
        return Printable.escape(shown, LONGEST_FILE);
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.toAbsolutePath().normalize();
        }
    }
}
