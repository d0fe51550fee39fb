package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coldgate.fixture.AwsProperties;
import io.coldgate.fixture.ForkedCli;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where {@code coldgate clean} looks. */
@Isolated("it sets the properties that the SDK reads")
class CleanCommandTest extends CliFixture {
    @Test
    void cleanRefusesAFileWithFunctionsOfSeveralRegions() throws Exception {
        thresholds("""
                a: { package: bootstrap, region: eu-west-1, budgets: { init_duration: { p50: 20ms } } }
                b: { package: bootstrap, region: us-east-1, budgets: { init_duration: { p50: 20ms } } }
                """.indent(0));
        assertThat(onFile("clean")).isEqualTo(2);
        assertThat(err().lines()).hasSize(1);
        assertThat(err()).contains("name one with --region: eu-west-1, us-east-1");
    }

    @Test
    void cleanLooksAtThisMachineWhereNothingSaysThatAnythingIsOnAws() throws Exception {
        assumeTrue(System.getenv("AWS_REGION") == null && System.getenv("AWS_DEFAULT_REGION") == null);
        thresholds(HELLO);
        try (AwsProperties noRegion = AwsProperties.set(Map.of("coldgate.state", folder.toString()))) {
            assertThat(onFile("clean", "--dry-run")).as(err()).isZero();
            assertThat(out()).contains("AWS was not looked at: the file has no function there, and no region is set");
            assertThat(err()).isEmpty();

            assertThat(onFile("clean", "--platform", "aws")).isEqualTo(4);
            assertThat(err()).startsWith("coldgate: no AWS region: ").hasLineCount(1);
        }
    }

    @Test
    @Tag("process")
    void cleanWithoutAContainerEngineSaysWhatThatMeansForIt() throws Exception {
        ProcessBuilder command = new ProcessBuilder(ForkedCli.command("clean", "--platform", "embedded"));
        command.environment().put("COLDGATE_CONTAINER_ENGINE", "no-such-engine");
        Process clean = command.start();
        String said = new String(clean.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(clean.waitFor()).as(said).isEqualTo(4);
        assertThat(said)
                .startsWith("coldgate: finding left-over containers needs Docker or Podman on this machine: ")
                .endsWith("or skip this if no function is a container image" + System.lineSeparator())
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello-0.restore", "hello-live-0.alias"})
    void cleanWantsARegionWhereAKilledRunHasNotedAChangeOnAws(String journal) throws Exception {
        assumeTrue(System.getenv("AWS_REGION") == null && System.getenv("AWS_DEFAULT_REGION") == null);
        thresholds(HELLO);
        Files.writeString(folder.resolve(journal), "");
        try (AwsProperties noRegion = AwsProperties.set(Map.of("coldgate.state", folder.toString()))) {
            assertThat(onFile("clean", "--dry-run")).isEqualTo(4);
            assertThat(err()).startsWith("coldgate: no AWS region: ");
        }
    }
}
