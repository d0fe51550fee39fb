package io.coldgate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThresholdsFileTest {
    @TempDir
    private Path outside;

    private Path repository;
    private Path deep;

    @BeforeEach
    void repository() throws IOException {
        repository = outside.resolve("repository");
        deep = Files.createDirectories(repository.resolve("services/checkout"));
        Files.createDirectory(repository.resolve(".git"));
    }

    private static void file(Path folder) throws IOException {
        Files.writeString(folder.resolve("thresholds.yaml"), "version: 1\n");
    }

    @Test
    void theFileInTheFolderComesFirst() throws IOException {
        file(repository);
        file(deep);
        assertThat(ThresholdsFile.nearest(deep)).isEqualTo(deep.resolve("thresholds.yaml"));
    }

    @Test
    void elseTheNearestAboveByWayOfTheFolder() throws IOException {
        file(repository);
        assertThat(ThresholdsFile.nearest(deep)).isEqualTo(deep.resolve("../../thresholds.yaml"));
        file(repository.resolve("services"));
        assertThat(ThresholdsFile.nearest(deep)).isEqualTo(deep.resolve("../thresholds.yaml"));
    }

    @Test
    void theSearchEndsWithTheRepository() throws IOException {
        file(outside);
        assertThat(ThresholdsFile.nearest(deep)).isEqualTo(deep.resolve("thresholds.yaml"));
    }

    @Test
    void outsideOfARepositoryItGoesOn() throws IOException {
        Files.delete(repository.resolve(".git"));
        file(outside);
        assertThat(ThresholdsFile.nearest(deep)).isEqualTo(deep.resolve("../../../thresholds.yaml"));
    }

    @Test
    void aFolderStandsForTheFileInIt() {
        assertThat(ThresholdsFile.named(deep)).isEqualTo(deep.resolve("thresholds.yaml"));
        assertThat(ThresholdsFile.named(deep.resolve("other.yaml"))).isEqualTo(deep.resolve("other.yaml"));
    }
}
