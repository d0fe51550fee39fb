package io.coldgate.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** What belongs to a function or an alias goes with it: another one of the same name starts without it. */
class FunctionIdentityTest extends ApiTest {
    @BeforeEach
    void createFunction() {
        createAndWait();
    }

    private void recreate() {
        lambda.deleteFunction(b -> b.functionName(NAME));
        createAndWait();
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThat(failure(call).statusCode()).isEqualTo(404);
    }

    @Test
    void aFunctionMadeAnewStartsClean() {
        lambda.publishVersion(b -> b.functionName(NAME));
        lambda.createAlias(b -> b.functionName(NAME).name("live").functionVersion("1"));
        lambda.tagResource(b -> b.resource(ARN).tags(Map.of("team", "a")));
        lambda.addPermission(
                b -> b.functionName(NAME).statementId("s").action("*").principal("*"));
        lambda.putFunctionEventInvokeConfig(b -> b.functionName(NAME).maximumRetryAttempts(0));
        lambda.putFunctionConcurrency(b -> b.functionName(NAME).reservedConcurrentExecutions(7));
        lambda.createFunctionUrlConfig(b -> b.functionName(NAME).authType("NONE"));
        recreate();
        assertThat(lambda.listTags(b -> b.resource(ARN)).tags()).isEmpty();
        assertNotFound(() -> lambda.getPolicy(b -> b.functionName(NAME)));
        assertNotFound(() -> lambda.getFunctionEventInvokeConfig(b -> b.functionName(NAME)));
        assertNotFound(() -> lambda.getFunctionUrlConfig(b -> b.functionName(NAME)));
        assertThat(lambda.listFunctionUrlConfigs(b -> b.functionName(NAME)).functionUrlConfigs())
                .isEmpty();
        assertThat(lambda.listAliases(b -> b.functionName(NAME)).aliases()).isEmpty();
        assertThat(lambda.listVersionsByFunction(b -> b.functionName(NAME)).versions())
                .hasSize(1);
        assertThat(lambda.getFunctionConcurrency(b -> b.functionName(NAME)).reservedConcurrentExecutions())
                .isNull();
        assertThat(lambda.getAccountSettings(b -> {}).accountLimit().unreservedConcurrentExecutions())
                .isEqualTo(1_000);
    }

    @Test
    void anAliasMadeAnewStartsClean() throws Exception {
        lambda.publishVersion(b -> b.functionName(NAME));
        lambda.createAlias(b -> b.functionName(NAME).name("live").functionVersion("1"));
        lambda.addPermission(b -> b.functionName(NAME)
                .qualifier("live")
                .statementId("s")
                .action("*")
                .principal("*"));
        lambda.putFunctionEventInvokeConfig(
                b -> b.functionName(NAME).qualifier("live").maximumRetryAttempts(0));
        lambda.putProvisionedConcurrencyConfig(
                b -> b.functionName(NAME).qualifier("live").provisionedConcurrentExecutions(1));
        lambda.createFunctionUrlConfig(
                b -> b.functionName(NAME).qualifier("live").authType("NONE"));
        await(() -> environments.provisioned.values().stream().anyMatch(there -> there.size() == 1));
        lambda.deleteAlias(b -> b.functionName(NAME).name("live"));
        lambda.createAlias(b -> b.functionName(NAME).name("live").functionVersion("1"));
        assertNotFound(() -> lambda.getPolicy(b -> b.functionName(NAME).qualifier("live")));
        assertNotFound(() ->
                lambda.getFunctionEventInvokeConfig(b -> b.functionName(NAME).qualifier("live")));
        assertNotFound(() ->
                lambda.getProvisionedConcurrencyConfig(b -> b.functionName(NAME).qualifier("live")));
        assertNotFound(
                () -> lambda.getFunctionUrlConfig(b -> b.functionName(NAME).qualifier("live")));
        // Its environments are ended, too.
        await(() -> environments.provisioned.values().stream().allMatch(Set::isEmpty));
    }

    @Test
    void aRequestOnItsWayToTheUrlOfADeletedFunctionDoesNotReachTheNewOne() throws Exception {
        URI url = URI.create(
                lambda.createFunctionUrlConfig(b -> b.functionName(NAME).authType("NONE"))
                        .functionUrl());
        try (Socket client = new Socket("127.0.0.1", url.getPort())) {
            client.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\n"
                                    + "Content-Length: 4\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            // The server reads the body now: the request is under way.
            assertThat(answer.readLine()).contains(" 100 ");
            assertThat(answer.readLine()).isEmpty();
            recreate();
            client.getOutputStream().write("body".getBytes(StandardCharsets.US_ASCII));
            assertThat(answer.readLine()).contains(" 404 ");
        }
        assertThat(environments.requests).isEmpty();
    }

    @Test
    void noTwoUrlsHaveOnePort() {
        Set<Integer> ports = new HashSet<>();
        for (int n = 0; n < 50; n++) {
            String url = lambda.createFunctionUrlConfig(
                            b -> b.functionName(NAME).authType("NONE"))
                    .functionUrl();
            assertThat(ports.add(URI.create(url).getPort())).isTrue();
            lambda.deleteFunctionUrlConfig(b -> b.functionName(NAME));
        }
    }

    @Test
    void anEventThatWaitsDoesNotReachTheNewFunction() {
        lambda.putFunctionConcurrency(b -> b.functionName(NAME).reservedConcurrentExecutions(1));
        Thread running = new Thread(
                () -> lambda.invoke(b -> b.functionName(NAME).payload(SdkBytes.fromUtf8String("{\"hold\":true}"))));
        running.start();
        environments.holding.acquireUninterruptibly();
        // Throttled now; tried again after a second.
        lambda.invoke(b -> b.functionName(NAME)
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{\"waits\":true}")));
        recreate();
        environments.release();
        await(() -> !running.isAlive());
        lambda.invoke(b -> b.functionName(NAME).payload(SdkBytes.fromUtf8String("{\"new\":true}")));
        awaitSeconds(2);
        assertThat(environments.requests)
                .noneMatch(request -> new String(request.payload(), StandardCharsets.UTF_8).contains("waits"));
    }

    private static void awaitSeconds(int seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        await(() -> System.nanoTime() - end >= 0);
    }

    @Test
    void aVersionHasOneNumber() {
        lambda.publishVersion(b -> b.functionName(NAME));
        lambda.createAlias(b -> b.functionName(NAME).name("live").functionVersion("1"));
        // Nothing is there under another spelling, so nothing under an alias can be deleted by it.
        lambda.deleteFunction(b -> b.functionName(NAME).qualifier("01"));
        assertThat(lambda.getFunction(b -> b.functionName(NAME).qualifier("live"))
                        .configuration()
                        .version())
                .isEqualTo("1");
    }
}
