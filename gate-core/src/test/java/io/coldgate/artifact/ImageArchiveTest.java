package io.coldgate.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of images: what Docker 20.10 and Podman 4.3 saved of one image, and others of every form. */
class ImageArchiveTest {
    private static byte[] tar(Object... namesAndContents) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                byte[] content = (byte[]) namesAndContents[i + 1];
                var entry = new TarArchiveEntry((String) namesAndContents[i]);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    private static ImageArchive.Sizes read(byte[] archive) throws ArtifactException {
        return ImageArchive.read(new ByteArrayInputStream(archive));
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(14).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker", "podman"})
    void whatBothEnginesSavedOfOneImageHasTheSameSizes(String engine) throws Exception {
        try (InputStream in =
                new GZIPInputStream(ImageArchiveTest.class.getResourceAsStream(engine + "-save.tar.gz"))) {
            ImageArchive.Sizes sizes = ImageArchive.read(in);
            assertThat(sizes.layers()).isEqualTo(3);
            // A file of 4 bytes and one of 3,000.
            assertThat(sizes.unpackedBytes()).isEqualTo(3004);
            assertThat(sizes.compressedBytes()).isBetween(200L, 600L);
        }
    }

    @Test
    void aLayerCountsCompressedWhetherItWasSavedSoOrNot() throws Exception {
        byte[] layer = tar("app/bootstrap", noise(50_000), "app/zeroes", new byte[70_000]);
        byte[] manifest = "[{\"Layers\":[\"blobs/sha256/1\"]}]".getBytes(UTF_8);
        ImageArchive.Sizes plain = read(tar("manifest.json", manifest, "blobs/sha256/1", layer));
        ImageArchive.Sizes compressed = read(tar("blobs/sha256/1", gzip(layer), "manifest.json", manifest));
        assertThat(plain.unpackedBytes()).isEqualTo(120_000);
        assertThat(plain.compressedBytes()).isBetween(50_000L, 52_000L);
        assertThat(compressed).isEqualTo(plain);
    }

    @Test
    void layersAddUp() throws Exception {
        byte[] one = tar("a", noise(1000));
        byte[] two = tar("a", noise(3000), "b", new byte[10]);
        assertThat(read(tar("1/layer.tar", one, "2/layer.tar", two)).unpackedBytes())
                .isEqualTo(4010);
        assertThat(read(tar("1/layer.tar", one, "2/layer.tar", two)).layers()).isEqualTo(2);
    }

    @Test
    void aLayerOfZstdIsRefused() throws Exception {
        byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0, 0, 0};
        assertThatThrownBy(() -> read(tar("blobs/sha256/1", zstd)))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("compressed by zstd");
    }

    @Test
    void anArchiveThatIsCutOffIsRefused() throws Exception {
        byte[] whole = tar("1/layer.tar", tar("a", noise(100_000)));
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length / 2)))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void whatIsNoArchiveHasNoLayers() throws Exception {
        assertThat(read(new byte[0]).layers()).isZero();
    }
}
