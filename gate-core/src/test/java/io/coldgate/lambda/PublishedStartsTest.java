package io.coldgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.fixture.FakeLambda;
import io.coldgate.fixture.FakePacing;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.SystemLogLevel;

/** Starts that belong to published versions, new roles, and requests with everything in them. */
class PublishedStartsTest {
    private final FakeLambda lambda = new FakeLambda();
    private final FakePacing pacing = new FakePacing();
    private final LambdaDriver driver =
            new LambdaDriver(lambda, ControlPlaneLimits.NONE, pacing, new SplittableRandom(1));

    private static Deployment deployment(Code code, Deployment.Options options) {
        return Deployment.builder()
                .name("shop")
                .code(code)
                .runtime("java21")
                .handler("a.B::c")
                .architecture("arm64")
                .memoryMegabytes(512)
                .timeoutSeconds(9)
                .environment(Map.of("A1", "b"))
                .role("role")
                .tags(Map.of("coldgate", "x"))
                .options(options)
                .build();
    }

    private static Deployment with(StartMode mode) {
        return deployment(
                new Code.Zip(new byte[] {1}),
                new Deployment.Options(List.of(), List.of(), List.of(), Optional.empty(), mode, Optional.empty()));
    }

    private Deployment deployed(StartMode mode) throws Exception {
        Deployment deployment = with(mode);
        driver.deploy(deployment);
        lambda.calls().clear();
        return deployment;
    }

    @Test
    void everySnapStartIsOfANewVersionAndTheOldOneIsDeleted() throws Exception {
        Deployment deployment = deployed(new StartMode.SnapStart());
        assertThat(lambda.created().get(0).snapStart().applyOn()).isEqualTo(SnapStartApplyOn.PUBLISHED_VERSIONS);

        assertThat(driver.forceCold(deployment, "n1")).isEqualTo("shop:1");
        assertThat(driver.forceCold(deployment, "n2")).isEqualTo("shop:2");

        assertThat(lambda.calls())
                .containsExactly(
                        "UpdateFunctionConfiguration shop",
                        "GetFunction shop",
                        "PublishVersion shop",
                        "GetFunction shop",
                        "UpdateFunctionConfiguration shop",
                        "GetFunction shop",
                        "DeleteFunction shop",
                        "PublishVersion shop",
                        "GetFunction shop");
        assertThat(lambda.functions()).containsKey("shop");
        assertThat(driver.invoke("shop:2", new byte[0]).executedVersion()).isEqualTo("2");
    }

    @Test
    void aVersionWhoseDeletionWasNotAnsweredIsGoneAllTheSame() throws Exception {
        Deployment deployment = deployed(new StartMode.SnapStart());
        driver.forceCold(deployment, "n1");
        lambda.failing(
                "DeleteFunction",
                SdkClientException.create("the connection was closed"),
                FakeLambda.error(404, "ResourceNotFoundException", "Function not found: shop:1"));

        assertThat(driver.forceCold(deployment, "n2")).isEqualTo("shop:2");
        assertThat(lambda.count("DeleteFunction")).isEqualTo(2);
    }

    @Test
    void itWaitsAsLongAsTheSnapshotIsMade() throws Exception {
        Deployment deployment = deployed(new StartMode.SnapStart());
        lambda.state(State.ACTIVE, LastUpdateStatus.SUCCESSFUL, "");
        for (int i = 0; i < 400; i++) {
            lambda.state(State.PENDING, null, "");
        }

        assertThat(driver.forceCold(deployment, "n1")).isEqualTo("shop:1");
        assertThat(Duration.ofNanos(pacing.nanos())).isGreaterThan(Duration.ofMinutes(5));
    }

    @Test
    void aVersionWithoutItsSnapshotIsNotMeasured() throws Exception {
        Deployment deployment = deployed(new StartMode.SnapStart());
        lambda.snapStart(SnapStartOptimizationStatus.OFF);

        assertThatThrownBy(() -> driver.forceCold(deployment, "n1"))
                .hasMessageContaining("SnapStart is not on for shop:1 although it was asked for");
    }

    @Test
    void provisionedEnvironmentsAreWaitedForAndTakenAwayAgain() throws Exception {
        Deployment deployment = deployed(new StartMode.Provisioned(2));
        lambda.provisioning(ProvisionedConcurrencyStatusEnum.IN_PROGRESS);

        assertThat(driver.forceCold(deployment, "n1")).isEqualTo("shop:1");
        assertThat(driver.forceCold(deployment, "n2")).isEqualTo("shop:2");

        assertThat(lambda.calls())
                .containsSubsequence(
                        "PublishVersion shop",
                        "PutProvisionedConcurrencyConfig shop",
                        "GetProvisionedConcurrencyConfig shop",
                        "GetProvisionedConcurrencyConfig shop",
                        "DeleteProvisionedConcurrencyConfig shop",
                        "DeleteFunction shop",
                        "PublishVersion shop");
    }

    @Test
    void provisioningThatFailsIsSaid() throws Exception {
        Deployment deployment = deployed(new StartMode.Provisioned(2));
        lambda.provisioning(ProvisionedConcurrencyStatusEnum.FAILED);

        assertThatThrownBy(() -> driver.forceCold(deployment, "n1"))
                .hasMessageContaining("provisioned concurrency of shop:1 failed: FUNCTION_ERROR_INIT_FAILURE");
    }

    @Test
    void aRoleThatLambdaDoesNotKnowYetIsWaitedFor() throws Exception {
        RuntimeException unknown = FakeLambda.error(
                400,
                "InvalidParameterValueException",
                "The role defined for the function cannot be assumed by Lambda.");
        lambda.failing("CreateFunction", unknown, unknown, unknown);

        driver.deploy(with(new StartMode.OnDemand()));

        assertThat(lambda.count("CreateFunction")).isEqualTo(4);
    }

    @Test
    void aRoleThatLambdaNeverMayAssumeIsNamedAfterAMinute() {
        RuntimeException unknown = FakeLambda.error(
                400,
                "InvalidParameterValueException",
                "The role defined for the function cannot be assumed by Lambda.");
        lambda.failing("CreateFunction", Collections.nCopies(100, unknown).toArray(RuntimeException[]::new));

        assertThatThrownBy(() -> driver.deploy(with(new StartMode.OnDemand())))
                .hasMessageContaining("Lambda cannot assume the role role after 60 s of asking")
                .hasMessageContaining("lambda.amazonaws.com");
        assertThat(Duration.ofNanos(pacing.nanos())).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2));
    }

    @Test
    void anImageIsDeployedWithoutRuntimeAndHandler() throws Exception {
        driver.deploy(deployment(new Code.Image("1.dkr.ecr.x.amazonaws.com/shop:1"), Deployment.Options.NONE));

        CreateFunctionRequest request = lambda.created().get(0);
        assertThat(request.packageType()).isEqualTo(PackageType.IMAGE);
        assertThat(request.code().imageUri()).isEqualTo("1.dkr.ecr.x.amazonaws.com/shop:1");
        assertThat(request.runtime()).isNull();
        assertThat(request.handler()).isNull();
    }

    @Test
    void networkLayersAndLogArePassedOn() throws Exception {
        driver.deploy(deployment(
                new Code.Zip(new byte[] {1}),
                new Deployment.Options(
                        List.of("subnet-1"),
                        List.of("sg-1"),
                        List.of("layer:1"),
                        Optional.of(true),
                        new StartMode.OnDemand(),
                        Optional.empty())));

        CreateFunctionRequest request = lambda.created().get(0);
        assertThat(request.vpcConfig().subnetIds()).containsExactly("subnet-1");
        assertThat(request.vpcConfig().securityGroupIds()).containsExactly("sg-1");
        assertThat(request.layers()).containsExactly("layer:1");
        assertThat(request.loggingConfig().logFormat()).isEqualTo(LogFormat.JSON);
        assertThat(request.loggingConfig().systemLogLevel()).isEqualTo(SystemLogLevel.INFO);
    }

    @Test
    @SuppressWarnings("unchecked") // the SDK's variable arguments of consumers
    void aCopyTakesFromTheDeployedFunctionWhatChangesItsStart() throws Exception {
        FunctionConfiguration like = FunctionConfiguration.builder()
                .vpcConfig(v -> v.subnetIds("subnet-9").securityGroupIds("sg-9"))
                .ephemeralStorage(s -> s.size(2048))
                .tracingConfig(t -> t.mode("Active"))
                .kmsKeyArn("arn:aws:kms:x")
                .loggingConfig(l -> l.logFormat(LogFormat.JSON).logGroup("shared"))
                .fileSystemConfigs(f -> f.arn("arn:aws:elasticfilesystem:x").localMountPath("/mnt/x"))
                .deadLetterConfig(d -> d.targetArn("arn:aws:sqs:x"))
                .build();
        driver.deploy(deployment(
                new Code.Zip(new byte[] {1}),
                new Deployment.Options(
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        new StartMode.OnDemand(),
                        Optional.of(like))));

        CreateFunctionRequest request = lambda.created().get(0);
        assertThat(request.vpcConfig().subnetIds()).containsExactly("subnet-9");
        assertThat(request.ephemeralStorage().size()).isEqualTo(2048);
        assertThat(request.tracingConfig().modeAsString()).isEqualTo("Active");
        assertThat(request.kmsKeyArn()).isEqualTo("arn:aws:kms:x");
        assertThat(request.fileSystemConfigs()).hasSize(1);
        assertThat(request.loggingConfig().logFormat()).isEqualTo(LogFormat.JSON);
        assertThat(request.loggingConfig().logGroup()).isNull();
        assertThat(request.deadLetterConfig()).isNull();
    }
}
