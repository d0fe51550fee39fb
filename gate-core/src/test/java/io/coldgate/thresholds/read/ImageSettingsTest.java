package io.coldgate.thresholds.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.read.value.PlatformNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions that are container images. */
class ImageSettingsTest {
    @TempDir
    private Path folder;

    private ReadResult read(String settings, PlatformName platform) throws Exception {
        Path file = Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  one: { %s, budgets: { duration: { p50: 60ms } }, platforms: { aws: { role: "arn:aws:iam::123456789012:role/lambda" } } }
                """.formatted(settings));
        return ThresholdsReader.read(file, "thresholds.yaml", new ReadOptions(Optional.of(platform), Optional.empty()));
    }

    private FunctionSpec one(String settings, PlatformName platform) throws Exception {
        ReadResult result = read(settings, platform);
        return result.thresholds()
                .orElseThrow(() -> new AssertionError(result.toString()))
                .functions()
                .get(0);
    }

    @Test
    void aPackageThatIsAnImageIsTheSameAsAnImage() throws Exception {
        FunctionSpec packaged = one("package: { image: 'shop/checkout:42' }", PlatformName.EMBEDDED);
        FunctionSpec plain = one("image: 'shop/checkout:42'", PlatformName.EMBEDDED);
        assertThat(packaged.target()).isEqualTo(plain.target());
        assertThat(packaged.target().cloud().image()).contains("shop/checkout:42");
        assertThat(packaged.source().packagePath()).isEmpty();
    }

    @Test
    void anImageOfOnePlatformTakesThePlaceOfThePackage() throws Exception {
        Path file = Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  one:
                    package: function.zip
                    platforms: { embedded: { package: { image: "checkout:42" } } }
                    budgets: { duration: { p50: 60ms } }
                """);
        ReadResult result =
                ThresholdsReader.read(file, "thresholds.yaml", new ReadOptions(Optional.empty(), Optional.empty()));
        FunctionSpec function = result.thresholds().orElseThrow().functions().get(0);
        assertThat(function.source().packagePath()).isEmpty();
        assertThat(function.target().cloud().image()).contains("checkout:42");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "embedded | package: x, image: 'c:1' | a second source together with package",
                "embedded | image: 'c:1', probe: true | a probe stands in front of each image's entry point anyway",
                "embedded | image: 'c:1', layers: [./layer] | an image has no Lambda layers",
                "embedded | image: 'c:1', artifact: { zip: 3MB } | of a zip package, and this is an image",
                "embedded | image: 'c:1', artifact: { layer-zip: 3MB } | of a zip package, and this is an image",
                "embedded | package: x, artifact: { layers: 3 } | of an image, and this is none",
                "embedded | package: x, artifact: { layer-zip: 3MB } | there is no layer of this repository",
                "embedded | image: 'c:1', baseline: { ref: main }, regression: { duration: { p50: +10% } }"
                        + " | the candidate is an image",
                "embedded | image: '-it' | not the name of a container image",
                "embedded | image: 'c 1' | not the name of a container image",
                "embedded | package: { picture: 'c:1' } | unknown key",
                "embedded | package: {} | no image: write a path",
                "aws | image: 'c:1' | not an image in ECR",
                "localstack | image: 'c:1' | not an image in ECR",
                "aws | image: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/c' | not an image in ECR",
                "aws | image: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/c:1', baseline: { image: 'c:1' },"
                        + " regression: { duration: { p50: +10% } }"
                        + " | of this machine is for the embedded platform only",
            })
    void whatDoesNotGoTogetherIsRefused(String platform, String settings, String message) throws Exception {
        ReadResult result = read(settings, PlatformNames.ofKey(platform).orElseThrow());
        assertThat(result.thresholds()).isEmpty();
        assertThat(result.toString()).contains(message);
    }
}
