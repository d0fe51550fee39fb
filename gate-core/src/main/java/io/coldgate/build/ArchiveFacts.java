package io.coldgate.build;

import io.coldgate.artifact.ArtifactException;
import io.coldgate.artifact.ArtifactFacts;
import io.coldgate.artifact.ArtifactReader;
import io.coldgate.artifact.LayerFacts;
import io.coldgate.artifact.Packager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Facts about the package of a function or of a layer. */
final class ArchiveFacts {
    private ArchiveFacts() {}

    /** Reads a zip in place; a package that the gate made itself is read from memory. */
    static ArtifactFacts read(Path source, byte[] zip) throws ArtifactException {
        return isZip(source) ? ArtifactReader.read(source) : ArtifactReader.read(zip);
    }

    /** Packs layers of the repository as for publication, and reads them. */
    static List<LayerFacts> ofLayers(List<String> layers) throws ArtifactException {
        List<LayerFacts> facts = new ArrayList<>();
        for (String layer : layers) {
            Path source = Path.of(layer);
            ArtifactFacts read = read(source, Packager.zip(source));
            facts.add(new LayerFacts(String.valueOf(source.getFileName()), read.zipBytes(), read.unzippedBytes()));
        }
        return facts;
    }

    /** Returns whether a package is already an archive. */
    static boolean isZip(Path source) {
        String name = String.valueOf(source.getFileName()).toLowerCase(Locale.ROOT);
        return Files.isRegularFile(source) && (name.endsWith(".zip") || name.endsWith(".jar"));
    }
}
