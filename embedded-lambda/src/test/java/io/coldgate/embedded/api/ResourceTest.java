package io.coldgate.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.LayerVersionsListItem;
import software.amazon.awssdk.services.lambda.model.RecursiveLoop;
import software.amazon.awssdk.services.lambda.model.UpdateRuntimeOn;

/** Concurrency, policies, tags, event-invoke configuration, layers and read-outs (lambda-facts 1.6). */
class ResourceTest extends ApiTest {
    @BeforeEach
    void createFunction() {
        createAndWait();
    }

    @Test
    void reservedConcurrencyIsSetShownAndRemoved() {
        assertThat(lambda.getFunctionConcurrency(b -> b.functionName(NAME)).reservedConcurrentExecutions())
                .isNull();
        assertThat(lambda.putFunctionConcurrency(b -> b.functionName(NAME).reservedConcurrentExecutions(7))
                        .reservedConcurrentExecutions())
                .isEqualTo(7);
        assertThat(lambda.getFunction(b -> b.functionName(NAME)).concurrency().reservedConcurrentExecutions())
                .isEqualTo(7);
        assertThat(lambda.getAccountSettings().accountLimit().unreservedConcurrentExecutions())
                .isEqualTo(993);
        assertFails(
                () -> lambda.putFunctionConcurrency(b -> b.functionName(NAME).reservedConcurrentExecutions(901)),
                "InvalidParameterValueException",
                400,
                "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution"
                        + " below its minimum value of [100].");
        assertFails(
                () -> lambda.putFunctionConcurrency(
                        b -> b.functionName(NAME + ":1").reservedConcurrentExecutions(1)),
                "InvalidParameterValueException",
                400,
                "This operation is permitted on Lambda functions only. Aliases and versions do not support this"
                        + " operation. Please specify either a function name or an unqualified function ARN.");
        assertFails(
                () -> lambda.putFunctionConcurrency(b -> b.functionName("gone").reservedConcurrentExecutions(1)),
                "ResourceNotFoundException",
                404,
                "Function not found: arn:aws:lambda:us-east-1:000000000000:function:gone:$LATEST");
        lambda.deleteFunctionConcurrency(b -> b.functionName(NAME));
        assertThat(lambda.getFunctionConcurrency(b -> b.functionName(NAME)).reservedConcurrentExecutions())
                .isNull();
    }

    @Test
    void permissionsMakeAPolicy() {
        var added = lambda.addPermission(b -> b.functionName(NAME)
                .statementId("s1")
                .action("lambda:InvokeFunction")
                .principal("s3.amazonaws.com")
                .sourceArn("arn:aws:s3:::bucket"));
        assertThat(added.statement())
                .isEqualTo("{\"Sid\":\"s1\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"s3.amazonaws.com\"},"
                        + "\"Action\":\"lambda:InvokeFunction\",\"Resource\":\"" + ARN
                        + "\",\"Condition\":{\"ArnLike\":{\"AWS:SourceArn\":\"arn:aws:s3:::bucket\"}}}");
        var policy = lambda.getPolicy(b -> b.functionName(NAME));
        assertThat(policy.policy())
                .isEqualTo("{\"Version\":\"2012-10-17\",\"Id\":\"default\",\"Statement\":[" + added.statement() + "]}");
        assertFails(
                () -> lambda.addPermission(b -> b.functionName(NAME)
                        .statementId("s1")
                        .action("lambda:InvokeFunction")
                        .principal("s3.amazonaws.com")),
                "ResourceConflictException",
                409,
                "The statement id (s1) provided already exists. Please provide a new statement id, or remove the"
                        + " existing statement.");
        lambda.removePermission(b -> b.functionName(NAME).statementId("s1").revisionId(policy.revisionId()));
        assertFails(
                () -> lambda.getPolicy(b -> b.functionName(NAME)),
                "ResourceNotFoundException",
                404,
                "The resource you requested does not exist.");
    }

    @Test
    void tagsAreAddedAndRemovedByArn() {
        lambda.tagResource(b -> b.resource(ARN).tags(Map.of("a", "1", "b", "2", "c", "3")));
        lambda.untagResource(b -> b.resource(ARN).tagKeys("a", "b"));
        assertThat(lambda.listTags(b -> b.resource(ARN)).tags()).containsOnly(Map.entry("c", "3"));
        assertThat(failure(() -> lambda.listTags(b -> b.resource("checkout")))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("ValidationException");
    }

    @Test
    void eventInvokeConfigurationsArePutUpdatedListedAndDeleted() {
        Instant before = Instant.now().minusSeconds(60);
        var put = lambda.putFunctionEventInvokeConfig(
                b -> b.functionName(NAME).maximumRetryAttempts(1).maximumEventAgeInSeconds(100));
        assertThat(put.functionArn()).isEqualTo(ARN + ":$LATEST");
        assertThat(put.lastModified()).isAfter(before);
        var updated =
                lambda.updateFunctionEventInvokeConfig(b -> b.functionName(NAME).maximumRetryAttempts(0));
        assertThat(updated.maximumRetryAttempts()).isZero();
        assertThat(updated.maximumEventAgeInSeconds()).isEqualTo(100);
        assertThat(lambda.listFunctionEventInvokeConfigs(b -> b.functionName(NAME))
                        .functionEventInvokeConfigs())
                .hasSize(1);
        lambda.deleteFunctionEventInvokeConfig(b -> b.functionName(NAME));
        assertFails(
                () -> lambda.getFunctionEventInvokeConfig(b -> b.functionName(NAME)),
                "ResourceNotFoundException",
                404,
                "The function " + ARN + ":$LATEST doesn't have an EventInvokeConfig");
    }

    @Test
    void layersLiveTheirLifeAndFunctionsKeepDeletedOnes() {
        var first = publishLayer("one");
        assertThat(first.version()).isEqualTo(1);
        assertThat(first.layerVersionArn()).isEqualTo("arn:aws:lambda:us-east-1:000000000000:layer:shared:1");
        assertThat(first.content().codeSize()).isEqualTo(Zips.of("one").length);
        publishLayer("two");
        assertThat(lambda.listLayerVersions(b -> b.layerName("shared")).layerVersions())
                .extracting(LayerVersionsListItem::version)
                .containsExactly(2L, 1L);
        lambda.updateFunctionConfiguration(b -> b.functionName(NAME).layers(first.layerVersionArn()));
        settled(NAME);
        lambda.deleteLayerVersion(b -> b.layerName("shared").versionNumber(1L));
        lambda.deleteLayerVersion(b -> b.layerName("shared").versionNumber(2L));
        assertThat(publishLayer("three").version()).isEqualTo(3);
        assertThat(lambda.invoke(b -> b.functionName(NAME)).payload().asUtf8String())
                .contains("\"layers\":1");
        assertThat(lambda.listLayers().layers().get(0).latestMatchingVersion().version())
                .isEqualTo(3);
        assertThat(lambda.getLayerVersionByArn(b -> b.arn("arn:aws:lambda:us-east-1:000000000000:layer:shared:3"))
                        .version())
                .isEqualTo(3);
        assertFails(
                () -> lambda.getLayerVersion(b -> b.layerName("shared").versionNumber(1L)),
                "ResourceNotFoundException",
                404,
                "The resource you requested does not exist.");
    }

    private software.amazon.awssdk.services.lambda.model.PublishLayerVersionResponse publishLayer(String content) {
        return lambda.publishLayerVersion(b -> b.layerName("shared")
                .compatibleRuntimesWithStrings(List.of("provided.al2023"))
                .content(c -> c.zipFile(SdkBytes.fromByteArray(Zips.of(content)))));
    }

    @Test
    void readOutsAreThere() {
        assertThat(lambda.getFunctionCodeSigningConfig(b -> b.functionName(NAME))
                        .codeSigningConfigArn())
                .isNull();
        assertThat(lambda.getFunctionRecursionConfig(b -> b.functionName(NAME)).recursiveLoop())
                .isEqualTo(RecursiveLoop.TERMINATE);
        assertThat(lambda.putFunctionRecursionConfig(b -> b.functionName(NAME).recursiveLoop(RecursiveLoop.ALLOW))
                        .recursiveLoop())
                .isEqualTo(RecursiveLoop.ALLOW);
        assertThat(lambda.getRuntimeManagementConfig(b -> b.functionName(NAME)).updateRuntimeOn())
                .isEqualTo(UpdateRuntimeOn.AUTO);
        assertThat(lambda.putRuntimeManagementConfig(
                                b -> b.functionName(NAME).updateRuntimeOn(UpdateRuntimeOn.FUNCTION_UPDATE))
                        .updateRuntimeOn())
                .isEqualTo(UpdateRuntimeOn.FUNCTION_UPDATE);
        var account = lambda.getAccountSettings();
        assertThat(account.accountUsage().functionCount()).isEqualTo(1);
        assertThat(account.accountUsage().totalCodeSize()).isEqualTo(ZIP.length);
        assertThat(account.accountLimit().codeSizeZipped()).isEqualTo(52_428_800);
        assertThat(lambda.listEventSourceMappings().eventSourceMappings()).isEmpty();
        assertThat(failure(() -> lambda.createEventSourceMapping(
                                b -> b.functionName(NAME).eventSourceArn("arn:aws:sqs:us-east-1:000000000000:q")))
                        .awsErrorDetails()
                        .errorMessage())
                .startsWith("The embedded Lambda has no event sources");
    }
}
