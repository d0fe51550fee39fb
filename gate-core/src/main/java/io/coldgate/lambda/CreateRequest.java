package io.coldgate.lambda;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LogFormat;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.SystemLogLevel;

/** Converts a deployment into the request that creates it. */
final class CreateRequest {
    private CreateRequest() {}

    static CreateFunctionRequest of(Deployment deployment) {
        CreateFunctionRequest.Builder request = CreateFunctionRequest.builder()
                .functionName(deployment.name())
                .role(deployment.role())
                .architecturesWithStrings(deployment.architecture())
                .memorySize(deployment.memoryMegabytes())
                .timeout(deployment.timeoutSeconds())
                .environment(Environment.builder()
                        .variables(deployment.environment())
                        .build())
                .tags(deployment.tags())
                .overrideConfiguration(ControlPlane::limitedUpload);
        deployment.options().like().ifPresent(like -> copy(like, request));
        addCode(deployment, request);
        addOptions(deployment.options(), request);
        return request.build();
    }

    private static void addCode(Deployment deployment, CreateFunctionRequest.Builder request) {
        if (deployment.code() instanceof Code.Image image) {
            request.packageType(PackageType.IMAGE).code(code -> code.imageUri(image.uri()));
            return;
        }
        if (!(deployment.code() instanceof Code.Zip zip)) {
            throw new IllegalArgumentException(deployment.name() + " is measured in place: it is there");
        }
        request.runtime(deployment.runtime())
                .handler(deployment.handler())
                .code(code -> code.zipFile(SdkBytes.fromByteArrayUnsafe(zip.bytes())));
    }

    private static void addOptions(Deployment.Options options, CreateFunctionRequest.Builder request) {
        if (!options.layers().isEmpty()) {
            request.layers(options.layers());
        }
        if (!options.subnets().isEmpty()) {
            request.vpcConfig(vpc -> vpc.subnetIds(options.subnets()).securityGroupIds(options.securityGroups()));
        }
        options.jsonLog().ifPresent(json -> addLog(json, request));
        if (options.mode() instanceof StartMode.SnapStart) {
            request.snapStart(snapStart -> snapStart.applyOn(SnapStartApplyOn.PUBLISHED_VERSIONS));
        }
    }

    private static void addLog(boolean json, CreateFunctionRequest.Builder request) {
        if (json) {
            // Above INFO, the platform does not write the report.
            request.loggingConfig(log -> log.logFormat(LogFormat.JSON).systemLogLevel(SystemLogLevel.INFO));
        } else {
            request.loggingConfig(log -> log.logFormat(LogFormat.TEXT));
        }
    }

    /**
     * Copies the settings that affect how a function starts and are not fields of a deployment. Destinations of failed
     * events are not copied.
     */
    private static void copy(FunctionConfiguration like, CreateFunctionRequest.Builder request) {
        if (like.vpcConfig() != null && !like.vpcConfig().subnetIds().isEmpty()) {
            request.vpcConfig(vpc -> vpc.subnetIds(like.vpcConfig().subnetIds())
                    .securityGroupIds(like.vpcConfig().securityGroupIds())
                    .ipv6AllowedForDualStack(like.vpcConfig().ipv6AllowedForDualStack()));
        }
        if (like.ephemeralStorage() != null) {
            request.ephemeralStorage(like.ephemeralStorage());
        }
        if (like.tracingConfig() != null) {
            request.tracingConfig(tracing -> tracing.mode(like.tracingConfig().mode()));
        }
        if (like.imageConfigResponse() != null && like.imageConfigResponse().imageConfig() != null) {
            request.imageConfig(like.imageConfigResponse().imageConfig());
        }
        if (like.loggingConfig() != null) {
            addLog(like.loggingConfig().logFormat() == LogFormat.JSON, request);
        }
        if (like.hasFileSystemConfigs()) {
            request.fileSystemConfigs(like.fileSystemConfigs());
        }
        request.kmsKeyArn(like.kmsKeyArn());
    }
}
