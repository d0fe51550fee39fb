package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.embedded.Settings;
import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.fixture.BashFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What needs a published version for each start, over the embedded Lambda's model of AWS. */
@Tag("process")
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class AwsPublishedStartsTest {
    private static final Path JAVA_FUNCTION =
            Path.of(System.getProperty("coldgate.root", ".."), "functions/java-hello/target/function.zip");

    @TempDir
    Path folder;

    private AwsStage aws;
    private GateFolder gate;

    @BeforeEach
    void start() throws Exception {
        aws = new AwsStage(
                folder,
                Settings.defaults().toBuilder()
                        .updateDelay(Duration.ofMillis(1))
                        .initLimit(Duration.ofMinutes(2))
                        .model(ModelSettings.none())
                        .build());
        gate = aws.gate();
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private void function(String settings) throws Exception {
        gate.thresholds("""
                version: 1
                defaults: { platform: aws, sampling: { discard: 1, max: 10, fan-out: 1 } }
                functions:
                  hello:
                    role: arn:aws:iam::000000000000:role/lambda
                """ + settings.indent(4));
    }

    private void nothingIsLeft() {
        gate.takeOut();
        assertThat(gate.run("clean", "--older-than", "1ms")).as(gate.text()).isZero();
        assertThat(gate.out()).contains("0 functions removed");
    }

    @Test
    void restoresOfSnapshotsAreMeasured() throws Exception {
        assumeThat(JAVA_FUNCTION)
                .as("functions/java-hello is built by mvn verify of the whole project")
                .isRegularFile();
        Files.copy(JAVA_FUNCTION, folder.resolve("function.zip"));
        function("""
                package: function.zip
                runtime: java17
                handler: io.coldgate.functions.JavaHello::handleRequest
                snap-start: true
                budgets: { restore_duration: { p50: 60s }, cold_duration: { p50: 60s } }
                """);

        int exit = gate.coldgate("check");

        String results = Files.readString(gate.output().resolve("results.jsonl"));
        assertThat(exit).as("%s%n%s", gate.text(), results).isZero();
        assertThat(results).contains("\"restore_duration\":").contains("\"proof\":\"Restore Duration in the report\"");
        nothingIsLeft();
    }

    @Test
    void theFirstCallOfAProvisionedEnvironmentIsMeasured() throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();
        Files.writeString(folder.resolve("bootstrap"), BashFunction.PLAIN);
        function("""
                package: bootstrap
                provisioned-concurrency: 1
                budgets: { duration: { p50: 60s }, client_latency: { p50: 60s } }
                """);

        int exit = gate.coldgate("check");

        assertThat(exit).as(gate.text()).isZero();
        assertThat(gate.out()).contains("PASS");
        nothingIsLeft();
    }
}
