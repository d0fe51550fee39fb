package io.coldgate.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.embedded.model.CallObserver;
import io.coldgate.embedded.model.Fault;
import io.coldgate.embedded.model.Model;
import io.coldgate.embedded.model.ModelSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Each fault, as AWS's own client sees it, and that it ends when it is switched off. */
@Tag("process")
class FaultTest extends ApiTest {
    private final AtomicLong clock = new AtomicLong();
    private final List<String> observed = new CopyOnWriteArrayList<>();
    private final List<String> carriedOut = new CopyOnWriteArrayList<>();
    private final AtomicInteger memoryThen = new AtomicInteger();
    private final Model model = new Model(ModelSettings.none().toBuilder()
            .clock(clock::get)
            .observer(new CallObserver() {
                @Override
                public void arrived(String operation, String resource) {
                    observed.add(operation + " " + resource);
                }

                @Override
                public void carriedOut(String operation, String resource) {
                    carriedOut.add(operation + " " + resource);
                    if (operation.equals("UpdateFunctionConfiguration")) {
                        memoryThen.set(lambda.getFunctionConfiguration(b -> b.functionName(NAME))
                                .memorySize());
                    }
                }
            })
            .build());

    @Override
    Model model() {
        return model;
    }

    private InvokeResponse invoke() {
        return lambda.invoke(b -> b.functionName(NAME).logType(LogType.TAIL));
    }

    private static String tail(InvokeResponse response) {
        return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
    }

    private static boolean cold(InvokeResponse response) {
        return response.sdkHttpResponse()
                .firstMatchingHeader("X-Coldgate-Measurements")
                .orElseThrow()
                .contains("\"cold\":true");
    }

    private void update(String value) {
        lambda.updateFunctionConfiguration(
                b -> b.functionName(NAME).environment(e -> e.variables(Map.of("NONCE", value))));
        settled(NAME);
    }

    @Test
    void expiredCredentialsAreRefusedAfterSoManyCallsUntilTheyAreRenewed() {
        createAndWait();
        model.faults().set(new Fault.ExpiredCredentials(2));
        lambda.listFunctions();
        invoke();
        for (int i = 0; i < 2; i++) {
            assertFails(
                    this::invoke,
                    "ExpiredTokenException",
                    403,
                    "The security token included in the request is expired");
        }
        assertThat(model.faults().struck(Fault.ExpiredCredentials.class)).isEqualTo(2);
        model.faults().clear(Fault.ExpiredCredentials.class);
        invoke();
    }

    @Test
    void anActionThatIsNotAllowedIsNamedWithTheResource() {
        createAndWait();
        model.faults().set(new Fault.Denied(Set.of("lambda:InvokeFunction", "lambda:UpdateFunctionConfiguration")));
        String denied = "User: arn:aws:iam::000000000000:user/caller is not authorized to perform: %s on resource: "
                + ARN + " because no identity-based policy allows the %s action";
        assertFails(this::invoke, "AccessDeniedException", 403, denied.replace("%s", "lambda:InvokeFunction"));
        assertFails(
                () -> update("1"),
                "AccessDeniedException",
                403,
                denied.replace("%s", "lambda:UpdateFunctionConfiguration"));
        lambda.getFunction(b -> b.functionName(NAME));
    }

    @Test
    void everyCallIsObservedBeforeItIsAnswered() {
        createAndWait();
        observed.clear();
        carriedOut.clear();
        model.faults().set(new Fault.ExpiredCredentials(0));
        failure(this::invoke);
        failure(lambda::listFunctions);
        assertThat(observed).containsExactly("Invoke " + ARN, "ListFunctions *");
        assertThat(carriedOut).as("they were refused").isEmpty();
    }

    @Test
    void aCallIsObservedWhenItsEffectIsThereThoughNobodyHearsTheAnswer() {
        createAndWait();
        carriedOut.clear();
        model.faults().set(new Fault.LostAnswer("lambda:UpdateFunctionConfiguration", 1));
        assertThatThrownBy(() -> lambda.updateFunctionConfiguration(
                        b -> b.functionName(NAME).memorySize(512)))
                .isInstanceOf(SdkClientException.class);
        assertThat(carriedOut).containsExactly("UpdateFunctionConfiguration " + ARN, "GetFunctionConfiguration " + ARN);
        assertThat(memoryThen).hasValue(512);
    }

    @Test
    void aRoleThatMayNotBePassedIsNamed() {
        model.faults().set(new Fault.Denied(Set.of("iam:PassRole")));
        assertFails(
                () -> create(NAME, b -> {}),
                "AccessDeniedException",
                403,
                "User: arn:aws:iam::000000000000:user/caller is not authorized to perform: iam:PassRole on resource: "
                        + ROLE + " because no identity-based policy allows the iam:PassRole action");
        assertThat(lambda.listFunctions().functions()).isEmpty();
    }

    @Test
    void aNewRoleCannotBeAssumedAtFirst() {
        model.faults().set(new Fault.RoleDelay(Duration.ofSeconds(8)));
        for (int second = 0; second < 8; second += 4) {
            assertFails(
                    () -> create(NAME, b -> {}),
                    "InvalidParameterValueException",
                    400,
                    "The role defined for the function cannot be assumed by Lambda.");
            clock.addAndGet(Duration.ofSeconds(4).toNanos());
        }
        createAndWait();
    }

    @Test
    void somebodyElseDeletesTheFunctionOnce() {
        createAndWait();
        model.faults().set(new Fault.Deleted(2));
        invoke();
        invoke();
        assertFails(this::invoke, "ResourceNotFoundException", 404, "Function not found: " + ARN + ":$LATEST");
        assertThat(lambda.listFunctions().functions()).isEmpty();
        createAndWait();
        invoke();
    }

    @Test
    void invocationsAreThrottledByThemselves() {
        createAndWait();
        model.faults().set(new Fault.ThrottledInvocations(1));
        TooManyRequestsException refused = (TooManyRequestsException) failure(this::invoke);
        assertThat(refused.reasonAsString()).isEqualTo("ConcurrentInvocationLimitExceeded");
        lambda.listFunctions();
    }

    @Test
    void theEndpointIsGoneForAWhileAndComesBackAtTheSamePort() {
        createAndWait();
        model.faults().set(new Fault.Unreachable(Duration.ofSeconds(30), 1));
        lambda.listFunctions();
        for (int i = 0; i < 3; i++) {
            // The first is cut off in the middle, the others find nobody.
            assertThatThrownBy(lambda::listFunctions).isInstanceOf(SdkClientException.class);
        }
        clock.addAndGet(Duration.ofSeconds(30).toNanos());
        await(this::answers);
        assertThat(lambda.listFunctions().functions()).hasSize(1);
        assertThat(model.faults().struck(Fault.Unreachable.class)).isEqualTo(1);
    }

    @Test
    void whatIsNotAnsweredIsDoneAllTheSame() {
        createAndWait();
        model.faults().set(new Fault.LostAnswer("lambda:UpdateFunctionConfiguration", 1));
        assertThatThrownBy(() -> lambda.updateFunctionConfiguration(
                        r -> r.functionName(NAME).description("after")))
                .isInstanceOf(SdkClientException.class);
        assertThat(lambda.getFunctionConfiguration(r -> r.functionName(NAME)).description())
                .isEqualTo("after");
        await(() -> lambda.getFunctionConfiguration(r -> r.functionName(NAME)).lastUpdateStatus()
                == LastUpdateStatus.SUCCESSFUL);
        lambda.updateFunctionConfiguration(r -> r.functionName(NAME).description("again"));
        assertThat(model.faults().struck(Fault.LostAnswer.class)).isEqualTo(1);
    }

    @Test
    void anOutageEndsWhenItIsSwitchedOff() {
        model.faults().set(new Fault.Unreachable(Duration.ofDays(1), 0));
        assertThatThrownBy(lambda::listFunctions).isInstanceOf(SdkClientException.class);
        model.faults().clear(Fault.Unreachable.class);
        await(this::answers);
    }

    private boolean answers() {
        try {
            lambda.listFunctions();
            return true;
        } catch (SdkClientException e) {
            return false;
        }
    }

    @Test
    void anEnvironmentOutlivesAnUpdateForOneInvocation() {
        createAndWait();
        model.faults().set(new Fault.WarmReuse(1));
        assertThat(cold(invoke())).isTrue();
        update("new");
        InvokeResponse stale = invoke();
        assertThat(cold(stale)).as("served by what was there before").isFalse();
        assertThat(stale.payload().asUtf8String()).contains("\"variables\":\"\"");
        InvokeResponse fresh = invoke();
        assertThat(cold(fresh)).isTrue();
        assertThat(fresh.payload().asUtf8String()).contains("\"variables\":\"new\"");
        assertThat(environments.retired).hasSize(1);
    }

    @Test
    void whatOutlivedAnUpdateDoesNotOutliveASecondOne() {
        createAndWait();
        model.faults().set(new Fault.WarmReuse(1));
        invoke();
        update("one");
        update("two");
        assertThat(cold(invoke())).isTrue();
        assertThat(environments.retired).hasSize(2);
    }

    @Test
    void environmentsAreInitialisedBeforeAnUpdateIsReportedAsDone() {
        model.faults().set(new Fault.ProactiveInit(1));
        createAndWait();
        assertThat(environments.initialised).hasSize(1);
        update("1");
        assertThat(environments.initialised).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void theReportIsLostFromTheTail() {
        createAndWait();
        assertThat(tail(invoke())).contains("REPORT RequestId: ");
        model.faults().set(new Fault.LostReport(1));
        assertThat(tail(invoke())).startsWith("START RequestId: ").doesNotContain("REPORT");
        model.faults().clear(Fault.LostReport.class);
        model.faults().set(new Fault.FloodedLog(1));
        assertThat(tail(invoke())).hasSize(4_096).doesNotContain("REPORT").doesNotContain("START");
        model.faults().clearAll();
        assertThat(tail(invoke())).contains("REPORT RequestId: ");
    }

    @Test
    void aShareOfTheReportsIsLost() {
        createAndWait();
        model.faults().set(new Fault.LostReport(.25));
        List<InvokeResponse> lost = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            InvokeResponse response = invoke();
            if (!tail(response).contains("REPORT")) {
                lost.add(response);
            }
        }
        // A fixed seed; 50 are expected, with a standard deviation of 6.
        assertThat(lost).hasSizeBetween(25, 75);
    }
}
