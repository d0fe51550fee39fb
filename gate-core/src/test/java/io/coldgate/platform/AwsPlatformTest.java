package io.coldgate.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.fixture.AwsProperties;
import io.coldgate.fixture.FakeHttp;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.LambdaDriver;
import io.coldgate.lambda.SdkErrors;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.unit.Pacing;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What is said about credentials and region, by the SDK's real chain, against a server that answers as Lambda. */
@Isolated("it sets system properties, which the SDK reads")
class AwsPlatformTest {
    @TempDir
    private Path folder;

    private FakeHttp http;
    private AwsProperties aws;

    @BeforeEach
    void start() throws Exception {
        http = FakeHttp.start();
        aws = AwsProperties.set(Map.of(
                "aws.accessKeyId", "AKIDEXAMPLE",
                "aws.secretAccessKey", "secret",
                "aws.region", "eu-central-1",
                "aws.endpointUrlLambda", http.address()));
    }

    @AfterEach
    void stop() {
        aws.close();
        http.close();
    }

    private static Platform connect() throws PlatformException {
        return Platforms.start(PlatformName.AWS, PlatformOptions.none());
    }

    private void answer(int status, String code, String message) {
        byte[] body = ("{\"Type\":\"User\",\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
        http.answering(request -> new FakeHttp.Answer(status, body, Map.of("x-amzn-ErrorType", code)));
    }

    @Test
    void theSdksOwnEndpointSettingLeadsToAnotherServiceAndIsRecorded() throws Exception {
        answer(404, "ResourceNotFoundException", "no");
        try (Platform platform = connect()) {
            LambdaDriver driver =
                    new LambdaDriver(platform.client(), platform.limits(), Pacing.SYSTEM, new SplittableRandom(1));

            assertThatThrownBy(() -> driver.read("shop", Optional.empty())).hasMessageContaining("GetFunction shop");

            assertThat(http.requests()).hasSize(1);
            assertThat(platform.facts()).containsEntry("region", "eu-central-1").containsEntry("endpoint", "127.0.0.1");
            assertThat(platform.measurable())
                    .doesNotContain(Metric.INIT_CPU, Metric.MAJOR_FAULTS, Metric.INIT_READ_BYTES, Metric.INIT_SOCKETS)
                    .contains(Metric.RESTORE_DURATION);
            assertThat(platform.measurable(true))
                    .contains(Metric.INIT_CPU, Metric.MAJOR_FAULTS, Metric.INIT_READ_BYTES, Metric.INIT_SOCKETS);
        }
    }

    @Test
    void nothingIsSentTwice() throws Exception {
        answer(500, "ServiceException", "try again");
        try (Platform platform = connect()) {
            LambdaDriver driver =
                    new LambdaDriver(platform.client(), platform.limits(), Pacing.SYSTEM, new SplittableRandom(1));

            assertThatThrownBy(() -> driver.invoke("shop", new byte[0])).isInstanceOf(CallException.class);

            assertThat(http.requests()).hasSize(1);
            assertThat(http.requests().get(0).header("amz-sdk-request")).isEqualTo("attempt=1; max=1");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | ExpiredTokenException | The security token included in the request is expired |"
                        + " the AWS credentials have expired: get new ones",
                "403 | UnrecognizedClientException | The security token included in the request is invalid. |"
                        + " AWS does not accept the credentials (UnrecognizedClientException): check the access key",
                "403 | InvalidSignatureException | Signature expired |" + " and the machine's clock",
                "403 | AccessDeniedException | User: arn:aws:iam::1:user/ci is not authorized to perform:"
                        + " lambda:GetFunction on resource: x because no identity-based policy allows it |"
                        + " AWS denies lambda:GetFunction: allow it for these credentials; coldgate iam-policy prints",
            })
    void aRefusalIsOneLineThatSaysWhatToDo(int status, String code, String message, String said) throws Exception {
        answer(status, code, message);
        try (Platform platform = connect()) {
            LambdaDriver driver =
                    new LambdaDriver(platform.client(), platform.limits(), Pacing.SYSTEM, new SplittableRandom(1));

            assertThatThrownBy(() -> driver.read("shop", Optional.empty()))
                    .isInstanceOfSatisfying(
                            CallException.class, e -> assertThat(e.kind()).isEqualTo(CallException.Kind.REFUSED))
                    .hasMessageStartingWith("GetFunction shop: ")
                    .hasMessageContaining(said)
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void withoutCredentialsItSaysWhereTheyWereLookedFor() {
        aws.clear("aws.accessKeyId", "aws.secretAccessKey");

        assertThatThrownBy(AwsPlatformTest::connect)
                .isInstanceOf(PlatformException.class)
                .hasMessageStartingWith("no AWS credentials: ")
                .hasMessageEndingWith("(docs/aws.md)")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mordor", "eu_central_1", "eu-central-1a"})
    void aRegionThatCanBeNoneIsNamedBeforeAnythingIsSent(String region) throws Exception {
        try (AwsProperties ignored = AwsProperties.set(Map.of("aws.region", region))) {
            assertThatThrownBy(AwsPlatformTest::connect)
                    .isInstanceOf(PlatformException.class)
                    .hasMessageStartingWith("AWS region \"" + region + "\"")
                    .hasMessageContaining("such as eu-central-1")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void anEndpointThatIsNoAddressIsNamedBeforeAnythingIsSent() throws Exception {
        try (AwsProperties ignored = AwsProperties.set(Map.of("aws.endpointUrlLambda", "rubbish"))) {
            assertThatThrownBy(AwsPlatformTest::connect)
                    .isInstanceOf(PlatformException.class)
                    .hasMessageStartingWith("AWS endpoint \"rubbish\": not an address of a service")
                    .hasMessageContaining("AWS_ENDPOINT_URL_LAMBDA");
        }
    }

    @Test
    void aProfileThatIsNotThereIsNamed() throws Exception {
        aws.clear("aws.accessKeyId", "aws.secretAccessKey");
        Path config = Files.writeString(folder.resolve("config"), "[profile other]\nregion = eu-central-1\n");
        try (AwsProperties profile = AwsProperties.set(Map.of("aws.profile", "staging"))) {
            System.setProperty("aws.configFile", config.toString());

            assertThatThrownBy(AwsPlatformTest::connect)
                    .isInstanceOf(PlatformException.class)
                    .hasMessageContaining("staging")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void withoutARegionItSaysHowToNameOne() {
        aws.clear("aws.region");

        assertThatThrownBy(AwsPlatformTest::connect)
                .isInstanceOf(PlatformException.class)
                .hasMessageStartingWith("no AWS region: write region: under platforms.aws");
    }

    @Test
    void aHostThatIsNotThereIsNamed() {
        SdkClientException lost = SdkClientException.create(
                "Received an UnknownHostException. See cause.",
                new UnknownHostException("lambda.mars-north-7.amazonaws.com: Name or service not known"));

        assertThatThrownBy(() -> SdkErrors.translate("CreateFunction shop", () -> {
                    throw lost;
                }))
                .isInstanceOfSatisfying(
                        CallException.class, e -> assertThat(e.kind()).isEqualTo(CallException.Kind.UNAVAILABLE))
                .hasMessageStartingWith("CreateFunction shop: no such host: lambda.mars-north-7.amazonaws.com: check");
    }
}
