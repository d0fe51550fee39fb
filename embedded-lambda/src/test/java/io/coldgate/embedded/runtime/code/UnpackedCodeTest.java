package io.coldgate.embedded.runtime.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.embedded.runtime.code.InvalidArchiveException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class UnpackedCodeTest {
    @TempDir
    Path folder;

    private UnpackedCode store;

    @BeforeEach
    void make() throws IOException {
        store = new UnpackedCode(folder);
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
                .file("./a//b/c.txt", 0664, "deep")
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
    void takesAJarOfMavenWhoseFoldersHaveATypeThatNoSystemKnows() throws Exception {
        Path root = unpack(new TestZip()
                .add("META-INF/maven/", 0177777, new byte[0])
                .file("META-INF/maven/pom.xml", 0644, "<project/>"));
        assertThat(root.resolve("META-INF/maven/pom.xml")).hasContent("<project/>");
        assertThat(mode(root.resolve("META-INF/maven"))).isEqualTo("r-xr-xr-x");
    }

    @Test
    void tellsHashAndSizes() throws Exception {
        byte[] zip =
                new TestZip().file("a", 0644, "12345").file("b", 0644, "678").bytes();
        StoredCode code = store.store(zip);
        assertThat(code.zipBytes()).isEqualTo(zip.length);
        assertThat(code.unzippedBytes()).isEqualTo(8);
        assertThat(code.sha256()).hasSize(44);
        assertThat(store.store(zip.clone())).isSameAs(code);
    }

    static Stream<Arguments> modes() {
        return Stream.of(
                // What Lambda's user, who owns none of the files, may do with them.
                Arguments.of("r-xr-xr-x", new TestZip().file("bootstrap", 0755, "x")),
                Arguments.of("r--r--r--", new TestZip().file("bootstrap", 0644, "x")),
                Arguments.of("r--r--r--", new TestZip().file("bootstrap", 0744, "x")),
                Arguments.of("---------", new TestZip().file("bootstrap", 0700, "x")),
                Arguments.of("---------", new TestZip().file("bootstrap", 0640, "x")),
                Arguments.of("--x--x--x", new TestZip().file("bootstrap", 0711, "x")),
                Arguments.of("---------", new TestZip().entry("bootstrap", 3, 0, new byte[] {1}, 1)),
                Arguments.of("r-xr-xr-x", new TestZip().entry("bootstrap", 19, 0100755 << 16, new byte[] {1}, 1)),
                // Without modes: made on Windows, or by java.util.zip.
                Arguments.of("r--r--r--", new TestZip().windows("bootstrap", new byte[] {1})),
                Arguments.of("r--r--r--", new TestZip().add("bootstrap", 0, new byte[] {1})),
                Arguments.of("r--r--r--", new TestZip().entry("bootstrap", 10, 0x20, new byte[] {1}, 1)),
                Arguments.of("r--r--r--", new TestZip().entry("bootstrap", 7, 0100755 << 16, new byte[] {1}, 1)),
                // On Windows, by an archiver that writes modes all the same.
                Arguments.of("r-xr-xr-x", new TestZip().entry("bootstrap", 0, 0100755 << 16, new byte[] {1}, 1)));
    }

    @ParameterizedTest
    @MethodSource("modes")
    void givesEverybodyTheRightsThatLambdasUserHas(String expected, TestZip zip) throws Exception {
        assertThat(mode(unpack(zip).resolve("bootstrap"))).isEqualTo(expected);
    }

    @Test
    void closesTheFoldersThatLambdasUserMayNotEnter() throws Exception {
        var zip = new TestZip()
                .add("shut/", 0040700, new byte[0])
                .file("shut/inner/a", 0644, "a")
                .add("shut/inner/", 0040711, new byte[0])
                .add("open/", 0040755, new byte[0]);
        Path root = unpack(zip);
        assertThat(mode(root.resolve("shut"))).isEqualTo("---------");
        assertThat(mode(root.resolve("open"))).isEqualTo("r-xr-xr-x");
        FileModes.set(root.resolve("shut"), 0500);
        assertThat(mode(root.resolve("shut/inner"))).isEqualTo("--x--x--x");
        FileModes.set(root.resolve("shut"), 0);
        FileModes.delete(root);
        assertThat(root).doesNotExist();
    }

    @Test
    void countsTheEntriesOfZip64() throws Exception {
        var zip = new TestZip();
        for (int i = 0; i < 65_536; i++) {
            zip.add("f" + i + "/", 0040755, new byte[0]);
        }
        zip.file("last", 0644, "x");
        assertThat(ZipDirectory.read(zip.zip64(""))).hasSize(65_537);
        // Archivers that know nothing of zip64 let the count overflow.
        assertThat(ZipDirectory.read(zip.bytes())).hasSize(65_537);
        assertThat(ZipDirectory.read(new TestZip().file("a", 0644, "x").zip64("")))
                .hasSize(1);
        assertThat(ZipDirectory.read(new TestZip().file("a", 0644, "x").zip64("#!/bin/sh\n")))
                .hasSize(1);
    }

    @Test
    void measuresNamesByWhereTheyWillLie() throws Exception {
        String folders = ("x".repeat(250) + "/").repeat(16);
        String most = folders + "y".repeat(4085 - folders.length());
        // As long as Lambda takes, but not below this folder.
        assertThatThrownBy(() -> unpack(new TestZip().file(most, 0644, "x")))
                .isInstanceOf(InvalidArchiveException.class)
                .hasMessageContaining("is too long: 4085 bytes; below this server's work folder the system takes ")
                .hasMessageEndingWith(": name another with TMPDIR, or with the server's --work-dir");
        assertThatThrownBy(() -> unpack(new TestZip().file(most + "y", 0644, "x")))
                .hasMessageEndingWith("is too long: 4086 bytes; below /var/task Linux takes 4085");
        assertThatThrownBy(() -> unpack(new TestZip().file("ü".repeat(128), 0644, "x")))
                .hasMessageEndingWith("is too long: a part of 256 bytes; Linux takes 255");
        assertThat(folder.resolve("code")).isEmptyDirectory();
        int fits = 4095 - folder.resolve("code").toString().length() - 1 - 64 - 1;
        Path root = unpack(new TestZip().file(most.substring(0, fits), 0644, "x"));
        FileModes.delete(root);
        assertThat(root).doesNotExist();
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
                Arguments.of(Reason.NAME_TOO_LONG, new TestZip().file("x".repeat(256), 0644, "x")),
                Arguments.of(Reason.NAME_TOO_LONG, new TestZip().file("x/".repeat(3000) + "y", 0644, "x")),
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
                Arrays.copyOf(new TestZip().file("a", 0644, "x").bytes(), 60))) {
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
