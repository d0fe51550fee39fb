package io.coldgate.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.FakeLambda;
import io.coldgate.fixture.FakePacing;
import io.coldgate.lambda.ControlPlaneLimits;
import io.coldgate.lambda.FunctionSnapshot;
import io.coldgate.lambda.LambdaDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

class JournalTest {
    private static final String ARN = "arn:aws:lambda:eu-central-1:123456789012:function:shop";
    private static final Journal.Entry ENTRY = Journal.Entry.of(ARN, "", "0".repeat(64));

    @TempDir
    private Path folder;

    private Path only() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void itIsForItsOwnerOnlyAndSaysWhatToRestore() throws Exception {
        try (Journal journal = Journal.create(folder, "cafe", ENTRY)) {
            assertThat(only()).hasFileName("shop-cafe.restore");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(only())))
                    .isEqualTo("rw-------");
        }
        try (Journal found = Journal.adopt(only()).orElseThrow()) {
            assertThat(found.entry()).isEqualTo(new Journal.Entry(ARN, "eu-central-1", "", "0".repeat(64)));
        }
    }

    @Test
    void thatOfALivingRunIsLeftAlone() throws Exception {
        try (Journal living = Journal.create(folder, "cafe", ENTRY)) {
            assertThat(Journal.adopt(only())).isEmpty();
            living.delete();
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void oneThatWasCutOffMeansThatNothingWasChanged() throws Exception {
        Files.writeString(folder.resolve("shop-cafe.restore"), "#Coldgate\nversion=1\nfunc");

        assertThat(Journal.adopt(only())).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void oneThatIsNoTextIsRemoved() throws Exception {
        Files.write(folder.resolve("shop-cafe.restore"), new byte[] {'f', '=', '\\', 'u', 'z', 0, -1});

        assertThat(Journal.adopt(only())).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void oneThatIsGoneIsNotMadeAgain() throws Exception {
        assertThat(Journal.adopt(folder.resolve("shop-cafe.restore"))).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void oneThatCannotBeReadIsSaidAndKeepsNoOtherFromBeingTakenBack() throws Exception {
        Path unreadable = Files.createDirectory(folder.resolve("a.restore"));
        Journal.create(folder, "gone", ENTRY).close();
        Restoration restoration = new Restoration(
                folder,
                new LambdaDriver(new FakeLambda(), ControlPlaneLimits.NONE, new FakePacing(), new SplittableRandom(1)),
                "");

        assertThat(restoration.leftoverRegions()).containsExactly("eu-central-1");
        assertThat(restoration.restoreLeftovers("eu-central-1"))
                .extracting(CleanUpNote::state)
                .containsExactly(CleanUpNote.State.STILL_CHANGED, CleanUpNote.State.RESTORED);
        assertThat(folder).isDirectoryContaining(unreadable::equals);
    }

    @Test
    void aFunctionThatIsGoneOrUnreachableIsSaid() throws Exception {
        FakeLambda lambda = new FakeLambda();
        Restoration restoration = new Restoration(
                folder,
                new LambdaDriver(lambda, ControlPlaneLimits.NONE, new FakePacing(), new SplittableRandom(1)),
                "");
        Journal.create(folder, "gone", ENTRY).close();
        assertThat(restoration.restoreLeftovers("eu-central-1"))
                .containsExactly(new CleanUpNote(
                        CleanUpNote.State.RESTORED,
                        "left by a run that was killed: " + ARN + " is gone: there is nothing to restore"));
        assertThat(folder).isEmptyDirectory();

        Journal.create(folder, "denied", ENTRY).close();
        lambda.failing("GetFunction", FakeLambda.error(403, "ExpiredTokenException", "old"));
        List<CleanUpNote> said = restoration.restoreLeftovers("eu-central-1");
        assertThat(said.get(0).isLeft()).isTrue();
        assertThat(said.get(0).text()).contains(ARN + " is still changed, by the variable COLDGATE_NONCE: GetFunction");
        assertThat(folder).isNotEmptyDirectory();
    }

    @Test
    void whatIsInAnotherRegionWaitsForThatRegion() throws Exception {
        Restoration restoration = new Restoration(
                folder,
                new LambdaDriver(new FakeLambda(), ControlPlaneLimits.NONE, new FakePacing(), new SplittableRandom(1)),
                "");
        Journal.create(folder, "far", ENTRY).close();

        assertThat(restoration.restoreLeftovers("us-east-1")).isEmpty();
        assertThat(restoration.leftoverRegions()).containsExactly("eu-central-1");
        assertThat(folder).isNotEmptyDirectory();
    }

    @Test
    void whatWasChangedOnAwsIsNotTakenForGoneWhereAnEndpointOnlyBehavesAsIt() throws Exception {
        Restoration emulator = new Restoration(
                folder,
                new LambdaDriver(new FakeLambda(), ControlPlaneLimits.NONE, new FakePacing(), new SplittableRandom(1)),
                "127.0.0.1");
        Journal.create(folder, "aws", ENTRY).close();

        assertThat(emulator.restoreLeftovers("eu-central-1")).isEmpty();
        assertThat(emulator.leftoverRegions()).isEmpty();
        assertThat(folder).isNotEmptyDirectory();
    }

    @Test
    void noVariableOfTheFunctionIsInIt() throws Exception {
        Restoration restoration = new Restoration(
                folder,
                new LambdaDriver(new FakeLambda(), ControlPlaneLimits.NONE, new FakePacing(), new SplittableRandom(1)),
                "");
        restoration.begin(
                "shop",
                new FunctionSnapshot(
                        FunctionConfiguration.builder()
                                .functionName("shop")
                                .functionArn(ARN)
                                .revisionId("r1")
                                .codeSha256("sha")
                                .environment(e -> e.variables(Map.of("PASSWORD", "hunter2")))
                                .build(),
                        Optional.empty(),
                        Optional.empty()),
                "cafe");

        assertThat(Files.readString(only()))
                .contains("shop")
                .doesNotContain("hunter2")
                .doesNotContain("PASSWORD");
    }
}
