package io.coldgate.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.artifact.ArtifactException;
import io.coldgate.artifact.ProbedPackage;
import io.coldgate.fixture.Functions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.waiters.WaiterResponse;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.waiters.LambdaWaiter;

/** The life of a function on any platform, and what was observed in it, in the words of docs/platforms.md. */
final class Scenario {
    /** What two printed figures may be off together, ms. */
    private static final double PRINTED = .01;

    private static final int MEMORY = 512;
    private static final Pattern LINE = Pattern.compile("COLDGATE_PROBE (\\{.*})");
    private static final Pattern REPORT = Pattern.compile("REPORT RequestId: (\\S+)\t(.*)");

    private final LambdaClient client;
    private final String role;
    private final String name;
    private final Map<String, String> observed = new LinkedHashMap<>();
    private final ObjectMapper mapper = new ObjectMapper();

    Scenario(LambdaClient client, String role, String name) {
        this.client = client;
        this.role = role;
        this.name = name;
    }

    /** What an invocation's log shows. */
    private record Seen(JsonNode probe, String reportId, String report, String tail, InvokeResponse response) {
        double number(String field) {
            Matcher matcher =
                    Pattern.compile("(?:^|\t)" + field + ": ([0-9.]+)").matcher(report);
            if (!matcher.find()) {
                throw new AssertionError("no " + field + " in " + report);
            }
            return new BigDecimal(matcher.group(1)).doubleValue();
        }

        boolean hasInit() {
            return report.contains("\tInit Duration: ");
        }

        String nonce() {
            return probe.path("nonce").asText();
        }

        String process(Seen before) {
            boolean first = probe.path("n").asInt() == 1;
            boolean same = before != null && before.nonce().equals(nonce());
            return first && !same ? "new process" : same && !first ? "same process" : "unclear: " + probe;
        }
    }

    /** Runs it; whatever happens, nothing is left of it. */
    Map<String, String> run() throws IOException {
        try (LambdaWaiter waiter = LambdaWaiter.builder().client(client).build()) {
            create(waiter);
            Seen updated = invokeAndUpdate(waiter);
            publish(waiter, updated);
        } finally {
            delete();
        }
        return observed;
    }

    private void create(LambdaWaiter waiter) throws IOException {
        byte[] zip = ProbedPackageOf.hello();
        String state = client.createFunction(r -> r.functionName(name)
                        .role(role)
                        .runtime("provided.al2023")
                        .handler("bootstrap")
                        .architecturesWithStrings(Functions.ARCHITECTURE)
                        .memorySize(MEMORY)
                        .timeout(30)
                        .code(c -> c.zipFile(SdkBytes.fromByteArray(zip))))
                .stateAsString();
        observed.put("state after CreateFunction", state);
        WaiterResponse<GetFunctionResponse> active = waiter.waitUntilFunctionActiveV2(r -> r.functionName(name));
        FunctionConfiguration now = active.matched().response().orElseThrow().configuration();
        observed.put("state after the wait", now.stateAsString() + ", " + now.lastUpdateStatusAsString());
    }

    private Seen invokeAndUpdate(LambdaWaiter waiter) throws IOException {
        Seen first = invoke(null);
        observed.put("first invocation", first.process(null));
        Seen second = invoke(null);
        observed.put("second invocation", second.process(first));
        String before =
                client.getFunctionConfiguration(r -> r.functionName(name)).revisionId();
        var update = client.updateFunctionConfiguration(r -> r.functionName(name)
                .environment(
                        Environment.builder().variables(Map.of("NONCE", "1")).build()));
        observed.put("answer to an update", update.lastUpdateStatusAsString());
        waiter.waitUntilFunctionUpdatedV2(r -> r.functionName(name));
        String after =
                client.getFunctionConfiguration(r -> r.functionName(name)).revisionId();
        observed.put("revision id after an update", after.equals(before) ? "the same" : "changed");
        Seen third = invoke(null);
        observed.put("invocation after an update", third.process(second));
        boolean sameStream =
                third.probe().path("logStream").equals(second.probe().path("logStream"));
        observed.put("log stream after an update", sameStream ? "the same" : "new");
        observeLog(first, second);
        return third;
    }

    private void observeLog(Seen cold, Seen warm) {
        observed.put("log's tail begins with", warm.tail().startsWith("START RequestId: ") ? "START" : warm.tail());
        observed.put(
                "request id in REPORT",
                cold.reportId().equals(cold.response().responseMetadata().requestId())
                        ? "that of the answer"
                        : "another");
        observed.put("Init Duration of a cold start", cold.hasInit() ? "yes" : "no");
        observed.put("Init Duration of a warm start", warm.hasInit() ? "yes" : "no");
        double withInit = cold.number("Duration") + (cold.hasInit() ? cold.number("Init Duration") : 0);
        // Both parts are printed with two decimals: their sum may lie on the other side of a whole millisecond.
        double billed = cold.number("Billed Duration");
        boolean billsInit =
                cold.hasInit() && billed >= Math.ceil(withInit - PRINTED) && billed <= Math.ceil(withInit + PRINTED);
        observed.put("Billed Duration of a cold start", billsInit ? "with init" : "without init");
        observed.put("Max Memory Used", cold.number("Max Memory Used") == MEMORY ? "the memory setting" : "measured");
    }

    private void publish(LambdaWaiter waiter, Seen before) throws IOException {
        String version = client.publishVersion(r -> r.functionName(name)).version();
        observed.put("version published", version);
        waiter.waitUntilFunctionActiveV2(r -> r.functionName(name).qualifier(version));
        client.createAlias(r -> r.functionName(name).name("live").functionVersion(version));
        Seen through = invoke("live");
        observed.put("version executed through the alias", through.response().executedVersion());
        observed.put("invocation through the alias", through.process(before));
        client.deleteAlias(r -> r.functionName(name).name("live"));
        observed.put(
                "alias after its deletion",
                errorOf(() -> client.getAlias(r -> r.functionName(name).name("live"))));
    }

    private void delete() {
        String first = errorOf(() -> client.deleteFunction(r -> r.functionName(name)));
        observed.put(
                "function after its deletion",
                first.equals("none") ? errorOf(() -> client.getFunction(r -> r.functionName(name))) : first);
    }

    private static String errorOf(Runnable call) {
        try {
            call.run();
            return "none";
        } catch (LambdaException e) {
            return e.awsErrorDetails().errorCode();
        }
    }

    private Seen invoke(String qualifier) throws IOException {
        InvokeResponse response = client.invoke(r ->
                r.functionName(name).qualifier(qualifier).logType(LogType.TAIL).payload(SdkBytes.fromUtf8String("{}")));
        String tail = new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
        if (response.functionError() != null) {
            throw new AssertionError(response.payload().asUtf8String() + "\n" + tail);
        }
        List<String> lines = tail.lines().toList();
        JsonNode probe = mapper.createObjectNode();
        String id = "";
        String report = "";
        for (String line : lines) {
            Matcher ofProbe = LINE.matcher(line);
            Matcher ofReport = REPORT.matcher(line);
            if (ofProbe.find()) {
                probe = mapper.readTree(ofProbe.group(1));
            } else if (ofReport.find()) {
                id = ofReport.group(1);
                report = ofReport.group(2);
            }
        }
        return new Seen(probe, id, report, tail, response);
    }

    /** The package of functions/hello with the probe. */
    private static final class ProbedPackageOf {
        static byte[] hello() throws IOException {
            try {
                return ProbedPackage.zip(Functions.zip("hello"), "provided.al2023", Functions.ARCHITECTURE);
            } catch (ArtifactException e) {
                throw new IOException(e);
            }
        }
    }
}
