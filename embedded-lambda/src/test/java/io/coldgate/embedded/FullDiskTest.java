package io.coldgate.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coldgate.embedded.api.Zips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** A temporary folder with 4 MB of room, where this user may mount one. */
@Tag("process")
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class FullDiskTest {
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
            run("umount", folder.toString());
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
    void aPackageWithoutRoomIsRefusedOnceAndLeavesNothing() throws Exception {
        byte[] noise = new byte[5 << 20];
        new SplittableRandom(7).nextBytes(noise);
        try (EmbeddedLambda embedded = EmbeddedLambda.start(
                        Settings.defaults().toBuilder().workFolder(folder).build());
                LambdaClient lambda = LambdaClient.builder()
                        .endpointOverride(embedded.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                        .build()) {
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
            create(lambda, Zips.of("bootstrap", "#!/bin/sh\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        }
    }

    private static void create(LambdaClient lambda, byte[] zip) {
        lambda.createFunction(b -> b.functionName("checkout")
                .runtime("provided.al2023")
                .role("arn:aws:iam::000000000000:role/any")
                .handler("bootstrap")
                .code(c -> c.zipFile(SdkBytes.fromByteArray(zip))));
    }
}
