package io.coldgate.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("process")
class ProbedPackageTest {
    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] plain(String... names) {
        ZipWriter zip = new ZipWriter();
        for (String name : names) {
            zip.add(name, 0751, bytes("content of " + name));
        }
        return zip.finish();
    }

    /** Names and contents, as another reader than ours sees them. */
    private Map<String, byte[]> read(byte[] zip) throws IOException {
        Path file = Files.write(folder.resolve("package.zip"), zip);
        Map<String, byte[]> found = new LinkedHashMap<>();
        try (ZipFile opened = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(opened.entries())) {
                found.put(entry.getName(), opened.getInputStream(entry).readAllBytes());
            }
        }
        return found;
    }

    private static boolean isElf(byte[] program) {
        return program.length > 1 << 20 && new String(program, 1, 3, StandardCharsets.US_ASCII).equals("ELF");
    }

    @Test
    void theProbeIsTheBootstrapAndStartsTheOriginal() throws Exception {
        Map<String, byte[]> found =
                read(ProbedPackage.zip(plain("a.txt", "bootstrap", "z/b"), "provided.al2023", "x86_64"));

        assertThat(found.keySet()).containsExactly("a.txt", ".original", "z/b", "bootstrap");
        assertThat(found.get(".original")).isEqualTo(bytes("content of bootstrap"));
        assertThat(found.get("z/b")).isEqualTo(bytes("content of z/b"));
        assertThat(isElf(found.get("bootstrap"))).isTrue();
        assertThat(ProbedPackage.variables("provided.al2023")).isEmpty();
    }

    @Test
    void eachArchitectureHasItsOwnProbe() throws Exception {
        byte[] intel = read(ProbedPackage.zip(plain("bootstrap"), "provided.al2", "x86_64"))
                .get("bootstrap");
        byte[] arm = read(ProbedPackage.zip(plain("bootstrap"), "provided.al2", "arm64"))
                .get("bootstrap");

        // e_machine: 62 is x86-64, 183 is AArch64.
        assertThat(intel[18] & 0xff).isEqualTo(62);
        assertThat(arm[18] & 0xff).isEqualTo(183);
    }

    @Test
    void aManagedRuntimeStartsTheProbeAsItsWrapper() throws Exception {
        Map<String, byte[]> found = read(ProbedPackage.zip(plain("index.js"), "nodejs22.x", "x86_64"));

        assertThat(found.keySet()).containsExactly("index.js", ".coldgate-probe");
        assertThat(isElf(found.get(".coldgate-probe"))).isTrue();
        assertThat(ProbedPackage.variables("nodejs22.x"))
                .isEqualTo(Map.of("AWS_LAMBDA_EXEC_WRAPPER", "/var/task/.coldgate-probe"));
    }

    @Test
    void whatAnotherToolPackedIsKeptToTheByte() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment("made elsewhere");
            for (String name : new String[] {"lib/", "lib/ü.txt", "bootstrap"}) {
                ZipEntry entry = new ZipEntry(name);
                entry.setExtra(new byte[] {(byte) 0xfe, (byte) 0xca, 2, 0, 1, 2});
                zip.putNextEntry(entry);
                zip.write(name.endsWith("/") ? new byte[0] : bytes("of " + name));
            }
        }
        Map<String, byte[]> found = read(ProbedPackage.zip(out.toByteArray(), "provided.al2023", "x86_64"));

        assertThat(found.keySet()).containsExactly("lib/", "lib/ü.txt", ".original", "bootstrap");
        assertThat(found.get("lib/ü.txt")).isEqualTo(bytes("of lib/ü.txt"));
        assertThat(found.get(".original")).isEqualTo(bytes("of bootstrap"));
    }

    @Test
    void withoutABootstrapThereIsNothingToWrap() {
        assertThatThrownBy(() -> ProbedPackage.zip(plain("main", "bin/bootstrap"), "provided.al2023", "x86_64"))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("no bootstrap at the top");
        assertThatThrownBy(() -> ProbedPackage.zip(plain("bootstrap", ".original"), "provided.al2023", "x86_64"))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining(".original");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 21, 22, 60})
    void whatIsNoZipIsRefused(int length) {
        byte[] start = Arrays.copyOf(plain("bootstrap"), length);
        assertThatThrownBy(() -> ProbedPackage.zip(start, "provided.al2023", "x86_64"))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("not a plain zip");
    }

    @Test
    void aDamagedZipIsRefusedOrReadButNeverAnotherError() {
        Random random = new Random(20_261_126);
        byte[] good = plain("bootstrap", "b", "c");
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] bad = good.clone();
            for (int flips = 0; flips < 3; flips++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            try {
                ZipPatch patch = new ZipPatch(bad);
                patch.rename("bootstrap", ".original");
                patch.with("bootstrap", 0755, bytes("probe"));
            } catch (ArtifactException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
