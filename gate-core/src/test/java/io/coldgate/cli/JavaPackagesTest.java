package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.embedded.EmbeddedLambda;
import io.coldgate.embedded.Settings;
import io.coldgate.embedded.model.Fault;
import io.coldgate.fixture.AwsProperties;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Java functions as Java teams have them: snapshots, several starts at the same time, a jar as the package. */
@Tag("process")
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class JavaPackagesTest {
    private static final Path TARGET =
            Path.of(System.getProperty("coldgate.root", ".."), "functions/java-hello/target");

    @TempDir
    Path folder;

    private GateFolder gate;

    @BeforeEach
    void start() throws Exception {
        gate = new GateFolder(folder);
    }

    private static void requireBuilt(Path file) {
        assumeThat(file)
                .as("functions/java-hello is built by mvn verify of the whole project")
                .isRegularFile();
    }

    @Test
    void snapshotsAreRestoredSideBySideInSpiteOfConflictsAndThrottles() throws Exception {
        requireBuilt(TARGET.resolve("function.zip"));
        Files.copy(TARGET.resolve("function.zip"), folder.resolve("function.zip"));
        Settings settings = Settings.aws().toBuilder()
                .updateDelay(Duration.ofMillis(20))
                .initLimit(Duration.ofMinutes(2))
                .build();
        gate.thresholds("""
                version: 1
                functions:
                  search:
                    package: function.zip
                    runtime: java17
                    handler: io.coldgate.functions.JavaHello::handleRequest
                    platform: aws
                    snap-start: true
                    log-format: json
                    role: arn:aws:iam::123456789012:role/lambda
                    sampling: { max: 12, discard: 0, time-limit: 9m, fan-out: 2 }
                    budgets: { restore_duration: { p50: 60s }, cold_duration: { p50: 60s } }
                """);
        try (EmbeddedLambda server = EmbeddedLambda.start(settings);
                AwsProperties aws = AwsProperties.set(Map.of(
                        "aws.endpointUrl", server.endpoint().toString(),
                        "aws.accessKeyId", "AKIDEXAMPLE",
                        "aws.secretAccessKey", "secret",
                        "aws.region", "eu-central-1",
                        "coldgate.state", folder.resolve("state").toString()))) {
            server.faults().set(new Fault.Conflict(2));
            assertThat(aws).isNotNull();

            int exit = gate.coldgate("check");

            String results = Files.readString(gate.output().resolve("results.jsonl"));
            assertThat(exit).as("%s%n%s", gate.text(), results).isZero();
            assertThat(results)
                    .contains("\"proof\":\"Restore Duration in the report\"")
                    .doesNotContain("\"failure\":");
        }
    }

    private void jar(String name) throws IOException {
        gate.thresholds("""
                version: 1
                functions:
                  jar:
                    package: %s
                    runtime: java17
                    handler: io.coldgate.functions.JavaHello::handleRequest
                    sampling: { max: 12, discard: 0, time-limit: 9m }
                    budgets: { init_duration: { p50: 60s } }
                """.formatted(name));
    }

    @Test
    void aJarWithEverythingInsideIsMeasuredAsAZipIs() throws Exception {
        Path built = TARGET.resolve("java-hello-0.2.0-SNAPSHOT.jar");
        requireBuilt(built);
        Files.copy(built, folder.resolve("function.jar"));
        jar("function.jar");
        assertThat(gate.coldgate("check")).as(gate.text()).isZero();
        assertThat(gate.out()).contains("PASS");
    }

    @Test
    void aJarWithoutTheHandlersClassDoesNotPassAndNamesTheClass() throws Exception {
        try (OutputStream out = Files.newOutputStream(folder.resolve("thin.jar"));
                var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write("Manifest-Version: 1.0\n".getBytes(StandardCharsets.US_ASCII));
        }
        jar("thin.jar");
        assertThat(gate.coldgate("check")).as(gate.text()).isIn(1, 4);
        assertThat(gate.text()).contains("JavaHello").containsPattern("[Cc]lass ?[Nn]ot ?[Ff]ound");
    }
}
