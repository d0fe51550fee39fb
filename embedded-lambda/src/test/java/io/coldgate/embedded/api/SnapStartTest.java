package io.coldgate.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.model.Model;
import io.coldgate.embedded.model.ModelSettings;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.State;

/** SnapStart under a model: published versions that are made ready before they can be invoked. */
@Tag("process")
class SnapStartTest extends ApiTest {
    @Override
    Model model() {
        return new Model(ModelSettings.none());
    }

    private void createJava() {
        create(NAME, b -> b.runtime("java21").snapStart(s -> s.applyOn(SnapStartApplyOn.PUBLISHED_VERSIONS)));
        settled(NAME);
    }

    private SnapStartOptimizationStatus optimization(String qualifier) {
        return lambda.getFunctionConfiguration(b -> b.functionName(NAME).qualifier(qualifier))
                .snapStart()
                .optimizationStatus();
    }

    private void awaitState(State state) {
        await(() -> lambda.getFunctionConfiguration(b -> b.functionName(NAME).qualifier("1"))
                        .state()
                == state);
    }

    @Test
    void aPublishedVersionIsPendingUntilItsInitRan() {
        createJava();
        holdPrepare();
        var published = lambda.publishVersion(b -> b.functionName(NAME));
        assertThat(published.state()).isEqualTo(State.PENDING);
        assertThat(published.snapStart().optimizationStatus()).isEqualTo(SnapStartOptimizationStatus.OFF);
        assertThat(failure(() -> lambda.invoke(b -> b.functionName(NAME).qualifier("1")))
                        .statusCode())
                .isEqualTo(409);
        letPrepare();
        awaitState(State.ACTIVE);
        assertThat(optimization("1")).isEqualTo(SnapStartOptimizationStatus.ON);
        assertThat(optimization("$LATEST")).isEqualTo(SnapStartOptimizationStatus.OFF);
        assertThat(environments.rehearsed).hasSize(1);
        assertThat(environments.initialised)
                .as("what ran the init serves nobody")
                .isEmpty();
        assertThat(lambda.invoke(b -> b.functionName(NAME).qualifier("1")).executedVersion())
                .isEqualTo("1");
    }

    @Test
    void aVersionWhoseInitFailsCannotBeInvoked() {
        createJava();
        environments.failInit = true;
        lambda.publishVersion(b -> b.functionName(NAME));
        awaitState(State.FAILED);
        assertThat(lambda.getFunctionConfiguration(b -> b.functionName(NAME).qualifier("1"))
                        .stateReason())
                .isEqualTo("The function's init failed: exit status 3");
        assertThat(failure(() -> lambda.invoke(b -> b.functionName(NAME).qualifier("1")))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void anUpdateThatArrivesLeavesAVersionPendingWhoseSnapshotIsBeingMade() {
        createJava();
        environments.rehearseGate.acquireUninterruptibly();
        lambda.publishVersion(b -> b.functionName(NAME));
        lambda.updateFunctionConfiguration(b -> b.functionName(NAME).description("another"));
        settled(NAME);
        assertThat(lambda.getFunctionConfiguration(b -> b.functionName(NAME).qualifier("1"))
                        .state())
                .isEqualTo(State.PENDING);
        environments.rehearseGate.release();
        awaitState(State.ACTIVE);
    }

    @Test
    void anUpdateThatFailsDoesNotFailAVersionWhoseSnapshotIsBeingMade() {
        createJava();
        environments.rehearseGate.acquireUninterruptibly();
        lambda.publishVersion(b -> b.functionName(NAME));
        environments.failPrepare = true;
        lambda.updateFunctionConfiguration(b -> b.functionName(NAME).description("another"));
        await(() -> lambda.getFunctionConfiguration(b -> b.functionName(NAME)).lastUpdateStatus()
                == LastUpdateStatus.FAILED);
        environments.failPrepare = false;
        environments.rehearseGate.release();
        awaitState(State.ACTIVE);
    }

    @Test
    void aVersionPublishedTogetherWithItsCodeGetsASnapshotToo() {
        create(
                NAME,
                b -> b.runtime("java21").publish(true).snapStart(s -> s.applyOn(SnapStartApplyOn.PUBLISHED_VERSIONS)));
        awaitState(State.ACTIVE);
        assertThat(environments.rehearsed).hasSize(1);
        assertThat(optimization("1")).isEqualTo(SnapStartOptimizationStatus.ON);
    }

    @Test
    void aRuntimeWithoutSnapshotsIsRefused() {
        assertFails(
                () -> create(NAME, b -> b.snapStart(s -> s.applyOn(SnapStartApplyOn.PUBLISHED_VERSIONS))),
                "InvalidParameterValueException",
                400,
                "provided.al2023 is not supported for SnapStart enabled functions.");
    }

    @Test
    void anUnchangedVersionIsNotMadeTwice() {
        createJava();
        lambda.publishVersion(b -> b.functionName(NAME));
        awaitState(State.ACTIVE);
        assertThat(lambda.publishVersion(b -> b.functionName(NAME)).version()).isEqualTo("1");
        assertThat(environments.rehearsed).hasSize(1);
    }

    @Test
    void snapshotsAndProvisionedConcurrencyExcludeEachOther() {
        createJava();
        lambda.publishVersion(b -> b.functionName(NAME));
        assertThat(failure(() -> lambda.putProvisionedConcurrencyConfig(
                                b -> b.functionName(NAME).qualifier("1").provisionedConcurrentExecutions(1)))
                        .statusCode())
                .isEqualTo(400);
    }
}
