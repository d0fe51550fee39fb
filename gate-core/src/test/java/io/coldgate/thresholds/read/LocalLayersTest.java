package io.coldgate.thresholds.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.thresholds.PlatformName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalLayersTest {
    @TempDir
    private Path folder;

    private ReadResult read(String layers, PlatformName platform) throws Exception {
        return read(layers, "", platform);
    }

    private ReadResult read(String layers, String embedded, PlatformName platform) throws Exception {
        Path file = Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  one:
                    package: x
                    layers: %s
                    platforms:
                      aws: { role: "arn:aws:iam::123456789012:role/lambda", region: eu-central-1 }
                      embedded: { %s }
                    budgets: { duration: { p50: 60ms } }
                """.formatted(layers, embedded));
        return ThresholdsReader.read(file, "thresholds.yaml", new ReadOptions(Optional.of(platform), Optional.empty()));
    }

    @Test
    void aPathIsALayerOfTheRepositoryOnTheEmbeddedPlatform() throws Exception {
        var spec = read("[./layer]", PlatformName.EMBEDDED)
                .thresholds()
                .orElseThrow()
                .functions()
                .get(0);
        assertThat(spec.target().cloud().localLayers())
                .containsExactly(folder.toRealPath().resolve("layer").toString());
    }

    @Test
    void aPathForTheEmbeddedPlatformStandsBesideAnArnForAws() throws Exception {
        String arn = "arn:aws:lambda:eu-central-1:123456789012:layer:tools:3";
        for (PlatformName platform : List.of(PlatformName.EMBEDDED, PlatformName.AWS)) {
            var spec = read("[\"" + arn + "\"]", "layers: [./layer]", platform)
                    .thresholds()
                    .orElseThrow()
                    .functions()
                    .get(0);
            assertThat(spec.target().cloud().localLayers()).hasSize(platform == PlatformName.EMBEDDED ? 1 : 0);
        }
    }

    @Test
    void aPathIsRefusedOnAws() throws Exception {
        var result = read("[./layer]", PlatformName.AWS);
        assertThat(result.thresholds()).isEmpty();
        assertThat(result.toString()).contains("for the embedded platform only: publish it, and name its ARN");
    }

    @Test
    void aPathOutsideOfTheRepositoryIsRefused() throws Exception {
        assertThat(read("[../layer]", PlatformName.EMBEDDED).thresholds()).isEmpty();
    }

    @Test
    void anArnIsNone() throws Exception {
        var spec = read("[\"arn:aws:lambda:eu-central-1:123456789012:layer:tools:3\"]", PlatformName.AWS)
                .thresholds()
                .orElseThrow()
                .functions()
                .get(0);
        assertThat(spec.target().cloud().localLayers()).isEmpty();
    }
}
