package io.coldgate.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.fixture.HandMadeZip;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("process")
class ArtifactReaderTest {
    private static final int X86_64 = 62;
    private static final int ARM64 = 183;

    @TempDir
    private Path folder;

    private Path zip(Map<String, byte[]> files) throws IOException {
        Path zip = folder.resolve("function.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream zipped = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
                zipped.putNextEntry(new ZipEntry(file.getKey()));
                zipped.write(file.getValue());
            }
        }
        return zip;
    }

    private ExecutableFacts only(byte[] bootstrap) throws IOException, ArtifactException {
        return ArtifactReader.read(zip(Map.of("bootstrap", bootstrap)))
                .executables()
                .get(0);
    }

    @Test
    void countsWhatComesOutOfTheArchive() throws Exception {
        Path zip = zip(Map.of("a/b.txt", new byte[1000], "a/", new byte[0], "c.txt", new byte[24]));
        assertThat(ArtifactReader.read(zip)).isEqualTo(new ArtifactFacts(Files.size(zip), 1024, 2, List.of()));
    }

    @Test
    void readsHowGoBuiltAStrippedStaticProgram() throws Exception {
        String modules = "path\texample.com/checkout\nmod\texample.com/checkout\t(devel)\t\n"
                + "dep\tgithub.com/aws/aws-lambda-go\tv1.54.0\th1:abc=\n"
                + "dep\texample.com/local\tv1.2.3\n=>\t./local\t(devel)\t\n"
                + "dep\texample.com/fork\tv1.0.0\n=>\texample.com/mine\tv1.0.1\th1:def=\n"
                + "dep\texample.com/other\tv2.0.0\n=>\texample.com/other\tv2.0.1\th1:ghi=\n"
                + "build\t-ldflags=\"-s -w\"\nbuild\tCGO_ENABLED=0\n";
        ExecutableFacts facts = only(new ElfFileMaker(ARM64)
                .section(".go.buildinfo", 1, ElfFileMaker.goBuildInfo("go1.22.1", modules))
                .make());
        assertThat(facts.format()).isEqualTo(ExecutableFacts.Format.ELF_PROGRAM);
        assertThat(facts.architecture()).contains("arm64");
        assertThat(facts.stripped()).isTrue();
        assertThat(facts.staticallyLinked()).isTrue();
        assertThat(facts.hasDebugInfo()).isFalse();
        assertThat(facts.go())
                .contains(new GoBuild(
                        "go1.22.1",
                        Optional.of("example.com/checkout"),
                        Optional.of("example.com/checkout (devel)"),
                        Map.of("-ldflags", "\"-s -w\"", "CGO_ENABLED", "0"),
                        Map.of(
                                "github.com/aws/aws-lambda-go", "v1.54.0",
                                "example.com/local", "v1.2.3 => ./local",
                                "example.com/fork", "v1.0.0 => example.com/mine v1.0.1",
                                "example.com/other", "v2.0.0 => v2.0.1")));
    }

    @Test
    void seesSymbolsAndDebugInformation() throws Exception {
        ExecutableFacts symbols = only(
                new ElfFileMaker(X86_64).section(".symtab", 2, new byte[24]).make());
        assertThat(symbols.stripped()).isFalse();
        assertThat(symbols.hasDebugInfo()).isFalse();
        ExecutableFacts debug = only(
                new ElfFileMaker(X86_64).section(".debug_info", 1, new byte[8]).make());
        assertThat(debug.stripped()).isFalse();
        assertThat(debug.hasDebugInfo()).isTrue();
    }

    private static byte[] javaLauncher() throws IOException {
        return Files.readAllBytes(Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    @Test
    void readsTheLoaderAndLibrariesOfADynamicProgram() throws Exception {
        ExecutableFacts facts = only(javaLauncher());
        assertThat(facts.format()).isEqualTo(ExecutableFacts.Format.ELF_PROGRAM);
        assertThat(facts.staticallyLinked()).isFalse();
        assertThat(facts.interpreter().orElseThrow()).contains("/ld-");
        assertThat(facts.neededLibraries()).anyMatch(name -> name.startsWith("libc.so"));
        assertThat(facts.problem()).isEmpty();
    }

    @Test
    void tellsFilesThatLambdaCannotStart() throws Exception {
        assertThat(only(new byte[] {(byte) 0xcf, (byte) 0xfa, (byte) 0xed, (byte) 0xfe, 0})
                        .format())
                .isEqualTo(ExecutableFacts.Format.MACH_O);
        assertThat(only("MZ...".getBytes(StandardCharsets.US_ASCII)).format())
                .isEqualTo(ExecutableFacts.Format.WINDOWS);
        assertThat(only("hello".getBytes(StandardCharsets.US_ASCII)).format())
                .isEqualTo(ExecutableFacts.Format.UNKNOWN);
        ExecutableFacts script = only("#!/bin/sh -e\nexec true\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(script.format()).isEqualTo(ExecutableFacts.Format.SCRIPT);
        assertThat(script.interpreter()).contains("/bin/sh -e");
    }

    @Test
    void escapesNamesAndTouchesNoPathOfTheArchive() throws Exception {
        Path zip = zip(Map.of("../../evil\u001b[31m.sh", "#!x".getBytes(StandardCharsets.US_ASCII)));
        ArtifactFacts facts = ArtifactReader.read(zip);
        assertThat(facts.executables().get(0).name()).isEqualTo("../../evil\\u001b[31m.sh");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void aCorruptProgramIsAFactNotAFailure(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] original = javaLauncher();
        for (int round = 0; round < 500; round++) {
            byte[] mutated = original.clone();
            // Most of the meaning is in the headers at the beginning and the section table at the end.
            for (int i = 0; i < 8; i++) {
                int at = random.nextBoolean() ? 4 + random.nextInt(1000) : mutated.length - 1 - random.nextInt(2000);
                mutated[at] = (byte) random.nextInt();
            }
            int length = random.nextInt(4) == 0 ? 4 + random.nextInt(mutated.length - 4) : mutated.length;
            byte[] cut = Arrays.copyOf(mutated, length);
            assertThat(new ElfFacts("bootstrap", cut.length, cut).read().isElf())
                    .isTrue();
        }
    }

    @Test
    void refusesWhatIsNoZipInOneLine() throws Exception {
        Path file = folder.resolve("not\n.zip");
        Files.writeString(file, "hello");
        assertThatThrownBy(() -> ArtifactReader.read(file))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("not\\n.zip\": not a readable zip")
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
        assertThatThrownBy(() -> ArtifactReader.read(folder)).hasMessageEndingWith("not a file");
        assertThatThrownBy(() -> ArtifactReader.read(folder.resolve("x"))).hasMessageEndingWith("no such file");
    }

    @Test
    void countsTheEntriesOfZip64() throws Exception {
        HandMadeZip many = new HandMadeZip();
        for (int i = 0; i < 65_537; i++) {
            many.file("f" + i, 0644, "");
        }
        Path zip = Files.write(folder.resolve("many.zip"), many.zip64());
        assertThat(ArtifactReader.read(zip).files()).isEqualTo(65_537);
        Path few = Files.write(
                folder.resolve("few.zip"),
                new HandMadeZip().file("a", 0644, "x").zip64());
        assertThat(ArtifactReader.read(few).files()).isEqualTo(1);
    }

    @Test
    void refusesABomb() throws Exception {
        Path zip = folder.resolve("bomb.zip");
        byte[] zeros = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream zipped = new ZipOutputStream(out)) {
            zipped.putNextEntry(new ZipEntry("zeros"));
            for (int i = 0; i < 513; i++) {
                zipped.write(zeros);
            }
        }
        assertThatThrownBy(() -> ArtifactReader.read(zip)).hasMessageContaining("unpacks to more than 512 MB");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void aDamagedArchiveIsRefusedOrReadButNothingElse(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] original = Files.readAllBytes(zip(Map.of("bootstrap", new byte[300], "b", new byte[] {1, 2, 3})));
        Path damaged = folder.resolve("damaged.zip");
        for (int round = 0; round < 300; round++) {
            byte[] mutated = original.clone();
            for (int i = 0; i < 4; i++) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
            }
            Files.write(damaged, mutated);
            try {
                assertThat(ArtifactReader.read(damaged).files()).isNotNegative();
            } catch (ArtifactException e) {
                assertThat(e.getMessage().lines()).hasSize(1);
            }
        }
    }
}
