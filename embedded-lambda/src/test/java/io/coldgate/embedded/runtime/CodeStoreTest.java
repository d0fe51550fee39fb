package io.coldgate.embedded.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.embedded.runtime.InvalidArchiveException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CodeStoreTest {
    @TempDir
    Path folder;

    private CodeStore store;

    @BeforeEach
    void make() throws IOException {
        store = new CodeStore(folder);
    }

    private Path unpack(TestZip zip) throws Exception {
        return store.root(store.store(zip.bytes()));
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void unpacksFilesFoldersAndInnerLinks() throws Exception {
        Path root = unpack(new TestZip()
                .add("empty/", 0040755, new byte[0])
                .file("bootstrap", 0755, "run")
                .file("./a//b/c.txt", 0640, "deep")
                .link("a/link", "b/c.txt")
                .link("a/b/up", "../../bootstrap")
                .link("dangling", "nowhere"));
        assertThat(root.resolve("empty")).isDirectory();
        assertThat(root.resolve("a/link")).isSymbolicLink().hasContent("deep");
        assertThat(root.resolve("a/b/up")).hasContent("run");
        assertThat(mode(root.resolve("bootstrap"))).isEqualTo("r-xr-xr-x");
        assertThat(mode(root.resolve("a/b/c.txt"))).isEqualTo("r--r--r--");
        assertThat(mode(root)).isEqualTo("r-xr-xr-x");
    }

    @Test
    void tellsHashAndSizes() throws Exception {
        byte[] zip =
                new TestZip().file("a", 0644, "12345").file("b", 0644, "678").bytes();
        StoredCode code = store.store(zip);
        assertThat(code.zipBytes()).isEqualTo(zip.length);
        assertThat(code.unzippedBytes()).isEqualTo(8);
        assertThat(code.sha256Base64()).hasSize(44);
        assertThat(store.store(zip.clone())).isSameAs(code);
    }

    @Test
    void makesABootstrapExecutableOnlyWhenTheArchiveCarriesNoModes() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("bootstrap"));
            zip.write(1);
            zip.putNextEntry(new ZipEntry("data/ü.txt"));
            zip.write(2);
        }
        Path root = store.root(store.store(bytes.toByteArray()));
        assertThat(mode(root.resolve("bootstrap"))).isEqualTo("r-xr-xr-x");
        assertThat(mode(root.resolve("data/ü.txt"))).isEqualTo("r--r--r--");
        Path carried = unpack(new TestZip().file("bootstrap", 0644, "x"));
        assertThat(mode(carried.resolve("bootstrap"))).isEqualTo("r--r--r--");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(Reason.TRAVERSAL, new TestZip().file("../x", 0644, "x")),
                Arguments.of(Reason.TRAVERSAL, new TestZip().file("a/../../x", 0644, "x")),
                Arguments.of(Reason.TRAVERSAL, new TestZip().file("a/../x", 0644, "x")),
                Arguments.of(Reason.TRAVERSAL, new TestZip().file("/etc/x", 0644, "x")),
                Arguments.of(Reason.TRAVERSAL, new TestZip().file("", 0644, "x")),
                Arguments.of(
                        Reason.TRAVERSAL, new TestZip().file("./", 0644, "").file(".", 0644, "x")),
                Arguments.of(Reason.TRAVERSAL, new TestZip().file("x".repeat(256), 0644, "x")),
                Arguments.of(Reason.TRAVERSAL, new TestZip().file("x/".repeat(3000) + "y", 0644, "x")),
                Arguments.of(Reason.UNSAFE_ENTRY, new TestZip().file("a\0b", 0644, "x")),
                Arguments.of(
                        Reason.UNSAFE_ENTRY, new TestZip().file("a", 0644, "x").file("a", 0644, "y")),
                Arguments.of(
                        Reason.UNSAFE_ENTRY, new TestZip().file("a", 0644, "x").file("./a", 0644, "y")),
                Arguments.of(
                        Reason.UNSAFE_ENTRY, new TestZip().file("a", 0644, "x").file("a/b", 0644, "y")),
                Arguments.of(
                        Reason.UNSAFE_ENTRY,
                        new TestZip().file("a/b", 0644, "y").file("a", 0644, "x")),
                Arguments.of(Reason.UNSAFE_ENTRY, new TestZip().link("a", "b").file("a/c", 0644, "y")),
                Arguments.of(Reason.UNSAFE_ENTRY, new TestZip().link("a", "/etc/passwd")),
                Arguments.of(Reason.UNSAFE_ENTRY, new TestZip().link("a", "../x")),
                Arguments.of(Reason.UNSAFE_ENTRY, new TestZip().link("a/b", "../../x")),
                Arguments.of(Reason.UNSAFE_ENTRY, new TestZip().link("a", "")),
                Arguments.of(Reason.UNSAFE_ENTRY, new TestZip().link("a", "x".repeat(5000))),
                Arguments.of(
                        Reason.UNSAFE_ENTRY,
                        new TestZip()
                                .file("x/y/z/f", 0644, "f")
                                .link("x/y/z/p", "../../..")
                                .link("q", "x/y/z/p/../..")),
                Arguments.of(Reason.UNSAFE_ENTRY, new TestZip().add("dev", 0020666, new byte[0])),
                Arguments.of(Reason.UNSAFE_ENTRY, new TestZip().add("pipe", 0010666, new byte[0])));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatLeadsOutside(Reason reason, TestZip zip) {
        assertThatThrownBy(() -> store.store(zip.bytes()))
                .isInstanceOfSatisfying(
                        InvalidArchiveException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(folder.resolve("code")).isEmptyDirectory();
    }

    @Test
    void refusesABombByWhatItInflatesTo() {
        byte[] zeros = new byte[50_000_000];
        var zip = new TestZip();
        for (int i = 0; i < 6; i++) {
            zip.add("zeros-" + i, 0100644, zeros, 10);
        }
        assertThatThrownBy(() -> store.store(zip.bytes()))
                .isInstanceOf(InvalidArchiveException.class)
                .hasMessage("Unzipped size must be smaller than 262144000 bytes");
        assertThat(folder.resolve("code")).isEmptyDirectory();
    }

    @Test
    void refusesTooManyEntries() {
        var zip = new TestZip();
        for (int i = 0; i <= ZipDirectory.MAX_ENTRIES; i++) {
            zip.add("f" + i + "/", 0040755, new byte[0]);
        }
        assertThatThrownBy(() -> store.store(zip.bytes()))
                .isInstanceOfSatisfying(
                        InvalidArchiveException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_ENTRIES));
    }

    @Test
    void refusesWhatIsNoZip() {
        for (byte[] bytes : List.of(
                new byte[0],
                "hello".getBytes(StandardCharsets.UTF_8),
                new byte[10_000],
                java.util.Arrays.copyOf(new TestZip().file("a", 0644, "x").bytes(), 60))) {
            assertThatThrownBy(() -> store.store(bytes))
                    .isInstanceOfSatisfying(
                            InvalidArchiveException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.NOT_A_ZIP));
        }
    }

    @Test
    void survivesDamagedArchives() throws Exception {
        byte[] whole = new TestZip()
                .file("bootstrap", 0755, "run".repeat(50))
                .link("l", "bootstrap")
                .file("a/b", 0644, "y")
                .bytes();
        long seed = 20261123;
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 2000; round++) {
            byte[] broken = whole.clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            try {
                store.root(store.store(broken));
            } catch (InvalidArchiveException e) {
                assertThat(e.getMessage()).as("seed %d round %d", seed, round).doesNotContain("\n");
            }
        }
        assertThat(folder.resolve("code"))
                .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith("new-"));
    }

    @Test
    void readsAnArchiveBehindOtherBytes() throws Exception {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("#!/bin/sh\nexit 0\n".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(new TestZip().file("a", 0644, "x").bytes());
        assertThat(store.root(store.store(bytes.toByteArray())).resolve("a")).hasContent("x");
    }

    @Test
    void laysLayersOverEachOther() throws Exception {
        StoredCode lower = store.store(new TestZip()
                .file("lib/a", 0644, "lower")
                .file("lib/b", 0644, "lower")
                .file("kind", 0644, "file")
                .link("link", "lib/a")
                .bytes());
        StoredCode upper = store.store(new TestZip()
                .file("lib/a", 0644, "upper")
                .file("kind/x", 0644, "folder")
                .bytes());
        Path opt = store.layers(List.of(lower, upper));
        assertThat(opt.resolve("lib/a")).hasContent("upper");
        assertThat(opt.resolve("lib/b")).hasContent("lower");
        assertThat(opt.resolve("link")).hasContent("upper");
        assertThat(opt.resolve("kind/x")).hasContent("folder");
        assertThat(store.root(lower).resolve("lib/a")).hasContent("lower");
        assertThat(store.layers(List.of(lower, upper))).isEqualTo(opt);
        assertThat(store.layers(List.of())).isNull();
    }
}
