package io.coldgate.lambda;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.lambda.model.LambdaException;

class SdkErrorsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Request must be smaller than 70167211 bytes for the CreateFunction operation",
                "Zipped size must be smaller than 52428800 bytes"
            })
    void aPackageThatIsTooLargeIsAnsweredWithWhatToDo(String message) {
        LambdaException refused = (LambdaException) LambdaException.builder()
                .statusCode(413)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("RequestEntityTooLargeException")
                        .errorMessage(message)
                        .build())
                .build();

        assertThatThrownBy(() -> SdkErrors.translate("CreateFunction shop", () -> {
                    throw refused;
                }))
                .hasMessage("CreateFunction shop: the package is larger than a request may be: make it smaller, move"
                        + " parts of it into layers, or deploy a container image (" + message + ")");
    }
}
