package io.coldgate.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.PackageType;

/** Functions that are container images, as the control plane shows them. */
class FunctionImageTest extends ApiTest {
    private static final String IMAGE = "hello:1";

    private void createImage(Consumer<CreateFunctionRequest.Builder> more) {
        lambda.createFunction(b -> {
            b.functionName(NAME).role(ROLE).packageType(PackageType.IMAGE).code(c -> c.imageUri(IMAGE));
            more.accept(b);
        });
    }

    @Test
    void anImageIsShownAsLambdaShowsOne() {
        createImage(b -> b.imageConfig(c -> c.command("other.handler").workingDirectory("/srv")));
        settled(NAME);
        var shown = lambda.getFunction(b -> b.functionName(NAME));
        assertThat(shown.configuration().packageType()).isEqualTo(PackageType.IMAGE);
        assertThat(shown.configuration().runtimeAsString()).isNull();
        assertThat(shown.configuration().handler()).isNull();
        assertThat(shown.configuration().runtimeVersionConfig()).isNull();
        assertThat(shown.configuration().codeSize()).isZero();
        assertThat(shown.configuration().codeSha256()).isEqualTo("ab".repeat(32));
        assertThat(shown.configuration().imageConfigResponse().imageConfig().command())
                .containsExactly("other.handler");
        assertThat(shown.code().repositoryType()).isEqualTo("ECR");
        assertThat(shown.code().imageUri()).isEqualTo(IMAGE);
        assertThat(shown.code().resolvedImageUri()).isEqualTo("sha256:" + "ab".repeat(32));
    }

    @Test
    void anImageHasNoRuntimeHandlerOrLayers() {
        String refusal = "Please don't provide a handler or runtime or layer when the intended function PackageType is"
                + " Image.";
        assertFails(
                () -> createImage(b -> b.runtime("provided.al2023")), "InvalidParameterValueException", 400, refusal);
        assertFails(() -> createImage(b -> b.handler("h")), "InvalidParameterValueException", 400, refusal);
        assertFails(
                () -> createImage(b -> b.layers("arn:aws:lambda:us-east-1:000000000000:layer:tools:3")),
                "InvalidParameterValueException",
                400,
                refusal);
    }

    @Test
    void anImageThatIsNotHereIsRefused() {
        assertFails(
                () -> createImage(b -> b.code(c -> c.imageUri("other:1"))),
                "InvalidParameterValueException",
                400,
                "Source image other:1 is not valid. Provide a valid source image. (no image other:1)");
    }

    @Test
    void anImageStaysOneAndAZipStaysOne() {
        createImage(b -> {});
        settled(NAME);
        assertFails(
                () -> lambda.updateFunctionCode(b -> b.functionName(NAME).zipFile(SdkBytes.fromByteArray(ZIP))),
                "InvalidParameterValueException",
                400,
                "Please don't provide a zip file when the function's PackageType is Image.");
        lambda.updateFunctionCode(b -> b.functionName(NAME).imageUri(IMAGE));
        settled(NAME);
        create("zipped", b -> {});
        settled("zipped");
        assertFails(
                () -> lambda.updateFunctionCode(b -> b.functionName("zipped").imageUri(IMAGE)),
                "InvalidParameterValueException",
                400,
                "Please don't provide ImageUri when updating a function with packageType Zip.");
    }
}
