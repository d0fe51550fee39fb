package io.coldgate.build;

import io.coldgate.artifact.ArtifactException;
import io.coldgate.artifact.ArtifactFacts;
import io.coldgate.artifact.ArtifactReader;
import io.coldgate.artifact.ExecutableFacts;
import io.coldgate.artifact.GoBuild;
import io.coldgate.sample.Arm;
import io.coldgate.sample.ArmBuild;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads from packages how their programs were built. */
public final class ArmBuilds {
    private static final String PROGRAM = "bootstrap";

    /** UPX's own name in the program's head (upx/src/conf.h, UPX_MAGIC_LE32). */
    private static final byte[] PACKER = "UPX!".getBytes(StandardCharsets.US_ASCII);

    /** The bytes in which the packer's mark is searched: it follows the program headers. */
    private static final int HEAD = 4096;

    private ArmBuilds() {}

    /**
     * The facts about the build of a package.
     *
     * @param build the record that explanations store
     * @param go Go's build information, if Go built the program
     */
    public record Read(ArmBuild build, Optional<GoBuild> go) {}

    /**
     * Reads the build facts of an arm's package.
     *
     * @throws ArtifactException when the package cannot be read
     */
    public static Read of(String function, Arm arm, byte[] zip) throws ArtifactException, IOException {
        return of(function, arm, ArtifactReader.read(zip), isPacked(zip));
    }

    private static Read of(String function, Arm arm, ArtifactFacts facts, boolean packed) {
        Optional<ExecutableFacts> program = facts.executables().stream()
                .filter(each -> each.go().isPresent())
                .findFirst()
                .or(() -> facts.executables().stream().findFirst());
        Optional<GoBuild> go = program.flatMap(ExecutableFacts::go);
        ArmBuild build = new ArmBuild(
                function,
                arm,
                go.map(GoBuild::version).orElse(""),
                go.flatMap(GoBuild::mainPackage).orElse(""),
                go.flatMap(GoBuild::modulePath).orElse(""),
                go.map(BuildSettings::of).orElse(Map.of()),
                go.map(GoBuild::modules).orElse(Map.of()),
                program.map(ExecutableFacts::stripped).orElse(false),
                packed,
                facts.files(),
                facts.unzippedBytes(),
                Map.of());
        return new Read(build, go);
    }

    private static boolean isPacked(byte[] zip) throws IOException {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(PROGRAM)) {
                    return contains(in.readNBytes(HEAD));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("a name in the package is not UTF-8", e);
        }
        return false;
    }

    private static boolean contains(byte[] head) {
        for (int i = 0; i + PACKER.length <= head.length; i++) {
            if (Arrays.equals(head, i, i + PACKER.length, PACKER, 0, PACKER.length)) {
                return true;
            }
        }
        return false;
    }
}
