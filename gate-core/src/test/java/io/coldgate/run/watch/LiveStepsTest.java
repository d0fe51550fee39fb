package io.coldgate.run.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.embedded.EmbeddedLambda;
import io.coldgate.embedded.Settings;
import io.coldgate.fixture.SettledFunction;
import io.coldgate.lambda.ControlPlaneLimits;
import io.coldgate.lambda.LiveFunctions;
import io.coldgate.thresholds.WatchAction;
import io.coldgate.unit.Pacing;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyConfigNotFoundException;

/** Steps that change a function, on an embedded Lambda: taken, seen, taken back, and left alone. */
@Tag("process")
class LiveStepsTest {
    private static final String NAME = "checkout";

    private EmbeddedLambda server;
    private LambdaClient lambda;
    private LiveSteps steps;

    @BeforeEach
    void aFunctionWithThreeVersions() throws Exception {
        server = EmbeddedLambda.start(Settings.defaults().toBuilder()
                .updateDelay(Duration.ofMillis(1))
                .build());
        lambda = LambdaClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("x", "x")))
                .build();
        steps = new LiveSteps(
                new LiveFunctions(lambda, ControlPlaneLimits.NONE, Pacing.SYSTEM, new SplittableRandom(1)));
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("bootstrap"));
            out.write("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
        }
        lambda.createFunction(r -> r.functionName(NAME)
                .role("arn:aws:iam::000000000000:role/lambda")
                .runtime("provided.al2023")
                .handler("bootstrap")
                .memorySize(256)
                .environment(e -> e.variables(Map.of("TABLE", "orders & more", "WATERMARK", "on=1")))
                .code(c -> c.zipFile(SdkBytes.fromByteArray(zip.toByteArray()))));
        SettledFunction.await(lambda, NAME);
        for (int memory = 256; memory < 259; memory++) {
            int megabytes = memory;
            lambda.updateFunctionConfiguration(r -> r.functionName(NAME).memorySize(megabytes));
            SettledFunction.await(lambda, NAME);
            lambda.publishVersion(r -> r.functionName(NAME));
        }
        lambda.createAlias(r -> r.functionName(NAME).name("live").functionVersion("3"));
    }

    @AfterEach
    void stop() {
        lambda.close();
        server.close();
    }

    private Map<String, String> variables() {
        return lambda.getFunctionConfiguration(r -> r.functionName(NAME))
                .environment()
                .variables();
    }

    private String live() {
        return lambda.getAlias(r -> r.functionName(NAME).name("live")).functionVersion();
    }

    @Test
    void variablesAreSetBesideTheOthersAndComeBack() throws Exception {
        WatchAction.Live kind = new WatchAction.SetEnvironment(Map.of("WATERMARK", "off", "NEW", "1"));
        Map<String, String> before = variables();
        String found = steps.look(NAME, kind, Map.of());
        assertThat(steps.isTaken(NAME, kind, found)).contains(false);
        steps.take(NAME, kind, found);
        assertThat(variables())
                .containsEntry("WATERMARK", "off")
                .containsEntry("NEW", "1")
                .containsEntry("TABLE", "orders & more");
        assertThat(steps.isTaken(NAME, kind, found)).contains(true);
        steps.undo(NAME, kind, found);
        assertThat(variables()).isEqualTo(before);
    }

    @Test
    void aSettingThatSomebodyChangedSinceIsNotTakenBack() throws Exception {
        WatchAction.Live kind = new WatchAction.Memory(1024);
        String found = steps.look(NAME, kind, Map.of());
        steps.take(NAME, kind, found);
        lambda.updateFunctionConfiguration(r -> r.functionName(NAME).memorySize(2048));
        SettledFunction.await(lambda, NAME);
        assertThatThrownBy(() -> steps.undo(NAME, kind, found)).hasMessageContaining("left alone");
        assertThat(lambda.getFunctionConfiguration(r -> r.functionName(NAME)).memorySize())
                .isEqualTo(2048);
    }

    @Test
    void anAliasGoesToTheVersionBeforeAndComesBack() throws Exception {
        WatchAction.Live kind = new WatchAction.Alias("live", Optional.empty());
        String found = steps.look(NAME, kind, Map.of());
        assertThat(steps.take(NAME, kind, found)).isEqualTo("3 -> 2");
        assertThat(live()).isEqualTo("2");
        steps.undo(NAME, kind, found);
        assertThat(live()).isEqualTo("3");
    }

    @Test
    void provisionedConcurrencyComesAndGoesAndAFormerNumberComesBack() throws Exception {
        WatchAction.Live kind = new WatchAction.Provision("live", 2);
        String none = steps.look(NAME, kind, Map.of());
        assertThat(none).isEqualTo("0");
        steps.take(NAME, kind, none);
        assertThat(provisioned()).isEqualTo(2);
        assertThat(steps.isTaken(NAME, kind, none)).contains(true);
        assertThat(steps.undo(NAME, kind, none)).isEqualTo("as before");
        assertThatThrownBy(this::provisioned).isInstanceOf(ProvisionedConcurrencyConfigNotFoundException.class);
        assertThat(steps.undo(NAME, kind, none)).isEqualTo("found as before");

        lambda.putProvisionedConcurrencyConfig(
                r -> r.functionName(NAME).qualifier("live").provisionedConcurrentExecutions(1));
        String one = steps.look(NAME, kind, Map.of());
        steps.take(NAME, kind, one);
        steps.undo(NAME, kind, one);
        assertThat(provisioned()).isEqualTo(1);
    }

    private int provisioned() {
        return lambda.getProvisionedConcurrencyConfig(r -> r.functionName(NAME).qualifier("live"))
                .requestedProvisionedConcurrentExecutions();
    }

    @Test
    void anAliasThatSomebodyChangedAfterTheAlarmIsLeftAlone() throws Exception {
        WatchAction.Live kind = new WatchAction.Alias("live", Optional.empty());
        Map<String, String> atAlarm =
                Map.of("live", steps.revision(NAME, "live").orElseThrow());
        lambda.updateAlias(r -> r.functionName(NAME).name("live").functionVersion("1"));
        assertThatThrownBy(() -> steps.look(NAME, kind, atAlarm))
                .hasMessage("somebody changed alias live since the alarm: left alone");
        assertThat(live()).isEqualTo("1");
    }

    @Test
    void anAliasOfACanaryIsLeftAlone() {
        lambda.updateAlias(r ->
                r.functionName(NAME).name("live").routingConfig(c -> c.additionalVersionWeights(Map.of("2", 0.1))));
        assertThatThrownBy(() -> steps.look(NAME, new WatchAction.Alias("live", Optional.of(1)), Map.of()))
                .hasMessageContaining("as in a canary");
    }

    @Test
    void theFirstVersionHasNoneBeforeIt() {
        lambda.updateAlias(r -> r.functionName(NAME).name("live").functionVersion("1"));
        assertThatThrownBy(() -> steps.look(NAME, new WatchAction.Alias("live", Optional.empty()), Map.of()))
                .hasMessage("no published version of checkout before 1");
    }
}
