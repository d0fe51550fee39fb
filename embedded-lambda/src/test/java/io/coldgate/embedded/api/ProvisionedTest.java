package io.coldgate.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.GetProvisionedConcurrencyConfigResponse;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;

/** Provisioned concurrency, as AWS's own client sees it. */
class ProvisionedTest extends ApiTest {
    @BeforeEach
    void publish() {
        createAndWait();
        lambda.publishVersion(b -> b.functionName(NAME));
        lambda.createAlias(b -> b.functionName(NAME).name("live").functionVersion("1"));
    }

    private GetProvisionedConcurrencyConfigResponse get(String qualifier) {
        return lambda.getProvisionedConcurrencyConfig(b -> b.functionName(NAME).qualifier(qualifier));
    }

    private void put(String qualifier, int count) {
        lambda.putProvisionedConcurrencyConfig(
                b -> b.functionName(NAME).qualifier(qualifier).provisionedConcurrentExecutions(count));
    }

    private void awaitStatus(String qualifier, ProvisionedConcurrencyStatusEnum status) {
        await(() -> get(qualifier).status() == status);
    }

    private int started() {
        return environments.provisioned.values().stream().mapToInt(Set::size).sum();
    }

    @Test
    void itIsInProgressUntilEveryEnvironmentIsInitialised() {
        environments.provisionGate.acquireUninterruptibly();
        var asked = lambda.putProvisionedConcurrencyConfig(
                b -> b.functionName(NAME).qualifier("live").provisionedConcurrentExecutions(3));
        assertThat(asked.status()).isEqualTo(ProvisionedConcurrencyStatusEnum.IN_PROGRESS);
        assertThat(asked.requestedProvisionedConcurrentExecutions()).isEqualTo(3);
        assertThat(get("live").availableProvisionedConcurrentExecutions()).isZero();
        environments.provisionGate.release();
        awaitStatus("live", ProvisionedConcurrencyStatusEnum.READY);
        assertThat(get("live").availableProvisionedConcurrentExecutions()).isEqualTo(3);
        assertThat(environments.provisioned.values())
                .singleElement()
                .satisfies(there ->
                        assertThat(there).hasSize(3).allMatch(one -> one.startsWith("provisioned-concurrency")));
        assertThat(lambda.listProvisionedConcurrencyConfigs(b -> b.functionName(NAME))
                        .provisionedConcurrencyConfigs())
                .singleElement()
                .satisfies(config -> assertThat(config.functionArn()).isEqualTo(ARN + ":live"));
    }

    @Test
    void itCanBeChangedAndRemoved() {
        put("1", 3);
        awaitStatus("1", ProvisionedConcurrencyStatusEnum.READY);
        put("1", 1);
        awaitStatus("1", ProvisionedConcurrencyStatusEnum.READY);
        await(() -> started() == 1);
        lambda.deleteProvisionedConcurrencyConfig(b -> b.functionName(NAME).qualifier("1"));
        await(() -> started() == 0);
        assertFails(
                () -> get("1"),
                "ProvisionedConcurrencyConfigNotFoundException",
                404,
                "No Provisioned Concurrency Config found for this function");
        lambda.deleteProvisionedConcurrencyConfig(b -> b.functionName(NAME).qualifier("1"));
    }

    @Test
    void anInitThatFailsMakesItFail() {
        environments.failInit = true;
        put("1", 2);
        awaitStatus("1", ProvisionedConcurrencyStatusEnum.FAILED);
        assertThat(get("1").statusReason()).isEqualTo("FUNCTION_ERROR_INIT_FAILURE");
        assertThat(get("1").availableProvisionedConcurrentExecutions()).isZero();
    }

    @Test
    void anAliasAndItsVersionAreNotProvisionedTwice() {
        put("1", 1);
        assertFails(
                () -> put("live", 1),
                "InvalidParameterValueException",
                400,
                "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version");
    }

    @Test
    void whatIsNotPublishedIsRefused() {
        assertFails(
                () -> put("$LATEST", 1),
                "InvalidParameterValueException",
                400,
                "Provisioned Concurrency Configs cannot be applied to unpublished function versions.");
        assertFails(
                () -> get("$LATEST"),
                "InvalidParameterValueException",
                400,
                "The function resource provided must be an alias or a published version.");
        assertFails(() -> get("gone"), "ResourceNotFoundException", 404, "Cannot find alias arn: " + ARN + ":gone");
        assertFails(
                () -> put("1", 2_000),
                "InvalidParameterValueException",
                400,
                "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [1000].");
    }
}
