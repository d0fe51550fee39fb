package io.coldgate.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.PublishVersionResponse;
import software.amazon.awssdk.services.lambda.model.State;

/** Versions and aliases, as recorded in lambda-facts 1.4 and 1.6. */
@Tag("process")
class VersionAliasTest extends ApiTest {
    private static final String MISMATCH = "The Revision Id provided does not match the latest Revision Id. Call the"
            + " GetFunction/GetAlias API to retrieve the latest Revision Id";

    @BeforeEach
    void createFunction() {
        createAndWait();
    }

    private PublishVersionResponse publish() {
        return lambda.publishVersion(b -> b.functionName(NAME));
    }

    private void change(String description) {
        lambda.updateFunctionConfiguration(b -> b.functionName(NAME).description(description));
        settled(NAME);
    }

    private String latestRevision() {
        return lambda.getFunctionConfiguration(b -> b.functionName(NAME)).revisionId();
    }

    @Test
    void aPublishedVersionIsActiveAtOnceAndChangesTheRevisionOfLatest() {
        String before = latestRevision();
        var version = lambda.publishVersion(b -> b.functionName(NAME).description("first"));
        assertThat(version.sdkHttpResponse().statusCode()).isEqualTo(201);
        assertThat(version.version()).isEqualTo("1");
        assertThat(version.functionArn()).isEqualTo(ARN + ":1");
        assertThat(version.state()).isEqualTo(State.ACTIVE);
        assertThat(version.lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
        assertThat(version.description()).isEqualTo("first");
        assertThat(latestRevision()).isNotEqualTo(before).isNotEqualTo(version.revisionId());
        assertThat(lambda.getFunctionConfiguration(b -> b.functionName(NAME)).description())
                .isEmpty();
    }

    @Test
    void publishingWithoutAChangeGivesTheSameVersion() {
        PublishVersionResponse first = publish();
        PublishVersionResponse again = publish();
        assertThat(again.version()).isEqualTo("1");
        assertThat(again.revisionId()).isEqualTo(first.revisionId());
        assertThat(again.sdkHttpResponse().statusCode()).isEqualTo(201);
        change("other");
        assertThat(publish().version()).isEqualTo("2");
    }

    @Test
    void numbersAreNeverUsedAgain() {
        publish();
        change("second");
        publish();
        lambda.deleteFunction(b -> b.functionName(NAME).qualifier("2"));
        change("third");
        assertThat(publish().version()).isEqualTo("3");
        assertThat(lambda.listVersionsByFunction(b -> b.functionName(NAME)).versions().stream()
                        .map(FunctionConfiguration::version)
                        .toList())
                .containsExactly("$LATEST", "1", "3");
    }

    @Test
    void listVersionsBeginsWithLatestAndQualifiesItsArn() {
        publish();
        var versions = lambda.listVersionsByFunction(b -> b.functionName(NAME)).versions();
        assertThat(versions.get(0).functionArn()).isEqualTo(ARN + ":$LATEST");
        assertThat(versions.get(1).functionArn()).isEqualTo(ARN + ":1");
        assertThat(versions.get(1).state()).isNull();
    }

    @Test
    void aWrongCodeHashIsRefused() {
        assertFails(
                () -> lambda.publishVersion(b -> b.functionName(NAME).codeSha256("wrong")),
                "InvalidParameterValueException",
                400,
                "CodeSHA256 (wrong) is different from current CodeSHA256 in $LATEST (" + FakeEnvironments.sha256(ZIP)
                        + "). Please try again with the CodeSHA256 in $LATEST.");
    }

    @Test
    void creatingWithPublishAnswersWithTheVersion() {
        holdPrepare();
        var created = create("published", b -> b.publish(true));
        assertThat(created.version()).isEqualTo("1");
        assertThat(created.functionArn()).endsWith(":function:published:1");
        assertThat(created.state()).isEqualTo(State.PENDING);
        assertThat(created.lastUpdateStatus()).isNull();
        assertThat(lambda.getFunctionConfiguration(b -> b.functionName("published"))
                        .lastUpdateStatus())
                .isEqualTo(LastUpdateStatus.IN_PROGRESS);
        letPrepare();
        lambda.waiter()
                .waitUntilFunctionActiveV2(b -> b.functionName("published").qualifier("1"));
    }

    @Test
    void updatingCodeWithPublishAnswersWithTheVersion() {
        var updated = lambda.updateFunctionCode(b -> b.functionName(NAME)
                .zipFile(SdkBytes.fromByteArray(Zips.of("two")))
                .publish(true));
        assertThat(updated.version()).isEqualTo("1");
        settled(NAME);
        assertThat(lambda.getFunction(b -> b.functionName(NAME).qualifier("1"))
                        .configuration()
                        .state())
                .isEqualTo(State.ACTIVE);
    }

    @Test
    void latestCanNotBeDeletedAlone() {
        assertFails(
                () -> lambda.deleteFunction(b -> b.functionName(NAME).qualifier("$LATEST")),
                "InvalidParameterValueException",
                400,
                "$LATEST version cannot be deleted without deleting the function.");
    }

    @Test
    void qualifiersAreEchoedInTheArn() {
        publish();
        lambda.createAlias(b -> b.functionName(NAME).name("live").functionVersion("1"));
        var latest = lambda.getFunction(b -> b.functionName(NAME).qualifier("$LATEST"))
                .configuration();
        assertThat(latest.functionArn()).isEqualTo(ARN + ":$LATEST");
        var alias = lambda.getFunction(b -> b.functionName(NAME + ":live")).configuration();
        assertThat(alias.functionArn()).isEqualTo(ARN + ":live");
        assertThat(alias.version()).isEqualTo("1");
        assertFails(
                () -> lambda.getFunction(b -> b.functionName(NAME + ":live").qualifier("1")),
                "InvalidParameterValueException",
                400,
                "The derived qualifier from the function name does not match the specified qualifier.");
        assertFails(
                () -> lambda.getFunction(b -> b.functionName(NAME).qualifier("gone")),
                "ResourceNotFoundException",
                404,
                "Function not found: " + ARN + ":gone");
    }

    @Test
    void anAliasLivesItsLife() {
        publish();
        String before = latestRevision();
        var created = lambda.createAlias(
                b -> b.functionName(NAME).name("live").functionVersion("1").description("d"));
        assertThat(created.sdkHttpResponse().statusCode()).isEqualTo(201);
        assertThat(created.aliasArn()).isEqualTo(ARN + ":live");
        assertThat(created.routingConfig()).isNull();
        assertThat(latestRevision()).isEqualTo(before);
        var same = lambda.updateAlias(b -> b.functionName(NAME).name("live"));
        assertThat(same.revisionId()).isNotEqualTo(created.revisionId());
        assertThat(same.description()).isEqualTo("d");
        assertFails(
                () -> lambda.updateAlias(b -> b.functionName(NAME).name("live").revisionId(created.revisionId())),
                "PreconditionFailedException",
                412,
                MISMATCH);
        assertThat(lambda.listAliases(b -> b.functionName(NAME).functionVersion("1"))
                        .aliases())
                .hasSize(1);
        assertThat(lambda.listAliases(b -> b.functionName(NAME).functionVersion("2"))
                        .aliases())
                .isEmpty();
        assertThat(lambda.deleteAlias(b -> b.functionName(NAME).name("live"))
                        .sdkHttpResponse()
                        .statusCode())
                .isEqualTo(204);
        lambda.deleteAlias(b -> b.functionName(NAME).name("live"));
        assertFails(
                () -> lambda.getAlias(b -> b.functionName(NAME).name("live")),
                "ResourceNotFoundException",
                404,
                "Cannot find alias arn: " + ARN + ":live");
        assertFails(
                () -> lambda.updateAlias(b -> b.functionName(NAME).name("live")),
                "ResourceNotFoundException",
                404,
                "Alias not found: " + ARN + ":live");
    }

    @Test
    void aliasesAreRefusedWithTheRecordedTexts() {
        publish();
        lambda.createAlias(b -> b.functionName(NAME).name("live").functionVersion("1"));
        assertFails(
                () -> lambda.createAlias(b -> b.functionName(NAME).name("live").functionVersion("1")),
                "ResourceConflictException",
                409,
                "Alias already exists: " + ARN + ":live");
        assertFails(
                () -> lambda.createAlias(b -> b.functionName(NAME).name("next").functionVersion("10")),
                "ResourceNotFoundException",
                404,
                "Function not found: " + ARN + ":10");
        assertRefused(
                "1",
                Map.of("1", 0.5),
                "Invalid function version 1. Function version 1 is already included in" + " routing configuration.");
        assertRefused(
                "$LATEST",
                Map.of("1", 0.5),
                "$LATEST is not supported for an alias pointing to more than 1" + " version");
        assertRefused(
                "1",
                Map.of("2", 0.5, "3", 0.1),
                "Number of items in AdditionalVersionWeights cannot be greater than 1");
        assertThat(failure(() -> lambda.createAlias(b -> b.functionName(NAME)
                                .name("next")
                                .functionVersion("1")
                                .routingConfig(r -> r.additionalVersionWeights(Map.of("2", 1.5)))))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("ValidationException");
        assertThat(failure(() -> lambda.createAlias(
                                b -> b.functionName(NAME).name("12").functionVersion("1")))
                        .awsErrorDetails()
                        .errorMessage())
                .contains("(?!^[0-9]+$)([a-zA-Z0-9-_]+)");
    }

    private void assertRefused(String version, Map<String, Double> weights, String text) {
        assertFails(
                () -> lambda.createAlias(b -> b.functionName(NAME)
                        .name("next")
                        .functionVersion(version)
                        .routingConfig(r -> r.additionalVersionWeights(weights))),
                "InvalidParameterValueException",
                400,
                text);
    }

    @Test
    void weightsDecideWhichVersionRuns() {
        publish();
        change("second");
        publish();
        lambda.createAlias(b -> b.functionName(NAME)
                .name("live")
                .functionVersion("1")
                .routingConfig(r -> r.additionalVersionWeights(Map.of("2", 1.0))));
        var other = lambda.invoke(b -> b.functionName(NAME).qualifier("live"));
        assertThat(other.executedVersion()).isEqualTo("2");
        assertThat(other.payload().asUtf8String()).contains("\"arn\":\"" + ARN + ":live\"");
        lambda.updateAlias(b ->
                b.functionName(NAME).name("live").routingConfig(r -> r.additionalVersionWeights(Map.of("2", 0.5))));
        await(() -> executed().equals("1"));
        await(() -> executed().equals("2"));
        var removed = lambda.updateAlias(
                b -> b.functionName(NAME).name("live").routingConfig(r -> r.additionalVersionWeights(Map.of())));
        assertThat(removed.routingConfig()).isNull();
        assertThat(executed()).isEqualTo("1");
    }

    private String executed() {
        return lambda.invoke(b -> b.functionName(NAME + ":live")).executedVersion();
    }
}
