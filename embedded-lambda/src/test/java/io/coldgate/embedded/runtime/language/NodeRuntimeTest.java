package io.coldgate.embedded.runtime.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.code.TestZip;
import io.coldgate.embedded.runtime.environment.EnvironmentSettings;
import io.coldgate.embedded.runtime.environment.EnvironmentsFixture;
import io.coldgate.embedded.runtime.environment.Functions;
import io.coldgate.embedded.runtime.environment.InvocationResult;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.LogFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Node functions, through the client of this module. */
@Tag("process")
class NodeRuntimeTest extends EnvironmentsFixture {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The last version of Lambda's with callbacks is 22; a later Node.js serves it too. */
    private static final String RUNTIME = "nodejs20.x";

    private NavigableMap<Integer, Path> installed;

    @Override
    public EnvironmentSettings settings() {
        return super.settings().toBuilder().initLimit(Duration.ofSeconds(60)).build();
    }

    @BeforeEach
    void findNode() throws Exception {
        installed = Interpreters.NODE.installed();
        assumeThat(installed.ceilingKey(20))
                .as("a Node.js of 20 or later on this machine")
                .isNotNull();
    }

    private EnvironmentSpec node(String runtime, TestZip zip, List<StoredCode> layers, LogFormat format)
            throws Exception {
        return Functions.spec(environments.store(zip.bytes()), layers, runtime, "index.handler", Map.of(), 60, format);
    }

    private EnvironmentSpec node(String source) throws Exception {
        return node(RUNTIME, index(source), List.of(), LogFormat.TEXT);
    }

    private static TestZip index(String source) {
        return new TestZip().file("index.js", 0644, source);
    }

    private InvocationResult run(String source, String event) throws Exception {
        return invoke(node(source), event);
    }

    private static String ok(InvocationResult result) {
        assertThat(result.functionError())
                .as("%s%n%s", Functions.payload(result), Functions.log(result))
                .isNull();
        return Functions.payload(result);
    }

    @Test
    void runsAnAsyncHandlerAndTellsItWhoItIs() throws Exception {
        EnvironmentSpec spec = node("""
                console.log('in init');
                exports.handler = async (event, context) => {
                  console.log('in the handler', event);
                  if (event.fail) throw new RangeError('on purpose');
                  return { event, context, left: context.getRemainingTimeInMillis(), environment: process.env.AWS_EXECUTION_ENV,
                           trace: process.env._X_AMZN_TRACE_ID };
                };
                """);
        environments.prepare(spec);
        InvocationResult result = invoke(spec, "{\"a\":1}");
        JsonNode answer = JSON.readTree(ok(result));
        assertThat(answer.get("event").toString()).isEqualTo("{\"a\":1}");
        JsonNode context = answer.get("context");
        assertThat(context.get("functionName").asText()).isEqualTo("checkout");
        assertThat(context.get("functionVersion").asText()).isEqualTo("$LATEST");
        assertThat(context.get("memoryLimitInMB").asText()).isEqualTo("256");
        assertThat(context.get("invokedFunctionArn").asText()).endsWith(":function:checkout");
        assertThat(context.get("logGroupName").asText()).isEqualTo("/aws/lambda/checkout");
        assertThat(context.get("logStreamName").asText()).contains("[$LATEST]");
        assertThat(context.get("callbackWaitsForEmptyEventLoop").asBoolean()).isTrue();
        assertThat(answer.get("left").asInt()).isBetween(1, 60_000);
        assertThat(answer.get("environment").asText()).isEqualTo("AWS_Lambda_nodejs20.x");
        assertThat(answer.get("trace").asText()).startsWith("Root=1-");
        String id = context.get("awsRequestId").asText();
        assertThat(Functions.log(result))
                .containsPattern("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\tundefined\tINFO\tin init\n")
                .contains("Z\t" + id + "\tINFO\tin the handler { a: 1 }\n", "Init Duration: ");
        assertThat(result.measurements().initNanos()).isPresent();
        assertThat(invoke(spec, "{}").measurements().cold()).isFalse();
        InvocationResult failed = invoke(spec, "{\"fail\":true}");
        JsonNode error = JSON.readTree(failed.payload());
        assertThat(failed.functionError()).isEqualTo("Unhandled");
        assertThat(error.get("errorType").asText()).isEqualTo("RangeError");
        assertThat(error.get("errorMessage").asText()).isEqualTo("on purpose");
        assertThat(error.get("trace").get(0).asText()).isEqualTo("RangeError: on purpose");
        assertThat(Functions.log(failed)).contains("\tERROR\tInvoke Error \t{\"errorType\":\"RangeError\"");
        assertThat(ok(invoke(spec, "{}"))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(event, context, callback) => callback(null, 'called')          | \"called\"",
                "(event, context, callback) => { setTimeout(() => { global.late = 1; }, 30); callback(null, 'x') }"
                        + " | \"x\"",
                "(event, context, callback) => { context.callbackWaitsForEmptyEventLoop = false;"
                        + " setInterval(() => {}, 60000); callback(null, 'at once') } | \"at once\"",
                "(event, context) => context.succeed({ a: 1 })                   | {\"a\":1}",
                "(event, context) => context.done(null, 2)                       | 2",
                "() => Promise.resolve([3])                                      | [3]",
                "async () => undefined                                           | null",
                "() => 'a plain value is no answer'                              | null",
                "async () => ({ toJSON: () => undefined })                       | null"
            })
    void takesEveryWayOfAnswering(String handler, String answer) throws Exception {
        EnvironmentSpec spec = node("exports.handler = " + handler + ";\n");
        assertThat(ok(invoke(spec, "{}"))).isEqualTo(answer);
        assertThat(ok(invoke(spec, "{}"))).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(event, context, callback) => callback(new TypeError('t')) | TypeError | t",
                "(event, context, callback) => callback('a word')          | string    | a word",
                "(event, context) => context.fail(new Error('f'))          | Error     | f",
                "() => { throw new Error('thrown') }                       | Error     | thrown",
                "async () => { throw 'a text' }                            | string    | a text",
                "async () => BigInt(1)                                     | Error     | Unable to stringify response"
                        + " body",
                "async () => new Promise(() => {})                         | Runtime.NodeJsExit | never settled"
            })
    void reportsWhatAHandlerFailsWith(String handler, String type, String message) throws Exception {
        InvocationResult result = run("exports.handler = " + handler + ";\n", "{}");
        assertThat(result.functionError()).isEqualTo("Unhandled");
        JsonNode error = JSON.readTree(result.payload());
        assertThat(error.get("errorType").asText()).isEqualTo(type);
        assertThat(error.get("errorMessage").asText()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "setTimeout(() => { throw new Error('late') }, 1)   | Error                              | late",
                "Promise.reject(new Error('lost'))                  | Runtime.UnhandledPromiseRejection  | Error: lost"
            })
    void anErrorThatNobodyCatchesEndsTheInvocation(String statement, String type, String message) throws Exception {
        EnvironmentSpec spec = node("exports.handler = async (event) => { if (event.fail) { " + statement
                + "; await new Promise(() => {" + " setInterval(() => {}, 1000) }) } return 1 };\n");
        InvocationResult result = invoke(spec, "{\"fail\":true}");
        assertThat(result.functionError()).isEqualTo("Unhandled");
        JsonNode error = JSON.readTree(result.payload());
        assertThat(error.get("errorType").asText()).isEqualTo(type);
        assertThat(error.get("errorMessage").asText()).isEqualTo(message);
        assertThat(ok(invoke(spec, "{}"))).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "require('absent')                       | Runtime.ImportModuleError   | Error: Cannot find module"
                        + " 'absent'",
                "exports.handler = (                     | Runtime.UserCodeSyntaxError"
                        + " | SyntaxError: Unexpected end of input",
                "throw new Error('in init')              | Error                       | in init",
                "exports.other = 1                       | Runtime.HandlerNotFound     | index.handler is undefined or"
                        + " not exported",
                "exports.handler = 1                     | Runtime.HandlerNotFound     | index.handler is not a"
                        + " function",
                "exports.handler = async () => 1; exports.handler[Symbol.for('aws.lambda.runtime.handler.streaming')] ="
                        + " 'x' | Runtime.MalformedStreamingHandler | Only response streaming is supported."
            })
    void reportsAnInitThatFails(String source, String type, String message) throws Exception {
        InvocationResult result = run(source + "\n", "{}");
        assertThat(result.functionError()).isEqualTo("Unhandled");
        JsonNode error = JSON.readTree(result.payload());
        assertThat(error.get("errorType").asText()).isEqualTo(type);
        assertThat(error.get("errorMessage").asText()).startsWith(message);
        assertThat(Functions.log(result)).contains("\tundefined\tERROR\tUncaught Exception \t{", "Phase: init");
    }

    @ParameterizedTest
    @CsvSource({"index, Bad handler", "../index.handler, is not a valid handler name"})
    void refusesNamesThatAreNoHandlers(String name, String message) throws Exception {
        StoredCode stored = environments.store(index("").bytes());
        InvocationResult result =
                invoke(Functions.spec(stored, List.of(), RUNTIME, name, Map.of(), 60, LogFormat.TEXT), "{}");
        assertThat(Functions.payload(result)).contains("Runtime.MalformedHandlerName", message);
    }

    @Test
    void loadsModulesOfBothKinds() throws Exception {
        String module =
                "import { basename } from 'node:path';\nexport const handler = async () => basename('a/esm');\n";
        String common = "exports.handler = async () => 'cjs';\n";
        assertThat(kind(new TestZip().file("index.mjs", 0644, module))).isEqualTo("\"esm\"");
        assertThat(kind(new TestZip().file("index.cjs", 0644, common))).isEqualTo("\"cjs\"");
        assertThat(kind(new TestZip()
                        .file("index.js", 0644, module)
                        .file("package.json", 0644, "{\"type\":\"module\"}")))
                .isEqualTo("\"esm\"");
        assertThat(kind(new TestZip().file("index.js", 0644, common).file("package.json", 0644, "{\"name\":\"a\"}")))
                .isEqualTo("\"cjs\"");
    }

    private String kind(TestZip zip) throws Exception {
        return ok(invoke(node(RUNTIME, zip, List.of(), LogFormat.TEXT), "{}"));
    }

    @Test
    void findsNestedHandlersAndModulesOfLayers() throws Exception {
        StoredCode layer = environments.store(new TestZip()
                .file("nodejs/node_modules/near/index.js", 0644, "module.exports = 'near'")
                .file("nodejs/node20/node_modules/own/index.js", 0644, "module.exports = 'own'")
                .bytes());
        StoredCode stored = environments.store(new TestZip()
                .file("src/app.js", 0644, "exports.api = { get: async () => require('near') + require('own') };\n")
                .bytes());
        EnvironmentSpec spec =
                Functions.spec(stored, List.of(layer), RUNTIME, "src/app.api.get", Map.of(), 60, LogFormat.TEXT);
        assertThat(ok(invoke(spec, "{}"))).isEqualTo("\"nearown\"");
    }

    @Test
    void streamsAResponse() throws Exception {
        EnvironmentSpec spec = node("""
                const { pipeline } = require('node:stream/promises');
                const { Readable } = require('node:stream');
                exports.handler = awslambda.streamifyResponse(async (event, stream, context) => {
                  if (event.pipe) {
                    await pipeline(Readable.from(['a', 'b', context.functionName]), stream);
                    return;
                  }
                  if (event.http) {
                    stream = awslambda.HttpResponseStream.from(stream, { statusCode: 201 });
                  }
                  stream.write('one ');
                  stream.write({ two: 2 });
                  if (event.fail) throw new Error('broken off');
                  if (!event.forget) stream.end();
                });
                """);
        assertThat(ok(invoke(spec, "{}"))).isEqualTo("one {\"two\":2}");
        assertThat(ok(invoke(spec, "{\"pipe\":true}"))).isEqualTo("abcheckout");
        assertThat(ok(invoke(spec, "{\"http\":true}")))
                .isEqualTo("{\"statusCode\":201}" + "\0".repeat(8) + "one {\"two\":2}");
        InvocationResult broken = invoke(spec, "{\"fail\":true}");
        assertThat(broken.functionError()).isEqualTo("Unhandled");
        assertThat(Functions.payload(broken)).contains("\"errorMessage\":\"broken off\"");
        assertThat(Functions.payload(invoke(spec, "{\"forget\":true}"))).contains("Response stream is not finished.");
        assertThat(ok(invoke(spec, "{}"))).isEqualTo("one {\"two\":2}");
    }

    @Test
    void writesJsonLinesWhereTheFunctionIsConfiguredSo() throws Exception {
        EnvironmentSpec spec = node(
                RUNTIME,
                index("exports.handler = async () => { console.warn('a', 1); console.error(new Error('e')); };\n"),
                List.of(),
                LogFormat.JSON);
        InvocationResult result = invoke(spec, "{}");
        List<String> lines = Functions.log(result)
                .lines()
                .filter(line -> line.contains("\"level\""))
                .toList();
        JsonNode warning = JSON.readTree(lines.get(0));
        assertThat(warning.get("level").asText()).isEqualTo("WARN");
        assertThat(warning.get("message").asText()).isEqualTo("a 1");
        assertThat(warning.get("requestId").asText()).hasSize(36);
        assertThat(JSON.readTree(lines.get(1)).get("errorMessage").asText()).isEqualTo("e");
    }

    @Test
    void saysWhichNewerNodeRunsAnOlderRuntime() throws Exception {
        int missing = installed.lastKey() - 1;
        while (installed.containsKey(missing)) {
            missing--;
        }
        int serving = installed.ceilingKey(missing);
        InvocationResult result = invoke(
                node(
                        "nodejs" + missing + ".x",
                        index("exports.handler = async () => process.version;\n"),
                        List.of(),
                        LogFormat.TEXT),
                "{}");
        assertThat(ok(result)).startsWith("\"v" + serving + ".");
        assertThat(Functions.log(result)).contains("nodejs" + missing + ".x runs on Node.js " + serving + " here");
    }

    @Test
    void saysWhatToInstallForANodeThatIsNotThere() throws Exception {
        EnvironmentSpec spec = node("nodejs99.x", index(""), List.of(), LogFormat.TEXT);
        assertThatThrownBy(() -> invoke(spec, "{}"))
                .isInstanceOf(RuntimeUnavailableException.class)
                .hasMessage("nodejs99.x: needs Node.js 99 or newer: install it (apt-get install nodejs, or nvm install"
                        + " 99)");
    }

    @Test
    void hasNoCallbacksFromNode24On() throws Exception {
        assumeThat(installed.ceilingKey(24)).as("a Node.js of 24 or later").isNotNull();
        InvocationResult callback = invoke(
                node(
                        "nodejs24.x",
                        index("exports.handler = (e, c, callback) => callback(null, 1);\n"),
                        List.of(),
                        LogFormat.TEXT),
                "{}");
        assertThat(Functions.payload(callback)).contains("Runtime.CallbackHandlerDeprecated");
        InvocationResult plain = invoke(
                node("nodejs24.x", index("exports.handler = () => 'a value';\n"), List.of(), LogFormat.TEXT), "{}");
        assertThat(ok(plain)).isEqualTo("\"a value\"");
    }
}
