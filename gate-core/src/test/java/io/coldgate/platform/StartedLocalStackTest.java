package io.coldgate.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coldgate.fixture.Functions;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.ControlPlaneLimits;
import io.coldgate.lambda.LambdaDriver;
import io.coldgate.lambda.Pacing;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.DockerClientFactory;

/** LocalStack in Docker, and what goes wrong with it. */
@Tag("docker")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class StartedLocalStackTest {
    @BeforeAll
    static void needsAnImage() {
        // Before anything of Testcontainers: without an image at hand it may search for minutes.
        assumeTrue(
                System.getenv("LOCALSTACK_IMAGE") != null,
                "skipped: LOCALSTACK_IMAGE is not set; eval \"$(ci/localstack-image --env)\" sets it");
    }

    private static long containers() {
        return DockerClientFactory.instance()
                .client()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(
                        Map.of(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL, DockerClientFactory.SESSION_ID))
                .exec()
                .size();
    }

    private static LambdaDriver driver(LocalStackPlatform platform) {
        return new LambdaDriver(platform.client(), ControlPlaneLimits.NONE, Pacing.SYSTEM, new SplittableRandom(1));
    }

    @Test
    void aFunctionThatIsNotDeletedLeavesNoContainerBehind() throws Exception {
        Functions.build("hello");
        try (LocalStackPlatform platform = LocalStackPlatform.start(PlatformOptions.none(), System.getenv())) {
            LambdaDriver driver = driver(platform);
            driver.deploy(Functions.deployment("kept", Functions.zip("hello"), platform.defaultRole()));
            ColdStartProof first =
                    platform.read(driver.invoke("kept", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            assertThat(first).isInstanceOf(ColdStartProof.Cold.class);
            ColdStartProof second =
                    platform.read(driver.invoke("kept", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            assertThat(second).isInstanceOf(ColdStartProof.NotProven.class);
            assertThat(containers()).isEqualTo(2);
        }
        assertThat(containers()).isZero();
    }

    @Test
    void anImageThatCannotBePulledForFunctionsIsSaid() throws Exception {
        Functions.build("hello");
        Map<String, String> environment = new HashMap<>(System.getenv());
        // Port 1 is never a registry.
        environment.put("LAMBDA_RUNTIME_IMAGE_MAPPING", "{\"provided.al2023\":\"127.0.0.1:1/no/registry:here\"}");
        try (LocalStackPlatform platform = LocalStackPlatform.start(PlatformOptions.none(), environment)) {
            assertThatThrownBy(() -> driver(platform)
                            .deploy(Functions.deployment("none", Functions.zip("hello"), platform.defaultRole())))
                    .isInstanceOf(CallException.class)
                    .hasMessageContaining("cannot pull the image of runtime provided.al2023")
                    .hasMessageContaining("LAMBDA_RUNTIME_IMAGE_MAPPING");
        }
    }

    @Test
    void anImageOfLocalStackThatIsNowhereIsSaid() {
        String registry = System.getenv("LAMBDA_RUNTIME_IMAGE_MAPPING");
        assumeTrue(registry != null && registry.contains("127.0.0.1:"), "skipped: no registry of ci/localstack-image");
        String host = registry.replaceAll(".*?(127\\.0\\.0\\.1:[0-9]+).*", "$1");
        assertThatThrownBy(() -> StartedLocalStack.start(host + "/coldgate/nothing:none", Map.of()))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("cannot be pulled")
                .hasMessageContaining("LOCALSTACK_IMAGE")
                .hasMessageNotContaining("\n");
        assertThat(containers()).isZero();
    }
}
