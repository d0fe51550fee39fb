package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.embedded.Settings;
import io.coldgate.fixture.BashFunction;
import io.coldgate.fixture.Functions;
import io.coldgate.fixture.HandMadeZip;
import io.coldgate.fixture.SettledFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;

/** A watched function that writes to a log group of its own. */
@Tag("process")
class WatchedGroupTest {
    private static final int INVOCATIONS = 3;

    @TempDir
    Path folder;

    @Test
    void isReadWhereItWrites() throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  checkout: { watch: { duration: { p50: 10s } } }
                """);
        byte[] zip =
                new HandMadeZip().file("bootstrap", 0755, BashFunction.PLAIN).bytes();
        try (AwsStage aws = new AwsStage(folder, Settings.defaults())) {
            aws.lambda()
                    .createFunction(r -> r.functionName("checkout")
                            .role(AwsStage.ROLE)
                            .runtime("provided.al2023")
                            .handler("bootstrap")
                            .architecturesWithStrings(Functions.ARCHITECTURE)
                            .loggingConfig(l -> l.logGroup("/shop/all"))
                            .code(c -> c.zipFile(SdkBytes.fromByteArray(zip))));
            SettledFunction.await(aws.lambda(), "checkout");
            for (int i = 0; i < INVOCATIONS; i++) {
                var unused = aws.lambda().invoke(r -> r.functionName("checkout"));
            }

            int exit = aws.gate().coldgate("watch", "--platform", "aws", "--once", "--since", "10m");

            assertThat(exit).as(aws.gate().text()).isZero();
            assertThat(aws.gate().out()).contains(INVOCATIONS + " invocations");
        }
    }
}
