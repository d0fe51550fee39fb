package io.coldgate.artifact;

import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries of a package (a zip, or a folder or file that will become one), and the beginnings of its files. */
abstract class PackageContents implements AutoCloseable {
    private final Map<String, PackagedFile> entries = new LinkedHashMap<>();

    /**
     * Opens a package; nothing is unpacked.
     *
     * @param source a zip, a folder, or a single executable, as for {@link Packager}
     */
    static PackageContents open(Path source) throws IOException, ArtifactException {
        if (Files.isDirectory(source)) {
            return new FolderContents(source);
        }
        return Packager.isZip(source) ? new ZipContents(source) : new ProgramContents(source);
    }

    final void add(PackagedFile entry) {
        entries.put(entry.name(), entry);
    }

    final Collection<PackagedFile> all() {
        return entries.values();
    }

    /** The entry of exactly that name. */
    final @Nullable PackagedFile find(String name) {
        return entries.get(name);
    }

    /** Returns the package's name if it is a single file; empty for a zip or a folder. */
    String singleFile() {
        return "";
    }

    /** Returns the first bytes of a file; fewer if the file is shorter. */
    abstract byte[] head(PackagedFile file, int bytes) throws IOException;

    @Override
    public abstract void close() throws IOException;

    /** A single file that becomes {@code bootstrap}. */
    private static final class ProgramContents extends PackageContents {
        private final Path program;

        ProgramContents(Path program) {
            this.program = program;
            add(new PackagedFile(Packager.BOOTSTRAP, PackagedFile.Kind.FILE, Packager.PROGRAM_MODE, true));
        }

        @Override
        String singleFile() {
            return Printable.quote(program.toString());
        }

        @Override
        byte[] head(PackagedFile file, int bytes) throws IOException {
            try (var in = Files.newInputStream(program)) {
                return in.readNBytes(bytes);
            }
        }

        @Override
        public void close() {}
    }

    /** A folder that becomes a zip. */
    private static final class FolderContents extends PackageContents {
        private final Path folder;

        FolderContents(Path source) throws IOException, ArtifactException {
            folder = source.toRealPath();
            for (Map.Entry<String, Path> file : Packager.files(source).entrySet()) {
                add(new PackagedFile(file.getKey(), PackagedFile.Kind.FILE, Packager.mode(file.getValue()), true));
            }
        }

        @Override
        byte[] head(PackagedFile file, int bytes) throws IOException {
            try (var in = Files.newInputStream(folder.resolve(file.name()))) {
                return in.readNBytes(bytes);
            }
        }

        @Override
        public void close() {}
    }
}
