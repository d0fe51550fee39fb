package io.coldgate.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.fixture.HandMadeZip;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StartCheckTest {
    private static final String SH = "#!/bin/sh\n";
    private static final String DENIED = "\"fork/exec /var/task/bootstrap: permission denied\"";
    private static final String FORMAT = "\"fork/exec /var/task/bootstrap: exec format error\"";
    private static final String NOT_THERE = "\"fork/exec /var/task/bootstrap: no such file or directory\"";
    private static final String NO_BOOTSTRAP = "\"Couldn't find valid bootstrap(s)\"";

    @TempDir
    private Path folder;

    private static StartTarget custom(boolean layered) {
        return new StartTarget("provided.al2023", "bootstrap", Set.of("x86_64"), layered, false);
    }

    private static StartTarget managed(String runtime, String handler) {
        return new StartTarget(runtime, handler, Set.of("x86_64"), false, false);
    }

    private List<StartFinding> check(HandMadeZip zip, StartTarget target) throws Exception {
        return StartCheck.of(zip.to(folder.resolve("function.zip")), target);
    }

    private static HandMadeZip zip() {
        return new HandMadeZip();
    }

    private static HandMadeZip bootstrap(String content) {
        return zip().file("bootstrap", 0755, content);
    }

    private static HandMadeZip bootstrap(byte[] content) {
        return zip().file("bootstrap", 0755, content);
    }

    /** The headers of an ELF program, with a loader unless it is empty. */
    private static byte[] elf(int machine, String loader) {
        ByteBuffer elf = ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        elf.putShort((short) 2)
                .putShort((short) machine)
                .putInt(1)
                .putLong(0)
                .putLong(64)
                .putLong(0)
                .putInt(0);
        elf.putShort((short) 64).putShort((short) 56).putShort((short) (loader.isEmpty() ? 0 : 1));
        elf.putInt(64, 3).putLong(72, 128).putLong(96, loader.length() + 1L);
        elf.position(128).put(loader.getBytes(StandardCharsets.US_ASCII));
        return elf.array();
    }

    private static byte[] bytes(int... bytes) {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) bytes[i];
        }
        return all;
    }

    static Stream<Arguments> certain() {
        return Stream.of(
                Arguments.of(zip().windows("bootstrap", SH), DENIED, "made on Windows"),
                Arguments.of(
                        zip().entry("bootstrap", HandMadeZip.FAT, 0, SH.getBytes(StandardCharsets.US_ASCII)),
                        DENIED,
                        "no Unix permissions"),
                Arguments.of(zip().file("bootstrap", 0644, SH), DENIED, "(mode 0644)"),
                Arguments.of(zip().file("bootstrap", 0744, SH), DENIED, "(mode 0744)"),
                Arguments.of(zip().file("bootstrap", 0700, elf(62, "")), DENIED, "(mode 0700)"),
                Arguments.of(zip().entry("bootstrap", HandMadeZip.UNIX, 0, new byte[] {1}), DENIED, "(mode 0000)"),
                Arguments.of(zip().file("bootstrap", 0711, SH), "\"Permission denied\"", "may not read (mode 0711)"),
                Arguments.of(zip().file("Bootstrap", 0755, SH), NO_BOOTSTRAP, "there is Bootstrap: rename"),
                Arguments.of(
                        zip().file("bin/bootstrap", 0755, SH), NO_BOOTSTRAP, "there is bin/bootstrap: rename or move"),
                Arguments.of(zip().file(".\\bootstrap", 0755, SH), NO_BOOTSTRAP, "there is .\\bootstrap"),
                Arguments.of(zip().file("main", 0755, SH), NO_BOOTSTRAP, "put the program there under that name"),
                Arguments.of(zip().file("bootstrap/main", 0755, SH), NO_BOOTSTRAP, "bootstrap is a folder"),
                Arguments.of(
                        zip().entry("bootstrap/", HandMadeZip.UNIX, 0040755 << 16, new byte[0]),
                        NO_BOOTSTRAP,
                        "bootstrap is a folder"),
                Arguments.of(zip().link("bootstrap", "bin/main"), NO_BOOTSTRAP, "a link to what is not in the package"),
                Arguments.of(zip().link("bootstrap", "main").file("main", 0644, SH), DENIED, "main is not executable"),
                Arguments.of(
                        zip().link("bootstrap", "bootstrap"), NO_BOOTSTRAP, "a link to what is not in the package"),
                Arguments.of(bootstrap(""), FORMAT, "is empty"),
                Arguments.of(bootstrap("echo hello\n"), FORMAT, "begin a script with #!/bin/sh"),
                Arguments.of(bootstrap("#!\n"), FORMAT, "names no interpreter"),
                Arguments.of(bootstrap("#!/bin/sh\r\nexit 0\r\n"), NOT_THERE, "Unix line endings"),
                Arguments.of(bootstrap("#!/var/task/tool\n"), NOT_THERE, "pack it, or add its layer"),
                Arguments.of(bootstrap("#!/opt/tool\n"), NOT_THERE, "pack it, or add its layer"),
                Arguments.of(bootstrap("MZ..."), FORMAT, "built for Windows"),
                Arguments.of(bootstrap(bytes(0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1)), FORMAT, "built for macOS"),
                Arguments.of(bootstrap(bytes(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2)), FORMAT, "built for macOS"),
                Arguments.of(bootstrap(elf(183, "")), FORMAT, "is built for arm64, the function runs on x86_64"),
                Arguments.of(bootstrap(elf(243, "")), FORMAT, "is built for ELF machine 243"),
                Arguments.of(bootstrap(elf(62, "/lib/ld-musl-x86_64.so.1")), NOT_THERE, "CGO_ENABLED=0"),
                Arguments.of(bootstrap(elf(62, "/nix/store/x/ld-linux-x86-64.so.2")), NOT_THERE, "CGO_ENABLED=0"),
                Arguments.of(bootstrap(SH).file("x".repeat(256), 0644, ""), "cannot unpack", "255 bytes a part"),
                Arguments.of(bootstrap(SH).file("x/".repeat(2043) + "y", 0644, ""), "cannot unpack", "4085 below"));
    }

    @ParameterizedTest
    @MethodSource("certain")
    void isCertainOfWhatAwsCannotStart(HandMadeZip zip, String answer, String detail) throws Exception {
        List<StartFinding> findings = check(zip, custom(false));

        assertThat(findings).isNotEmpty();
        assertThat(findings.get(0).certain()).isTrue();
        assertThat(findings.get(0).message()).contains(answer, detail).doesNotContain("\n");
    }

    static Stream<Arguments> doubtful() {
        return Stream.of(
                Arguments.of(
                        zip().entry(
                                        "bootstrap",
                                        HandMadeZip.FAT,
                                        0100755 << 16,
                                        SH.getBytes(StandardCharsets.US_ASCII)),
                        custom(false),
                        "says it was made on Windows"),
                Arguments.of(zip().link("bootstrap", "/opt/main"), custom(false), "outside of the package"),
                Arguments.of(zip().link("bootstrap", "../main"), custom(false), "outside of the package"),
                Arguments.of(bootstrap("#!/usr/bin/python3\n"), custom(false), "is a script for /usr/bin/python3"),
                Arguments.of(bootstrap("#!/bin/sh -e\r\n"), custom(false), "has Windows line endings"),
                Arguments.of(bootstrap(elf(3, "")), custom(false), "is built for ELF machine 3"),
                Arguments.of(bootstrap(elf(62, "/usr/local/lib/ld.so")), custom(false), "as far as is known"),
                Arguments.of(zip().file("Bootstrap", 0755, SH), custom(true), "it must be in a layer"),
                Arguments.of(bootstrap(SH).file("conf\\app.ini", 0644, ""), custom(false), "conf\\app.ini: AWS takes"),
                Arguments.of(bootstrap(SH).file("a", 0600, "").file("b", 0, ""), custom(false), "a, b: AWS runs"),
                Arguments.of(
                        bootstrap(SH).entry("lib/", HandMadeZip.UNIX, 0040700 << 16, new byte[0]),
                        custom(false),
                        "lib/: AWS runs"),
                Arguments.of(
                        zip().entry("app.py", HandMadeZip.UNIX, 0, new byte[] {1}),
                        managed("python3.12", "app.handler"),
                        "(mode 0000)"),
                Arguments.of(
                        zip().file("App.py", 0644, ""), managed("python3.12", "app.handler"), "but there is App.py"),
                Arguments.of(
                        zip().file("src\\app.js", 0644, ""),
                        managed("nodejs22.x", "src/app.handler"),
                        "but there is src\\app.js"));
    }

    @ParameterizedTest
    @MethodSource("doubtful")
    void warnsOfWhatAwsMayNotLike(HandMadeZip zip, StartTarget target, String message) throws Exception {
        List<StartFinding> findings = check(zip, target);

        assertThat(findings).isNotEmpty().noneMatch(StartFinding::certain);
        assertThat(findings.get(0).message()).contains(message);
    }

    static Stream<Arguments> unreadableHandlers() {
        return Stream.of(
                Arguments.of("python3.12", "src/app.handler", "src/app.py", "Runtime.ImportModuleError"),
                Arguments.of("python3.12", "src.app.handler", "src/app.py", "Runtime.ImportModuleError"),
                Arguments.of("nodejs22.x", "src/app.handler", "src/app.mjs", "EACCES: permission denied"),
                Arguments.of("java21", "com.example.App::handle", "com/example/App.class", "Class not found"));
    }

    @ParameterizedTest
    @MethodSource("unreadableHandlers")
    void isCertainOfAHandlerThatNobodyMayRead(String runtime, String handler, String file, String answer)
            throws Exception {
        StartTarget target = managed(runtime, handler);

        assertThat(check(zip().file(file, 0600, "x"), target))
                .singleElement()
                .satisfies(finding -> assertThat(finding.certain()).isTrue())
                .satisfies(finding -> assertThat(finding.message()).contains(file, "(mode 0600)", answer));
        assertThat(check(zip().file(file, 0644, "x"), target)).isEmpty();
        assertThat(check(zip().windows(file, "x"), target)).isEmpty();
    }

    static Stream<Arguments> good() {
        return Stream.of(
                Arguments.of(bootstrap(SH), custom(false)),
                Arguments.of(bootstrap("#! /usr/bin/env bash\nexit\n"), custom(false)),
                Arguments.of(bootstrap(elf(62, "")), custom(false)),
                Arguments.of(zip().file("bootstrap", 0711, elf(62, "")), custom(false)),
                Arguments.of(bootstrap(elf(62, "/lib64/ld-linux-x86-64.so.2")), custom(false)),
                Arguments.of(bootstrap("#!/var/task/tool\n").file("tool", 0755, elf(62, "")), custom(false)),
                Arguments.of(bootstrap("#!/opt/tool\n"), custom(true)),
                Arguments.of(bootstrap(SH).windows("data.txt", "x"), custom(false)),
                Arguments.of(zip().link("bootstrap", "./bin/../main").file("main", 0755, SH), custom(false)),
                Arguments.of(zip().link("bootstrap", "/var/task/main").file("main", 0755, SH), custom(false)),
                Arguments.of(zip().file("extension", 0644, "x"), custom(true)),
                Arguments.of(zip().file("lib/app.jar", 0644, "x"), managed("java21", "com.example.App::handle")),
                Arguments.of(zip().file("app/__init__.py", 0644, "x"), managed("python3.12", "app.handler")),
                Arguments.of(zip().file("bootstrap", 0644, "x"), managed("ruby3.4", "app.handler")));
    }

    @ParameterizedTest
    @MethodSource("good")
    void saysNothingOfAGoodPackage(HandMadeZip zip, StartTarget target) throws Exception {
        assertThat(check(zip, target)).isEmpty();
    }

    @Test
    void takesWhatTheGatePacksAsItWillBe() throws Exception {
        Path source = Files.createDirectories(folder.resolve("source"));
        Path program = Files.write(source.resolve("bootstrap"), elf(62, ""));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(
                Files.writeString(source.resolve("key"), "x"), PosixFilePermissions.fromString("rw-------"));

        assertThat(StartCheck.of(source, custom(false))).isEmpty();
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-------"));
        assertThat(StartCheck.of(source, custom(false)).get(0).message()).contains(DENIED, "(mode 0644)");
        // A single file becomes the bootstrap, and gets its mode.
        assertThat(StartCheck.of(program, custom(false))).isEmpty();
    }

    @Test
    void namesAnEmptyFileAsItsUserDoes() throws Exception {
        Path zip = Files.createFile(folder.resolve("zero.zip"));

        assertThat(StartCheck.of(zip, custom(false))).singleElement().satisfies(finding -> {
            assertThat(finding.certain()).isTrue();
            assertThat(finding.message())
                    .endsWith("zero.zip\" is empty: check the command that builds it")
                    .doesNotContain("bootstrap");
        });
    }

    @Test
    void letsAMacMeasureItsOwnProgramsWithAWarning() throws Exception {
        HandMadeZip zip = bootstrap(bytes(0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1));
        StartTarget mac = new StartTarget("provided.al2023", "bootstrap", Set.of("arm64"), false, true);

        assertThat(check(zip, mac)).singleElement().satisfies(finding -> {
            assertThat(finding.certain()).isFalse();
            assertThat(finding.message()).contains("it runs here, but AWS cannot start it");
        });
    }

    @Test
    void readsTheModesOfZip64() throws Exception {
        Path zip = Files.write(
                folder.resolve("z.zip"),
                new HandMadeZip().file("bootstrap", 0644, SH).zip64());

        assertThat(StartCheck.of(zip, custom(false)).get(0).message()).contains(DENIED);
    }

    @Test
    void escapesNamesAndReportsWhatIsNoZip() throws Exception {
        assertThat(check(bootstrap(SH).file("\u001b[2J\\x", 0644, ""), custom(false))
                        .get(0)
                        .message())
                .startsWith("\\u001b[2J");
        Path broken = Files.writeString(folder.resolve("b.zip"), "PK\u0003\u0004 and nothing more");
        assertThatThrownBy(() -> StartCheck.of(broken, custom(false)))
                .isInstanceOf(ArtifactException.class)
                .hasMessageContaining("not a readable package");
    }
}
