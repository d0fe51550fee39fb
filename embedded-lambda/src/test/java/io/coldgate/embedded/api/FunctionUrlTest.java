package io.coldgate.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;

/** Function URLs: their configuration (lambda-facts 1.6), and what they serve. */
class FunctionUrlTest extends ApiTest {
    @BeforeEach
    void createFunction() {
        createAndWait();
    }

    private String url(FunctionUrlAuthType auth) {
        return lambda.createFunctionUrlConfig(b -> b.functionName(NAME).authType(auth))
                .functionUrl();
    }

    private HttpResponse<byte[]> get(String uri, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private String event() {
        return new String(environments.requests.get(0).payload(), StandardCharsets.UTF_8);
    }

    @Test
    void aConfigurationLivesItsLife() {
        var created = lambda.createFunctionUrlConfig(b -> b.functionName(NAME).authType("NONE"));
        assertThat(created.functionUrl()).matches("http://127\\.0\\.0\\.1:\\d+/");
        assertThat(created.functionArn()).isEqualTo(ARN);
        assertThat(created.invokeMode()).isNull();
        assertFails(
                () -> lambda.createFunctionUrlConfig(b -> b.functionName(NAME).authType("NONE")),
                "ResourceConflictException",
                409,
                "Failed to create function url config for [functionArn = " + ARN
                        + "]. Error message:  FunctionUrlConfig exists for this Lambda function");
        var got = lambda.getFunctionUrlConfig(b -> b.functionName(NAME));
        assertThat(got.invokeModeAsString()).isEqualTo("BUFFERED");
        assertThat(got.functionUrl()).isEqualTo(created.functionUrl());
        assertThat(lambda.updateFunctionUrlConfig(b -> b.functionName(NAME).authType("AWS_IAM"))
                        .authTypeAsString())
                .isEqualTo("AWS_IAM");
        assertThat(lambda.listFunctionUrlConfigs(b -> b.functionName(NAME)).functionUrlConfigs())
                .hasSize(1);
        lambda.deleteFunctionUrlConfig(b -> b.functionName(NAME));
        assertFails(
                () -> lambda.getFunctionUrlConfig(b -> b.functionName(NAME)),
                "ResourceNotFoundException",
                404,
                "The resource you requested does not exist.");
        assertThatThrownBy(() -> get(created.functionUrl())).isInstanceOf(IOException.class);
    }

    @Test
    void aRequestBecomesAnEventOfFormat2() throws Exception {
        environments.answer = "{}".getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(url(FunctionUrlAuthType.NONE) + "a%20b?x=1&x=2&y=%C3%BC"))
                .header("Content-Type", "text/plain")
                .header("Cookie", "k=v; l=w")
                .header("User-Agent", "test")
                .POST(HttpRequest.BodyPublishers.ofString("hi"))
                .build();
        http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(event())
                .contains("\"version\":\"2.0\"")
                .contains("\"rawPath\":\"/a b\"")
                .contains("\"rawQueryString\":\"x=1&x=2&y=%C3%BC\"")
                .contains("\"queryStringParameters\":{\"x\":\"1,2\",\"y\":\"ü\"}")
                .contains("\"cookies\":[\"k=v\",\"l=w\"]")
                .contains("\"method\":\"POST\"")
                .contains("\"userAgent\":\"test\"")
                .contains("\"content-type\":\"text/plain\"")
                .contains("\"body\":\"hi\"")
                .contains("\"isBase64Encoded\":false");
    }

    @Test
    void binaryBodiesAreBase64() throws Exception {
        environments.answer = "{}".getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url(FunctionUrlAuthType.NONE)))
                .header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {1, 2, 3}))
                .build();
        http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(event()).contains("\"body\":\"AQID\"").contains("\"isBase64Encoded\":true");
    }

    @Test
    void aResponseSaysItsStatusHeadersCookiesAndBody() throws Exception {
        environments.answer = """
                {"statusCode":201,"headers":{"X-Shop":"7","content-type":"image/gif","content-length":"99"},
                 "cookies":["a=1","b=2"],"body":"R0lG","isBase64Encoded":true}""".getBytes(StandardCharsets.UTF_8);
        HttpResponse<byte[]> response = get(url(FunctionUrlAuthType.NONE));
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("x-shop")).hasValue("7");
        assertThat(response.headers().firstValue("content-type")).hasValue("image/gif");
        assertThat(response.headers().allValues("set-cookie")).containsExactly("a=1", "b=2");
        assertThat(response.body()).asString().isEqualTo("GIF");
    }

    @Test
    void anythingElseIsTheJsonBodyOfA200() throws Exception {
        environments.answer = "{\"total\":3}".getBytes(StandardCharsets.UTF_8);
        HttpResponse<byte[]> response = get(url(FunctionUrlAuthType.NONE));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(response.body()).asString().isEqualTo("{\"total\":3}");
    }

    @Test
    void functionErrorsAndUnusableResponsesAreBadGateways() throws Exception {
        String url = url(FunctionUrlAuthType.NONE);
        environments.failures.set(1);
        assertThat(get(url).statusCode()).isEqualTo(502);
        environments.answer =
                "{\"statusCode\":200,\"headers\":{\"a\":\"b\\r\\nc: d\"}}".getBytes(StandardCharsets.UTF_8);
        assertThat(get(url).statusCode()).isEqualTo(502);
        environments.answer = "{\"statusCode\":9}".getBytes(StandardCharsets.UTF_8);
        assertThat(get(url).statusCode()).isEqualTo(502);
    }

    @Test
    void theStreamsPreludeSaysStatusAndHeaders() throws Exception {
        String url = lambda.createFunctionUrlConfig(
                        b -> b.functionName(NAME).authType("NONE").invokeMode("RESPONSE_STREAM"))
                .functionUrl();
        environments.answer = "{\"statusCode\":201,\"headers\":{\"a\":\"b\"}}\0\0\0\0\0\0\0\0part one"
                .getBytes(StandardCharsets.UTF_8);
        HttpResponse<byte[]> response = get(url);
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("a")).hasValue("b");
        assertThat(response.body()).asString().isEqualTo("part one");
        environments.answer = "plain".getBytes(StandardCharsets.UTF_8);
        assertThat(get(url).body()).asString().isEqualTo("plain");
    }

    @Test
    void iamUrlsNeedASignature() throws Exception {
        String url = url(FunctionUrlAuthType.AWS_IAM);
        assertThat(get(url).statusCode()).isEqualTo(403);
        assertThat(get(url, "Authorization", "AWS4-HMAC-SHA256 …".replace('…', 'x'))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aThrottledRequestIsA429() throws Exception {
        lambda.putFunctionConcurrency(b -> b.functionName(NAME).reservedConcurrentExecutions(0));
        assertThat(get(url(FunctionUrlAuthType.NONE)).statusCode()).isEqualTo(429);
    }

    @Test
    void deletingTheFunctionEndsItsUrl() {
        String url = url(FunctionUrlAuthType.NONE);
        lambda.deleteFunction(b -> b.functionName(NAME));
        assertThatThrownBy(() -> get(url)).isInstanceOf(IOException.class);
    }
}
