package io.coldgate.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTest {
    @TempDir
    private Path folder;

    @Test
    void aFileIsReplacedWholeAndNothingElseIsLeft() throws IOException {
        Path file = Files.writeString(folder.resolve("state"), "old");
        Files.writeString(folder.resolve(".state.half"), "of a command that was killed");

        Disk.replace(file, "new");

        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining("glob:**.half");
    }

    @Test
    void aLinkInItsPlaceIsReplacedAndNotFollowed() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "mine");
        Path link = Files.createSymbolicLink(folder.resolve("state"), other);

        Disk.replace(link, "new");

        assertThat(other).hasContent("mine");
        assertThat(link).isRegularFile().hasContent("new");
    }

    @Test
    void aFileForItsOwnerAloneIsSoFromItsFirstByteOn() throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
        Path file = folder.resolve("state");

        Disk.replace(file, "secret", PosixFilePermissions.fromString("rw-------"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aNewFileIsMadeWholeAndOneThatIsThereStays() throws IOException {
        Path file = folder.resolve("thresholds.yaml");

        Disk.create(file, "version: 1");
        assertThatThrownBy(() -> Disk.create(file, "version: 2")).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> Disk.create(folder.resolve("none/file"), "")).isInstanceOf(NoSuchFileException.class);

        assertThat(file).hasContent("version: 1");
        assertThat(folder.toFile().list()).containsExactly("thresholds.yaml");
    }

    @Test
    void whatCannotBeReplacedStaysAndLeavesNoHalf() throws IOException {
        Path file = Files.createDirectories(folder.resolve("state"));
        Files.writeString(file.resolve("in it"), "");

        assertThatThrownBy(() -> Disk.replace(file, "new")).isInstanceOf(IOException.class);

        assertThat(file).isDirectory();
        assertThat(folder).isDirectoryNotContaining("glob:**.half");
    }
}
