package io.coldgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.fixture.FakeLambda;
import io.coldgate.fixture.FakePacing;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;

class ExistingFunctionsTest {
    private static final Deployment SHOP = Deployment.builder()
            .name("shop")
            .code(new Code.Zip(new byte[0]))
            .runtime("provided.al2023")
            .handler("bootstrap")
            .architecture("x86_64")
            .memoryMegabytes(128)
            .timeoutSeconds(3)
            .environment(Map.of("A", "1"))
            .role("role")
            .build();

    private final FakeLambda lambda = new FakeLambda();
    private final LambdaDriver driver =
            new LambdaDriver(lambda, ControlPlaneLimits.NONE, new FakePacing(), new SplittableRandom(1));

    @BeforeEach
    void shopIsThere() {
        lambda.functions().put("shop", Map.of("A", "1"));
    }

    private static FunctionConfiguration shop(String revision, int memory, Map<String, String> variables) {
        return FunctionConfiguration.builder()
                .functionName("shop")
                .revisionId(revision)
                .codeSha256("sha")
                .memorySize(memory)
                .state(State.ACTIVE)
                .lastUpdateStatus(LastUpdateStatus.SUCCESSFUL)
                .environment(e -> e.variables(variables))
                .build();
    }

    private void inPlace() {
        driver.useInPlace(
                "shop", new FunctionSnapshot(shop("r1", 128, Map.of("A", "1")), Optional.empty(), Optional.empty()));
    }

    @Test
    void variablesThatAreHiddenAreNotTakenForNone() {
        lambda.reading(FunctionConfiguration.builder()
                .functionName("shop")
                .environment(e -> e.error(
                        error -> error.errorCode("AccessDeniedException").message("kms:Decrypt denied")))
                .build());

        assertThatThrownBy(() -> driver.read("shop", Optional.empty()))
                .isInstanceOf(CallException.class)
                .hasMessageContaining("variables of shop cannot be read (kms:Decrypt denied)");
    }

    @Test
    void aChangeOfTheMemoryByOthersBeforeAnUpdateEndsTheRun() throws Exception {
        inPlace();
        lambda.failing("UpdateFunctionConfiguration", FakeLambda.error(412, "PreconditionFailedException", "old"))
                .reading(shop("r2", 1024, Map.of("A", "1")));

        assertThatThrownBy(() -> driver.beginCold(SHOP, "n1")).hasMessageContaining("was changed by somebody else");
        assertThat(lambda.count("UpdateFunctionConfiguration")).isEqualTo(1);
    }

    @Test
    void aChangeOfTheMemoryByOthersWhileAnUpdateIsWaitedForEndsTheRun() throws Exception {
        inPlace();
        LambdaDriver.Update update = driver.beginCold(SHOP, "n1");
        lambda.reading(shop("r3", 1024, Map.of("A", "1", LambdaDriver.NONCE, "n1")));

        assertThatThrownBy(() -> driver.awaitCold(update)).hasMessageContaining("was changed by somebody else");
    }

    @Test
    void anUpdateWhoseAnswerWasLostIsTakenUp() throws Exception {
        inPlace();
        lambda.failing("UpdateFunctionConfiguration", FakeLambda.error(412, "PreconditionFailedException", "old"))
                .reading(
                        shop("r2", 128, Map.of("A", "1", LambdaDriver.NONCE, "n0")),
                        shop("r3", 128, Map.of("A", "1", LambdaDriver.NONCE, "n1")));

        assertThat(driver.forceCold(SHOP, "n1")).isEqualTo("shop");
        assertThat(lambda.count("UpdateFunctionConfiguration")).isEqualTo(2);
    }

    @Test
    void aFunctionWhoseUpdateFailedGetsItsVariablesBack() throws Exception {
        String before = ExistingFunctions.sha256(Map.of("A", "1"));
        FunctionConfiguration failed = shop("r2", 128, Map.of("A", "1", LambdaDriver.NONCE, "n1")).toBuilder()
                .lastUpdateStatus(LastUpdateStatus.FAILED)
                .build();
        lambda.reading(failed, failed);

        assertThat(driver.restore("shop", before)).isEqualTo(Restored.AS_IT_WAS);
        assertThat(lambda.functions()).containsEntry("shop", Map.of("A", "1"));
    }
}
