package io.coldgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.coldgate.fixture.FakeLambda;
import io.coldgate.fixture.FakeLambda.Answer;
import io.coldgate.fixture.FakePacing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;

class LambdaDriverTest {
    private static final Deployment HELLO = Deployment.builder()
            .name("coldgate-hello-1")
            .code(new Code.Zip(new byte[] {1, 2, 3}))
            .runtime("provided.al2023")
            .handler("bootstrap")
            .architecture("arm64")
            .memoryMegabytes(512)
            .timeoutSeconds(9)
            .environment(Map.of("GOGC", "200", "TABLE", "orders"))
            .role("arn:aws:iam::1:role/x")
            .tags(Map.of("coldgate", "candidate"))
            .build();

    private final FakeLambda lambda = new FakeLambda();
    private final FakePacing pacing = new FakePacing();
    private final LambdaDriver driver =
            new LambdaDriver(lambda, ControlPlaneLimits.NONE, pacing, new SplittableRandom(1));

    private void deployed() throws Exception {
        driver.deploy(HELLO);
        lambda.calls().clear();
        pacing.pauses().clear();
    }

    private static CallException.Kind kindOf(Throwable thrown) {
        return ((CallException) thrown).kind();
    }

    @Test
    void deploysWithEverySettingOfTheFunction() throws Exception {
        assertThat(driver.deploy(HELLO)).isEqualTo("sha256");

        CreateFunctionRequest request = lambda.created().get(0);
        assertThat(request.functionName()).isEqualTo("coldgate-hello-1");
        assertThat(request.runtimeAsString()).isEqualTo("provided.al2023");
        assertThat(request.handler()).isEqualTo("bootstrap");
        assertThat(request.architecturesAsStrings()).containsExactly("arm64");
        assertThat(request.memorySize()).isEqualTo(512);
        assertThat(request.timeout()).isEqualTo(9);
        assertThat(request.role()).isEqualTo("arn:aws:iam::1:role/x");
        assertThat(request.tags()).containsEntry("coldgate", "candidate");
        assertThat(request.code().zipFile().asByteArray()).containsExactly(1, 2, 3);
        assertThat(request.environment().variables()).isEqualTo(HELLO.environment());
    }

    @Test
    void aCreationWhoseAnswerWasLostIsTakenForDone() throws Exception {
        driver.deploy(HELLO);
        lambda.failing(
                "CreateFunction",
                SdkClientException.create("connection reset"),
                FakeLambda.error(409, "ResourceConflictException", "Function already exist: coldgate-hello-1"));

        driver.deploy(HELLO);

        assertThat(lambda.count("CreateFunction")).isEqualTo(3);
    }

    @Test
    void aFirstRequestThatTheServiceFailsIsRepeated() throws Exception {
        lambda.failing("CreateFunction", FakeLambda.error(503, "ServiceException", "try again"));

        assertThat(driver.deploy(HELLO)).isEqualTo("sha256");
        assertThat(lambda.count("CreateFunction")).isEqualTo(2);
    }

    @Test
    void waitsUntilTheFunctionIsActive() throws Exception {
        lambda.state(State.PENDING, LastUpdateStatus.IN_PROGRESS, null)
                .state(State.PENDING, LastUpdateStatus.SUCCESSFUL, null)
                .state(State.ACTIVE, LastUpdateStatus.IN_PROGRESS, null);

        driver.deploy(HELLO);

        assertThat(lambda.count("GetFunction")).isEqualTo(4);
        assertThat(pacing.pauses()).containsExactly(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(4));
    }

    @Test
    void pollsSlowerAndSlowerButAtLeastEverySecond() throws Exception {
        for (int i = 0; i < 20; i++) {
            lambda.state(State.PENDING, LastUpdateStatus.IN_PROGRESS, null);
        }

        driver.deploy(HELLO);

        assertThat(pacing.pauses()).hasSize(20).isSorted().allMatch(pause -> pause.toMillis() <= 1000);
    }

    @Test
    void anUpdateThatNeverEndsIsGivenUp() {
        for (int i = 0; i < 1000; i++) {
            lambda.state(State.ACTIVE, LastUpdateStatus.IN_PROGRESS, null);
        }

        assertThatThrownBy(() -> driver.deploy(HELLO))
                .satisfies(e -> assertThat(kindOf(e)).isEqualTo(CallException.Kind.UNAVAILABLE))
                .hasMessageContaining("coldgate-hello-1")
                .hasMessageContaining("5 minutes")
                .hasMessageContaining("in progress");
        assertThat(pacing.nanos()).isLessThan(Duration.ofMinutes(6).toNanos());
    }

    @ParameterizedTest
    @CsvSource({"FAILED, SUCCESSFUL", "ACTIVE, FAILED"})
    void aFailedUpdateIsRefusedWithItsReason(State state, LastUpdateStatus update) {
        lambda.state(state, update, "the role has no permission");

        assertThatThrownBy(() -> driver.deploy(HELLO))
                .satisfies(e -> assertThat(kindOf(e)).isEqualTo(CallException.Kind.REFUSED))
                .hasMessageContaining("the role has no permission");
    }

    @Test
    void aFailedUpdateWithoutAReasonSaysNothingOfNull() {
        lambda.state(State.ACTIVE, LastUpdateStatus.FAILED, null);

        assertThatThrownBy(() -> driver.deploy(HELLO))
                .isInstanceOf(CallException.class)
                .hasMessageNotContaining("null");
    }

    @Test
    void theNonceStandsBesideTheUsersVariables() throws Exception {
        deployed();

        driver.forceCold(HELLO, "run-7");

        assertThat(lambda.functions().get(HELLO.name()))
                .isEqualTo(Map.of("GOGC", "200", "TABLE", "orders", LambdaDriver.NONCE, "run-7"));
    }

    @Test
    void anUpdateIsWaitedForBeforeTheCallReturns() throws Exception {
        deployed();
        lambda.state(State.ACTIVE, LastUpdateStatus.IN_PROGRESS, null)
                .state(State.ACTIVE, LastUpdateStatus.IN_PROGRESS, null);

        driver.forceCold(HELLO, "n");

        assertThat(lambda.calls())
                .containsExactly(
                        "UpdateFunctionConfiguration coldgate-hello-1",
                        "GetFunction coldgate-hello-1",
                        "GetFunction coldgate-hello-1",
                        "GetFunction coldgate-hello-1");
    }

    @Test
    void throttledAndConflictingUpdatesAreRepeated() throws Exception {
        deployed();
        lambda.failing(
                "UpdateFunctionConfiguration",
                FakeLambda.error(429, "TooManyRequestsException", "Rate exceeded"),
                FakeLambda.error(409, "ResourceConflictException", "An update is in progress"),
                FakeLambda.error(400, "ThrottlingException", "Rate exceeded"));

        driver.forceCold(HELLO, "n");

        assertThat(lambda.count("UpdateFunctionConfiguration")).isEqualTo(4);
    }

    @Test
    void theServicesWishHowLongToWaitIsFollowed() throws Exception {
        deployed();
        LambdaException throttled = FakeLambda.error(429, "TooManyRequestsException", "Rate exceeded");
        AwsErrorDetails details = throttled.awsErrorDetails().toBuilder()
                .sdkHttpResponse(SdkHttpResponse.builder()
                        .statusCode(429)
                        .putHeader("Retry-After", "7")
                        .build())
                .build();
        lambda.failing("UpdateFunctionConfiguration", (RuntimeException)
                throttled.toBuilder().awsErrorDetails(details).build());

        driver.forceCold(HELLO, "n");

        assertThat(pacing.pauses().get(0)).isGreaterThan(Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @CsvSource({
        "429, TooManyRequestsException, THROTTLED",
        "400, ThrottlingException, THROTTLED",
        "409, ResourceConflictException, CONFLICT",
        "404, ResourceNotFoundException, NOT_FOUND",
        "400, InvalidParameterValueException, REFUSED",
        "403, AccessDeniedException, REFUSED",
        "413, RequestTooLargeException, REFUSED",
        "500, ServiceException, UNAVAILABLE",
        "502, EC2UnexpectedException, UNAVAILABLE"
    })
    void anInvokeThatFailsIsNeverRepeated(int status, String code, CallException.Kind kind) throws Exception {
        deployed();
        lambda.failing("Invoke", FakeLambda.error(status, code, "what the service said"));

        assertThatThrownBy(() -> driver.invoke(HELLO.name(), new byte[0]))
                .asInstanceOf(type(CallException.class))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
                .satisfies(e -> assertThat(e.getMessage())
                        .isEqualTo("Invoke coldgate-hello-1: " + code + ": what the service said"));
        assertThat(lambda.count("Invoke")).isEqualTo(1);
    }

    @Test
    void aLostConnectionIsUnavailableAndNotRepeated() throws Exception {
        deployed();
        lambda.failing("Invoke", SdkClientException.create("Unable to execute HTTP request: Connection refused"));

        assertThatThrownBy(() -> driver.invoke(HELLO.name(), new byte[0]))
                .satisfies(e -> assertThat(kindOf(e)).isEqualTo(CallException.Kind.UNAVAILABLE))
                .hasMessageContaining("Connection refused");
        assertThat(lambda.count("Invoke")).isEqualTo(1);
    }

    @Test
    void whatTheServiceSaysIsMadePrintable() throws Exception {
        deployed();
        lambda.failing("Invoke", FakeLambda.error(400, "X", "a\u001b[2Jb\n::error::c" + "d".repeat(10_000)));

        assertThatThrownBy(() -> driver.invoke(HELLO.name(), new byte[0]))
                .hasMessageContaining("a\\u001b[2Jb\\n::error::c")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
    }

    @Test
    void anInterruptedCallIsAnInterruption() throws Exception {
        deployed();
        lambda.failing("Invoke", AbortedException.create("Thread was interrupted"));

        assertThatThrownBy(() -> driver.invoke(HELLO.name(), new byte[0])).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aClientErrorUnderAnInterruptIsAnInterruptionAndClearsTheFlag() throws Exception {
        deployed();
        lambda.before(call -> Thread.currentThread().interrupt())
                .failing("Invoke", SdkClientException.create("connection closed"));

        assertThatThrownBy(() -> driver.invoke(HELLO.name(), new byte[0])).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void givesWhatAnInvocationShows() throws Exception {
        deployed();
        String log =
                "START\nREPORT RequestId: " + FakeLambda.requestId(1) + "\tDuration: 3 ms\tInit Duration: 4 ms\t\n";
        lambda.answering(call -> {
            pacing.advance(Duration.ofMillis(7));
            return new Answer("{\"ok\":true}", "", log, "header");
        });

        Invocation invocation = driver.invoke(HELLO.name(), "{\"a\":1}".getBytes(StandardCharsets.UTF_8));

        assertThat(invocation.requestId()).isEqualTo("request-1");
        assertThat(invocation.failure()).isEmpty();
        assertThat(invocation.logTail()).isEqualTo(log);
        assertThat(invocation.report().orElseThrow().initDuration()).hasValue(4e6);
        assertThat(invocation.measurements()).contains("header");
        assertThat(invocation.latencyNanos()).isEqualTo(7_000_000);
    }

    @Test
    void aPlatformWithoutALogTailGivesNoReport() throws Exception {
        deployed();
        lambda.answering(call -> new Answer("{}", "", null, ""));

        Invocation invocation = driver.invoke(HELLO.name(), new byte[0]);

        assertThat(invocation.logTail()).isEmpty();
        assertThat(invocation.report()).isEmpty();
        assertThat(invocation.measurements()).isEmpty();
    }

    @Test
    void aFunctionErrorIsTheFunctionsFailure() throws Exception {
        deployed();
        lambda.answering(call -> Answer.failed(call, "Runtime.ExitError", "exit status 1", ""));

        assertThat(driver.invoke(HELLO.name(), new byte[0]).failure().orElseThrow())
                .hasToString("Runtime.ExitError: exit status 1");
    }

    @Test
    void deletesAndDoesNotMindWhatIsGone() throws Exception {
        deployed();

        driver.delete(HELLO.name());
        driver.delete(HELLO.name());

        assertThat(lambda.functions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 409})
    void aDeletionThatMustWaitIsRepeated(int status) throws Exception {
        deployed();
        lambda.failing("DeleteFunction", FakeLambda.error(status, "X", "later"));

        driver.delete(HELLO.name());

        assertThat(lambda.functions()).isEmpty();
    }
}
