package io.coldgate.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;

/** What is refused, with the recorded texts of lambda-facts 1.8 and 1.9. */
class ValidationTest extends ApiTest {
    private void assertInvalid(Consumer<CreateFunctionRequest.Builder> request, String text) {
        assertFails(() -> create(NAME, request), "InvalidParameterValueException", 400, text);
    }

    private String validation(Consumer<CreateFunctionRequest.Builder> request) {
        var error = failure(() -> create(NAME, request));
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
        assertThat(error.statusCode()).isEqualTo(400);
        return error.awsErrorDetails().errorMessage();
    }

    @Test
    void aBadRoleIsNamedWithItsPattern() {
        assertThat(validation(b -> b.role("r1")))
                .isEqualTo("1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint: Member must"
                        + " satisfy regular expression pattern:"
                        + " arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
    }

    @Test
    void severalFailuresAreJoined() {
        assertThat(validation(b -> b.role("r1").memorySize(64).timeout(901)))
                .startsWith("3 validation errors detected: Value 'r1' at 'role' failed")
                .contains(
                        "; Value '64' at 'memorySize' failed to satisfy constraint: Member must have value greater than"
                                + " or equal to 128; ")
                .endsWith("Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or"
                        + " equal to 900");
    }

    @Test
    void rangesAndPatternsAreChecked() {
        assertThat(validation(b -> b.memorySize(10_241))).contains("less than or equal to 10240");
        assertThat(validation(b -> b.timeout(0))).contains("greater than or equal to 1");
        assertThat(validation(b -> b.handler("a b"))).contains("[^\\s]+");
        assertThat(validation(b -> b.description("x".repeat(257)))).contains("less than or equal to 256");
        assertThat(validation(b -> b.ephemeralStorage(e -> e.size(100)))).contains("ephemeralStorage.size");
        assertThat(validation(b -> b.architecturesWithStrings("mips"))).contains("[x86_64, arm64]");
        assertThat(validation(b -> b.architecturesWithStrings("x86_64", "arm64")))
                .contains("less than or equal to 1");
        assertThat(validation(b -> b.loggingConfig(l -> l.logFormat("XML")))).contains("[JSON, Text]");
        assertThat(validation(b -> b.functionName("no spaces"))).contains("'functionName'");
    }

    @Test
    void aNameOfMoreThan64CharactersIsRefused() {
        assertFails(
                () -> create("n".repeat(65), b -> {}),
                "InvalidParameterValueException",
                400,
                "1 validation error detected: Value '" + "n".repeat(65)
                        + "' at 'functionName' failed to satisfy constraint: Member must have length less than or equal"
                        + " to 64");
    }

    @Test
    void aSecondFunctionOfThatNameConflicts() {
        createAndWait();
        assertFails(() -> create(NAME, b -> {}), "ResourceConflictException", 409, "Function already exist: checkout");
        assertFails(() -> create(ARN, b -> {}), "ResourceConflictException", 409, "Function already exist: checkout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "provided.al2",
                "provided.al2023",
                "java17",
                "java21",
                "java25",
                "python3.9",
                "python3.99",
                "nodejs18.x",
                "nodejs24.x",
                "dotnet8",
                "ruby3.4"
            })
    void realRuntimesCanBeCreated(String runtime) {
        assertThat(create(NAME, b -> b.runtime(runtime)).runtimeAsString()).isEqualTo(runtime);
    }

    @Test
    void otherRuntimesCanNot() {
        var error = failure(() -> create(NAME, b -> b.runtime("cobol85")));
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValueException");
        assertThat(error.awsErrorDetails().errorMessage())
                .startsWith(
                        "Value cobol85 at 'runtime' failed to satisfy constraint: Member must satisfy enum value set:"
                                + " [")
                .endsWith("] or be a valid ARN");
        assertThat(failure(() -> create(NAME, b -> b.runtime("provided")))
                        .awsErrorDetails()
                        .errorMessage())
                .startsWith(
                        "The runtime parameter of provided is no longer supported for creating or updating AWS Lambda"
                                + " functions.");
        assertInvalid(
                b -> b.runtime((String) null),
                "Runtime and Handler are mandatory parameters for functions created with deployment packages.");
    }

    @Test
    void codeHasToBeAZipInTheRequest() {
        assertInvalid(
                b -> b.code(c -> c.zipFile(SdkBytes.fromUtf8String("no zip"))),
                "Could not unzip uploaded file. Please check your file, then try to upload again.");
        assertInvalid(
                b -> b.code(c -> c.zipFile(SdkBytes.fromUtf8String(""))), "Uploaded file must be a non-empty zip");
        assertInvalid(
                b -> b.code(c -> c.s3Bucket("b").s3Key("k")),
                "The embedded Lambda takes ZipFile: there is no S3 here. Send the package itself as ZipFile.");
        String together = "PackageType Image and Code.ImageUri go together, and so do Zip and Code.ZipFile.";
        assertInvalid(b -> b.code(c -> c.imageUri("hello:1")), together);
        assertInvalid(b -> b.packageType("Image"), together);
    }

    @Test
    @Tag("slow")
    void unpackedCodeIsLimitedTogetherWithItsLayers() {
        var layer = lambda.publishLayerVersion(b -> b.layerName("big")
                .content(c -> c.zipFile(SdkBytes.fromByteArray(Zips.of("f", new byte[200_000_000])))));
        assertInvalid(
                b -> b.layers(layer.layerVersionArn())
                        .code(c -> c.zipFile(SdkBytes.fromByteArray(Zips.of("f", new byte[70_000_000])))),
                "Unzipped size must be smaller than 262144000 bytes");
    }

    @Test
    @Tag("slow")
    void zipsAndRequestsAreLimited() {
        assertFails(
                () -> create(NAME, b -> b.code(c -> c.zipFile(SdkBytes.fromByteArray(new byte[52_428_801])))),
                "RequestEntityTooLargeException",
                413,
                "Zipped size must be smaller than 52428800 bytes");
        assertFails(
                () -> create(NAME, b -> b.code(c -> c.zipFile(SdkBytes.fromByteArray(new byte[53_000_000])))),
                "RequestEntityTooLargeException",
                413,
                "Request must be smaller than 70167211 bytes for the CreateFunction operation");
    }

    @Test
    void environmentVariablesAreLimitedTo4KbAndToUnreservedNames() {
        String value = "x".repeat(4_096 - "{\"KEY\":\"\"}".length());
        create("fits", b -> b.environment(e -> e.variables(Map.of("KEY", value))));
        assertInvalid(
                b -> b.environment(e -> e.variables(Map.of("KEY", value + "x"))),
                "Lambda was unable to configure your environment variables because the environment variables you have"
                        + " provided exceeded the 4KB limit. String measured: {\"KEY\":\"" + value + "x\"}");
        assertThat(failure(() -> create(NAME, b -> b.environment(e -> e.variables(Map.of("AWS_REGION", "x")))))
                        .awsErrorDetails()
                        .errorMessage())
                .endsWith("Reserved keys used in this request: AWS_REGION");
        assertThat(validation(b -> b.environment(e -> e.variables(Map.of("1A", "x")))))
                .contains("[a-zA-Z]([a-zA-Z0-9_])+");
    }

    @Test
    void aVariableMayBeCalledZipFile() {
        assertThat(create(NAME, b -> b.environment(e -> e.variables(Map.of("ZipFile", "no base64!"))))
                        .environment()
                        .variables())
                .containsOnly(Map.entry("ZipFile", "no base64!"));
    }

    @Test
    void anEmptyEnvironmentIsKept() {
        assertThat(create(NAME, b -> b.environment(e -> e.variables(new HashMap<>())))
                        .environment()
                        .variables())
                .isEmpty();
    }

    @Test
    void jsonLoggingGetsItsLevels() {
        var logging =
                create(NAME, b -> b.loggingConfig(l -> l.logFormat("JSON"))).loggingConfig();
        assertThat(List.of(logging.applicationLogLevelAsString(), logging.systemLogLevelAsString()))
                .containsExactly("INFO", "INFO");
        settled(NAME);
        var text = lambda.updateFunctionConfiguration(b -> b.functionName(NAME).loggingConfig(l -> l.logFormat("Text")))
                .loggingConfig();
        assertThat(text.applicationLogLevel()).isNull();
    }
}
