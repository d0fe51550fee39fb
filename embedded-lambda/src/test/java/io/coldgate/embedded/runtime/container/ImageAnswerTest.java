package io.coldgate.embedded.runtime.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.embedded.runtime.code.ContainerImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of {@code image inspect}: of Docker 20.10 and Podman 4.3, recorded of one image, and wrong ones. */
class ImageAnswerTest {
    private static String recorded(String engine) throws IOException {
        try (InputStream in = ImageAnswerTest.class.getResourceAsStream(engine + "-inspect.json")) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker", "podman"})
    void bothEnginesSayTheSameOfOneImage(String engine) throws Exception {
        assertThat(ImageAnswer.read("tiny:1", recorded(engine)))
                .isEqualTo(new ContainerImage(
                        "tiny:1",
                        "sha256:481dde8114559e22e77194d2213a7d039340ea3ed53ea1b435b1662cb5dc3ee6",
                        List.of("/a"),
                        List.of("app.handler", "two words"),
                        "/srv",
                        "x86_64",
                        3));
    }

    @Test
    void anImageWithoutAnEntryPointHasNone() throws Exception {
        String answer = "[{\"Id\":\"" + "0".repeat(64)
                + "\",\"Os\":\"linux\",\"Architecture\":\"arm64\",\"Config\":{\"Entrypoint\":null,\"Cmd\":null}}]";
        ContainerImage image = ImageAnswer.read("bare", answer);
        assertThat(image.entryPoint()).isEmpty();
        assertThat(image.command()).isEmpty();
        assertThat(image.workingFolder()).isEmpty();
        assertThat(image.architecture()).isEqualTo("arm64");
        assertThat(image.layers()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[] | it has no Id",
                "{\"Id\":1} | it has no Id",
                "Error: no such thing | it is not JSON",
                "[{\"Id\": | it is not JSON",
                "[{\"Id\":\"sha256:12\"}] | it has no Id of 64 digits",
            })
    void whatIsNotUnderstoodIsSaid(String answer, String reason) {
        assertThatThrownBy(() -> ImageAnswer.read("x", answer))
                .isInstanceOf(ContainerException.class)
                .hasMessageContaining("x: the container engine's answer about it is not understood: " + reason);
    }

    @Test
    void anImageForAnotherSystemIsRefused() {
        String answer = "[{\"Id\":\"" + "0".repeat(64) + "\",\"Os\":\"windows\"}]";
        assertThatThrownBy(() -> ImageAnswer.read("x", answer))
                .hasMessage("x: is an image for windows: Lambda runs images for Linux");
    }
}
