package io.coldgate.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagerTest {
    @TempDir
    private Path temp;

    private Path source;

    @BeforeEach
    void makeFolder() throws Exception {
        source = Files.createDirectories(temp.resolve("source/lib/deep"))
                .getParent()
                .getParent();
        Files.writeString(source.resolve("bootstrap"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(source.resolve("bootstrap"), PosixFilePermissions.fromString("rwx------"));
        Files.writeString(source.resolve("lib/deep/notes.txt"), "text ".repeat(100));
        Files.setPosixFilePermissions(
                source.resolve("lib/deep/notes.txt"), PosixFilePermissions.fromString("rw-r-----"));
    }

    private Set<PosixFilePermission> modeOf(byte[] zip, String name) throws Exception {
        Path file = temp.resolve("out.zip");
        Files.write(file, zip);
        try (FileSystem inside = FileSystems.newFileSystem(file, Map.of("enablePosixFileAttributes", "true"))) {
            return Files.getPosixFilePermissions(inside.getPath(name));
        }
    }

    @Test
    void letsEverybodyReadAFoldersFilesAndExecuteWhatItsOwnerMay() throws Exception {
        byte[] zip = Packager.zip(source);
        assertThat(modeOf(zip, "bootstrap")).isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(modeOf(zip, "lib/deep/notes.txt")).isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
        ArtifactFacts facts = ArtifactReader.read(temp.resolve("out.zip"));
        assertThat(facts.files()).isEqualTo(2);
        assertThat(facts.unzippedBytes()).isEqualTo(510);
        assertThat(facts.zipBytes()).isEqualTo(zip.length);
    }

    @Test
    void givesTheSameBytesWheneverItIsRun() throws Exception {
        byte[] first = Packager.zip(source);
        Files.setLastModifiedTime(source.resolve("bootstrap"), FileTime.fromMillis(1));
        assertThat(Packager.zip(source)).isEqualTo(first);
    }

    @Test
    void makesASingleExecutableTheBootstrap() throws Exception {
        byte[] zip = Packager.zip(source.resolve("lib/deep/notes.txt"));
        assertThat(modeOf(zip, "bootstrap")).isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void passesAZipThrough() throws Exception {
        byte[] zip = Packager.zip(source);
        Path file = temp.resolve("function.zip");
        Files.write(file, zip);
        assertThat(Packager.zip(file)).isEqualTo(zip);
    }

    @Test
    void followsLinksThatStayInside() throws Exception {
        Files.createSymbolicLink(source.resolve("again"), Path.of("bootstrap"));
        assertThat(modeOf(Packager.zip(source), "again")).isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void refusesLinksThatLeadOut() throws Exception {
        Files.createSymbolicLink(source.resolve("passwords"), Path.of(".."));
        assertThatThrownBy(() -> Packager.zip(source))
                .isInstanceOf(ArtifactException.class)
                .hasMessageEndingWith("the link \"passwords\" leads out of the folder: copy its target");
    }

    @Test
    void refusesLinksThatGoRoundOrNowhere() throws Exception {
        Files.createSymbolicLink(source.resolve("lib/round"), Path.of(".."));
        assertThatThrownBy(() -> Packager.zip(source)).isInstanceOf(ArtifactException.class);
        Files.delete(source.resolve("lib/round"));
        Files.createSymbolicLink(source.resolve("nowhere"), Path.of("missing"));
        assertThatThrownBy(() -> Packager.zip(source)).isInstanceOf(ArtifactException.class);
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertThatThrownBy(() -> Packager.zip(temp.resolve("x.zip")))
                .hasMessageEndingWith("no such file: build it first");
        Path empty = Files.createDirectory(temp.resolve("empty"));
        assertThatThrownBy(() -> Packager.zip(empty)).hasMessageEndingWith("an empty folder: build into it first");
    }
}
