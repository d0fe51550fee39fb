package io.coldgate.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coldgate.embedded.api.Zips;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CodeStorageExceededException;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/** A temporary folder with 4 MB of room, or with no right to start programs, where this user may mount one. */
@Tag("process")
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class WorkFolderMountTest {
    private static final byte[] SCRIPT = "#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder.toString()) == 0;
        assumeTrue(mounted, "this user may not mount");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            // Detached at once: a process that ends may still be in it.
            run("umount", "-l", folder.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void aFolderInWhichNoProgramStartsIsNamedWithWhatToDo() throws Exception {
        assumeTrue(run("mount", "-o", "remount,noexec", folder.toString()) == 0, "this user may not mount it anew");
        try (EmbeddedLambda embedded = start();
                LambdaClient lambda = client(embedded)) {
            create(lambda, Zips.of("bootstrap", SCRIPT));
            lambda.waiter().waitUntilFunctionActiveV2(b -> b.functionName("checkout"));

            InvokeResponse response =
                    lambda.invoke(b -> b.functionName("checkout").logType(LogType.TAIL));

            assertThat(response.payload().asUtf8String()).contains("fork/exec /var/task/bootstrap: permission denied");
            assertThat(new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8))
                    .contains("the temporary folder, which is mounted noexec: name another with TMPDIR");
        }
    }

    @Test
    void aPackageWithoutRoomIsRefusedOnceAndLeavesNothing() throws Exception {
        byte[] noise = new byte[5 << 20];
        new SplittableRandom(7).nextBytes(noise);
        try (EmbeddedLambda embedded = start();
                LambdaClient lambda = client(embedded)) {
            assertThatThrownBy(() -> create(lambda, Zips.of("bootstrap", noise)))
                    .isInstanceOf(CodeStorageExceededException.class)
                    .hasMessageContaining("No space left on device in the temporary folder: make room there")
                    .hasMessageContaining("SDK Attempt Count: 1");
            try (Stream<Path> left = Files.walk(folder)) {
                assertThat(left.filter(Files::isRegularFile))
                        .extracting(Path::getFileName)
                        .extracting(Path::toString)
                        .containsExactly("owner");
            }
            create(lambda, Zips.of("bootstrap", SCRIPT));
        }
    }

    private EmbeddedLambda start() throws IOException {
        return EmbeddedLambda.start(
                Settings.defaults().toBuilder().workFolder(folder).build());
    }

    private static LambdaClient client(EmbeddedLambda embedded) {
        return LambdaClient.builder()
                .endpointOverride(embedded.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
    }

    private static void create(LambdaClient lambda, byte[] zip) {
        lambda.createFunction(b -> b.functionName("checkout")
                .runtime("provided.al2023")
                .role("arn:aws:iam::000000000000:role/any")
                .handler("bootstrap")
                .code(c -> c.zipFile(SdkBytes.fromByteArray(zip))));
    }
}
