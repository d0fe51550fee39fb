package io.coldgate.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.TracingMode;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

/** Creation, updates and deletion, as recorded in lambda-facts 1.3 and 1.4. */
class FunctionLifecycleTest extends ApiTest {
    @Test
    void aNewFunctionIsPendingAndHasLambdasDefaults() {
        holdPrepare();
        CreateFunctionResponse created = create(NAME, b -> {});

        assertThat(created.functionArn()).isEqualTo(ARN);
        assertThat(created.version()).isEqualTo("$LATEST");
        assertThat(created.state()).isEqualTo(State.PENDING);
        assertThat(created.stateReason()).isEqualTo("The function is being created.");
        assertThat(created.stateReasonCodeAsString()).isEqualTo("Creating");
        assertThat(created.lastUpdateStatus()).isNull();
        assertThat(created.timeout()).isEqualTo(3);
        assertThat(created.memorySize()).isEqualTo(128);
        assertThat(created.description()).isEmpty();
        assertThat(created.environment()).isNull();
        assertThat(created.architectures()).containsExactly(Architecture.X86_64);
        assertThat(created.ephemeralStorage().size()).isEqualTo(512);
        assertThat(created.packageType()).isEqualTo(PackageType.ZIP);
        assertThat(created.tracingConfig().mode()).isEqualTo(TracingMode.PASS_THROUGH);
        assertThat(created.snapStart().optimizationStatus()).isEqualTo(SnapStartOptimizationStatus.OFF);
        assertThat(created.loggingConfig().logFormatAsString()).isEqualTo("Text");
        assertThat(created.loggingConfig().logGroup()).isEqualTo("/aws/lambda/checkout");
        assertThat(created.codeSize()).isEqualTo(ZIP.length);
        assertThat(created.codeSha256()).isEqualTo(FakeEnvironments.sha256(ZIP));
        assertThat(created.lastModified()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000");
        assertThat(created.revisionId()).matches("[0-9a-f-]{36}");
        assertThat(created.runtimeVersionConfig().runtimeVersionArn()).startsWith("arn:aws:lambda:us-east-1::runtime:");
        assertThat(created.sdkHttpResponse().statusCode()).isEqualTo(201);
    }

    @Test
    void theSdksWaitersSeeItBecomeActiveAndUpdated() {
        create(NAME, b -> {});
        var active = lambda.waiter().waitUntilFunctionActiveV2(b -> b.functionName(NAME));
        assertThat(active.matched().response())
                .map(GetFunctionResponse::configuration)
                .hasValueSatisfying(c -> {
                    assertThat(c.state()).isEqualTo(State.ACTIVE);
                    assertThat(c.lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
                    assertThat(c.stateReason()).isNull();
                });
        lambda.updateFunctionConfiguration(b -> b.functionName(NAME).timeout(5));
        var updated = lambda.waiter().waitUntilFunctionUpdatedV2(b -> b.functionName(NAME));
        assertThat(updated.matched().response())
                .hasValueSatisfying(r -> assertThat(r.configuration().timeout()).isEqualTo(5));
    }

    @Test
    void theRevisionIdChangesAtEachOfTheFourSteps() {
        holdPrepare();
        String created = create(NAME, b -> {}).revisionId();
        letPrepare();
        settled(NAME);
        String active = revision();
        holdPrepare();
        String updating =
                lambda.updateFunctionConfiguration(b -> b.functionName(NAME)).revisionId();
        assertThat(revision()).isEqualTo(updating);
        letPrepare();
        settled(NAME);
        assertThat(List.of(created, active, updating, revision())).doesNotHaveDuplicates();
    }

    private String revision() {
        return lambda.getFunctionConfiguration(b -> b.functionName(NAME)).revisionId();
    }

    @Test
    void anUpdateShowsTheNewSettingsAtOnceAndServesTheOldUntilItIsDone() {
        create(NAME, b -> b.environment(e -> e.variables(Map.of("COLOUR", "red"))));
        settled(NAME);
        String before = environments.prepared.get(0);
        holdPrepare();
        UpdateFunctionConfigurationResponse updating = lambda.updateFunctionConfiguration(
                b -> b.functionName(NAME).environment(e -> e.variables(Map.of("COLOUR", "blue"))));

        assertThat(updating.lastUpdateStatus()).isEqualTo(LastUpdateStatus.IN_PROGRESS);
        assertThat(updating.lastUpdateStatusReason()).isEqualTo("The function is being created.");
        assertThat(updating.lastUpdateStatusReasonCodeAsString()).isEqualTo("Creating");
        assertThat(updating.state()).isEqualTo(State.ACTIVE);
        assertThat(updating.environment().variables()).containsEntry("COLOUR", "blue");
        assertThat(invoke()).contains("\"variables\":\"red\"");
        assertThat(environments.retired).isEmpty();

        letPrepare();
        settled(NAME);
        assertThat(invoke()).contains("\"variables\":\"blue\"");
        assertThat(environments.retired).containsExactly(before);
    }

    private String invoke() {
        return lambda.invoke(b -> b.functionName(NAME)).payload().asUtf8String();
    }

    @Test
    void anUpdateThatChangesNothingStillMakesNewEnvironments() {
        createAndWait();
        lambda.updateFunctionConfiguration(b -> b.functionName(NAME));
        settled(NAME);
        assertThat(environments.prepared).hasSize(2).doesNotHaveDuplicates();
        assertThat(environments.retired).containsExactly(environments.prepared.get(0));
    }

    @Test
    void whatAnUpdateLeavesOutStays() {
        create(NAME, b -> b.memorySize(512).description("till").environment(e -> e.variables(Map.of("A1", "b"))));
        settled(NAME);
        lambda.updateFunctionConfiguration(b -> b.functionName(NAME).timeout(9));
        settled(NAME);
        var configuration = lambda.getFunctionConfiguration(b -> b.functionName(NAME));
        assertThat(configuration.memorySize()).isEqualTo(512);
        assertThat(configuration.description()).isEqualTo("till");
        assertThat(configuration.environment().variables()).containsOnly(Map.entry("A1", "b"));
        assertThat(configuration.timeout()).isEqualTo(9);
    }

    @Test
    void secondUpdatesAndPublishingConflictWhileOneIsInProgress() {
        createAndWait();
        holdPrepare();
        lambda.updateFunctionConfiguration(b -> b.functionName(NAME));
        String text = "The operation cannot be performed at this time. An update is in progress for resource: " + ARN;
        assertFails(
                () -> lambda.updateFunctionConfiguration(b -> b.functionName(NAME)),
                "ResourceConflictException",
                409,
                text);
        assertFails(
                () -> lambda.updateFunctionCode(b -> b.functionName(NAME).zipFile(SdkBytes.fromByteArray(ZIP))),
                "ResourceConflictException",
                409,
                text);
        assertFails(() -> lambda.publishVersion(b -> b.functionName(NAME)), "ResourceConflictException", 409, text);
    }

    @Test
    void pendingFunctionsAreNeitherInvokedNorUpdated() {
        holdPrepare();
        create(NAME, b -> {});
        String text =
                "The operation cannot be performed at this time. The function is currently in the following state:"
                        + " Pending";
        assertFails(() -> lambda.invoke(b -> b.functionName(NAME)), "ResourceConflictException", 409, text);
        assertFails(
                () -> lambda.updateFunctionConfiguration(b -> b.functionName(NAME)),
                "ResourceConflictException",
                409,
                text);
    }

    @Test
    void anotherRevisionIsAFailedPrecondition() {
        String created = create(NAME, b -> {}).revisionId();
        settled(NAME);
        String text =
                "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API"
                        + " to retrieve the latest Revision Id";
        assertFails(
                () -> lambda.updateFunctionConfiguration(
                        b -> b.functionName(NAME).revisionId(created)),
                "PreconditionFailedException",
                412,
                text);
        assertFails(
                () -> lambda.updateFunctionCode(
                        b -> b.functionName(NAME).revisionId(created).zipFile(SdkBytes.fromByteArray(ZIP))),
                "PreconditionFailedException",
                412,
                text);
        assertFails(
                () -> lambda.publishVersion(b -> b.functionName(NAME).revisionId(created)),
                "PreconditionFailedException",
                412,
                text);
        lambda.updateFunctionConfiguration(b -> b.functionName(NAME).revisionId(revision()));
    }

    @Test
    void newCodeChangesHashAndSize() {
        createAndWait();
        byte[] other = Zips.of("another bootstrap");
        var dryRun = lambda.updateFunctionCode(
                b -> b.functionName(NAME).zipFile(SdkBytes.fromByteArray(other)).dryRun(true));
        assertThat(dryRun.codeSha256()).isEqualTo(FakeEnvironments.sha256(ZIP));
        var updated = lambda.updateFunctionCode(
                b -> b.functionName(NAME).zipFile(SdkBytes.fromByteArray(other)).architectures(Architecture.ARM64));
        assertThat(updated.codeSha256()).isEqualTo(FakeEnvironments.sha256(other));
        assertThat(updated.codeSize()).isEqualTo(other.length);
        assertThat(updated.architectures()).containsExactly(Architecture.ARM64);
        assertThat(updated.lastUpdateStatus()).isEqualTo(LastUpdateStatus.IN_PROGRESS);
    }

    @Test
    void anEnvironmentThatCanNotBePreparedFailsTheFunction() {
        environments.failPrepare = true;
        create(NAME, b -> {});
        await(() -> lambda.getFunctionConfiguration(b -> b.functionName(NAME)).state() == State.FAILED);
        var failed = lambda.getFunctionConfiguration(b -> b.functionName(NAME));
        assertThat(failed.stateReason()).contains("no room");
        assertThat(failed.lastUpdateStatus()).isEqualTo(LastUpdateStatus.FAILED);
    }

    @Test
    void aDeletedFunctionIsGoneWithItsEnvironments() {
        createAndWait();
        assertThat(lambda.deleteFunction(b -> b.functionName(NAME))
                        .sdkHttpResponse()
                        .statusCode())
                .isEqualTo(204);
        assertThat(environments.retired).contains(environments.prepared.get(0));
        assertFails(
                () -> lambda.getFunction(b -> b.functionName(NAME)),
                "ResourceNotFoundException",
                404,
                "Function not found: " + ARN);
        assertFails(
                () -> lambda.deleteFunction(b -> b.functionName(NAME)),
                "ResourceNotFoundException",
                404,
                "Function not found: " + ARN);
        createAndWait();
    }

    @Test
    void getFunctionPointsToThePackageAndShowsTags() throws Exception {
        create(NAME, b -> b.tags(Map.of("team", "shop")));
        settled(NAME);
        GetFunctionResponse got = lambda.getFunction(b -> b.functionName(NAME));
        assertThat(got.tags()).containsOnly(Map.entry("team", "shop"));
        assertThat(got.code().repositoryType()).isEqualTo("S3");
        assertThat(got.concurrency()).isNull();
        var download = http.send(
                HttpRequest.newBuilder(URI.create(got.code().location())).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(download.statusCode()).isEqualTo(200);
        assertThat(download.body()).isEqualTo(ZIP);
        assertThat(folder.resolve("code")).isEmptyDirectory();
    }

    @Test
    void listsAreSortedPagedAndLeaveStatesOut() {
        for (int i = 0; i < 53; i++) {
            create("function-%02d".formatted(i), b -> {});
        }
        var first = lambda.listFunctions();
        assertThat(first.functions()).hasSize(50);
        assertThat(first.nextMarker()).isNotNull();
        FunctionConfiguration item = first.functions().get(0);
        assertThat(item.functionName()).isEqualTo("function-00");
        assertThat(item.state()).isNull();
        assertThat(item.lastUpdateStatus()).isNull();
        assertThat(item.runtimeVersionConfig()).isNull();
        assertThat(lambda.listFunctionsPaginator().functions().stream()
                        .map(FunctionConfiguration::functionName)
                        .toList())
                .hasSize(53)
                .isSorted();
        assertThat(lambda.listFunctions(b -> b.functionVersion("ALL").maxItems(1))
                        .functions()
                        .get(0)
                        .functionArn())
                .endsWith(":function:function-00:$LATEST");
    }

    @Test
    void functionsOfAnotherRegionAreOthers() {
        createAndWait();
        try (var elsewhere = client("eu-west-1")) {
            assertThat(elsewhere.listFunctions().functions()).isEmpty();
            assertFails(
                    () -> elsewhere.getFunction(b -> b.functionName(ARN)),
                    "ResourceNotFoundException",
                    404,
                    "Functions from 'us-east-1' are not reachable in this region ('eu-west-1')");
        }
    }
}
