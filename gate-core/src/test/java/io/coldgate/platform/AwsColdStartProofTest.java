package io.coldgate.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.coldgate.fixture.FakeLogs;
import io.coldgate.fixture.FakePacing;
import io.coldgate.lambda.Code;
import io.coldgate.lambda.Deployment;
import io.coldgate.lambda.Invocation;
import io.coldgate.lambda.ReportParser;
import io.coldgate.lambda.StartMode;
import io.coldgate.sample.Failure;
import io.coldgate.sample.Metric;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What proves a cold start on AWS, with CloudWatch's real client against a server that answers as CloudWatch. */
class AwsColdStartProofTest {
    private static final String ID = "8f507cfc-xmpl-4697-b07a-ac58fc914c95";
    private static final String COLD = "START RequestId: " + ID + " Version: $LATEST\nEND RequestId: " + ID
            + "\nREPORT RequestId: " + ID
            + "\tDuration: 12.34 ms\tBilled Duration: 136 ms\tMemory Size: 128 MB\tMax Memory"
            + " Used: 35 MB\tInit Duration: 123.45 ms\t\n";
    private static final String WARM = COLD.replaceAll("Init Duration: 123.45 ms\t", "");

    private final FakePacing pacing = new FakePacing();
    private FakeLogs cloudWatch;
    private CloudWatchLogs logs;
    private AwsColdStartProof proofs;

    @BeforeEach
    void start() throws Exception {
        cloudWatch = FakeLogs.start();
        logs = new CloudWatchLogs(cloudWatch::client, pacing);
        proofs = new AwsColdStartProof(logs);
    }

    @AfterEach
    void stop() {
        logs.close();
        cloudWatch.close();
    }

    private static Deployment deployment(StartMode mode) {
        return Deployment.builder()
                .name("coldgate-hello-1")
                .code(new Code.Zip(new byte[0]))
                .runtime("provided.al2023")
                .handler("bootstrap")
                .architecture("x86_64")
                .memoryMegabytes(128)
                .timeoutSeconds(3)
                .role("role")
                .tags(Map.of("coldgate", "candidate"))
                .options(new Deployment.Options(
                        List.of(), List.of(), List.of(), Optional.empty(), mode, Optional.empty()))
                .build();
    }

    @Test
    void aReportWithoutAnInitProvesAWarmInvocation() throws Exception {
        Deployment deployment = deployment(new StartMode.OnDemand());
        Duration latency = Duration.ofMillis(20);

        WarmProof warm = proofs.ofWarm(invocation(WARM, latency, Optional.empty(), ""), deployment);
        assertThat(warm).isInstanceOfSatisfying(WarmProof.Warm.class, seen -> {
            assertThat(seen.duration()).hasValue(12.34e6);
            assertThat(seen.least()).isEmpty();
        });
        assertThat(proofs.ofWarm(invocation(COLD, latency, Optional.empty(), ""), deployment))
                .isEqualTo(new WarmProof.NotWarm("it was cold: its report has an init"));
        assertThat(proofs.ofWarm(
                        invocation(WARM, latency, Optional.of(new Failure("Boom", "no table")), ""), deployment))
                .isEqualTo(new WarmProof.NotWarm("it failed: Boom: no table"));
    }

    @Test
    void aCutLogIsReadFromTheFirstEventsOfItsStream() throws Exception {
        Deployment deployment = deployment(new StartMode.OnDemand());
        String cut = "x".repeat(4096);
        Invocation invocation = invocation(cut, Duration.ofMillis(20), Optional.empty(), "$LATEST");
        cloudWatch.answer("FilterLogEvents", FakeLogs.events("2026/11/26/[$LATEST]abc", COLD));
        cloudWatch.answer(
                "FilterLogEvents", FakeLogs.events("2026/11/26/[$LATEST]abc", "heap=12MB\nEND RequestId\n" + COLD));

        assertThat(proofs.log(invocation, deployment)).startsWith("heap=12MB\nEND RequestId\nSTART RequestId: ");
        assertThat(cloudWatch.requests().get(0)).contains(ID);
        assertThat(cloudWatch.requests().get(1))
                .contains("\"logStreamNames\":[\"2026/11/26/[$LATEST]abc\"]")
                .doesNotContain(ID);
    }

    @Test
    void aWholeLogIsNotAskedForAndACutOneStaysWhereNobodyHasMore() throws Exception {
        Deployment deployment = deployment(new StartMode.OnDemand());
        assertThat(proofs.log(invocation("short", Duration.ZERO, Optional.empty(), ""), deployment))
                .isEqualTo("short");
        assertThat(cloudWatch.requests()).isEmpty();

        cloudWatch.refuse(400, "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}");
        String cut = "x".repeat(4096);
        assertThat(proofs.log(invocation(cut, Duration.ZERO, Optional.empty(), ""), deployment))
                .isEqualTo(cut);
    }

    private static Invocation invocation(String tail, Duration latency, Optional<Failure> failure, String version) {
        return new Invocation(
                ID,
                failure,
                tail,
                new ReportParser().parse(tail, ID),
                Optional.of("{\"cold\":true,\"environment\":\"e1\",\"pid\":1,\"initNanos\":1}"),
                latency.toNanos(),
                version,
                ByteBuffer.allocate(0));
    }

    private ColdStartProof read(String tail) throws Exception {
        return proofs.of(
                invocation(tail, Duration.ofMillis(200), Optional.empty(), "$LATEST"),
                deployment(new StartMode.OnDemand()));
    }

    private static ColdStartProof.Cold cold(ColdStartProof proofs) {
        return assertThat(proofs).asInstanceOf(type(ColdStartProof.Cold.class)).actual();
    }

    private static String notProven(ColdStartProof proofs) {
        return assertThat(proofs)
                .asInstanceOf(type(ColdStartProof.NotProven.class))
                .actual()
                .detail();
    }

    @Test
    void anInitDurationInTheReportIsTheProof() throws Exception {
        ColdStartProof.Cold cold = cold(read(COLD));

        assertThat(cold.proof()).isEqualTo("Init Duration in the report");
        assertThat(cold.environment()).isEqualTo(ID);
        assertThat(cold.proactive()).isFalse();
        assertThat(cold.values())
                .containsOnly(
                        Map.entry(Metric.INIT_DURATION, 123.45e6),
                        Map.entry(Metric.DURATION, 12.34e6),
                        Map.entry(Metric.COLD_DURATION, 135.79e6),
                        Map.entry(Metric.BILLED_DURATION, 136e6),
                        Map.entry(Metric.MAX_MEMORY, 35.0 * (1 << 20)),
                        Map.entry(Metric.CLIENT_LATENCY, 200e6));
        assertThat(cold.phases()).containsExactly(Map.entry("init", 123.45e6), Map.entry("handler", 12.34e6));
    }

    @Test
    void aReportInJsonIsReadAsOneInText() throws Exception {
        ColdStartProof.Cold cold =
                cold(read("{\"time\":\"x\",\"type\":\"platform.report\",\"record\":{\"requestId\":\"" + ID
                        + "\",\"metrics\":{\"durationMs\":1233.96,\"billedDurationMs\":1698,\"memorySizeMB\":256,"
                        + "\"maxMemoryUsedMB\":123,\"initDurationMs\":463.512},\"status\":\"success\"}}\n"));

        assertThat(cold.values()).containsEntry(Metric.INIT_DURATION, 463.512e6);
    }

    @Test
    void withoutItTheStartWasWarmWhateverTheEmbeddedLambdasHeaderSays() throws Exception {
        assertThat(notProven(read(WARM)))
                .isEqualTo("the report has neither Init Duration nor Restore Duration: the environment had served"
                        + " before");
        assertThat(cloudWatch.requests()).isEmpty();
    }

    @Test
    void aRestoreDurationIsTheProofOfSnapStart() throws Exception {
        ColdStartProof.Cold cold = cold(
                read(WARM.stripTrailing() + "\tRestore Duration: 511.25 ms\tBilled Restore Duration: 303" + " ms\t\n"));

        assertThat(cold.proof()).isEqualTo("Restore Duration in the report");
        assertThat(cold.values())
                .containsEntry(Metric.RESTORE_DURATION, 511.25e6)
                .containsEntry(Metric.COLD_DURATION, 523.59e6)
                .doesNotContainKey(Metric.INIT_DURATION);
    }

    @Test
    void aCallerWhoWaitedForLessThanTheInitDidNotSeeAColdStart() throws Exception {
        ColdStartProof.Cold cold = cold(proofs.of(
                invocation(COLD, Duration.ofMillis(40), Optional.empty(), "$LATEST"),
                deployment(new StartMode.OnDemand())));

        assertThat(cold.proactive()).isTrue();
        assertThat(cold.values())
                .containsEntry(Metric.INIT_DURATION, 123.45e6)
                .doesNotContainKey(Metric.CLIENT_LATENCY);
    }

    @Test
    void twoClocksMayDifferByAMillisecond() throws Exception {
        Invocation just = invocation(COLD, Duration.ofNanos(134_800_000), Optional.empty(), "$LATEST");

        assertThat(cold(proofs.of(just, deployment(new StartMode.OnDemand()))).proactive())
                .isFalse();
    }

    @Test
    void aFailedInitIsTheFunctionsFailure() throws Exception {
        ColdStartProof.Cold cold =
                cold(read("INIT_REPORT Init Duration: 10007.33 ms\tPhase: init\tStatus: timeout\n" + WARM));

        assertThat(cold.failure().orElseThrow().type()).isEqualTo("InitFailed");
        assertThat(cold.values()).isEmpty();
    }

    @Test
    void provisionedEnvironmentsAreProvenByTheirNewVersionAndOnlyOnce() throws Exception {
        Deployment ready = deployment(new StartMode.Provisioned(2));
        Invocation first = invocation(WARM, Duration.ofMillis(20), Optional.empty(), "7");

        ColdStartProof.Cold cold = cold(proofs.of(first, ready));

        assertThat(cold.proof()).isEqualTo("first invocation of version 7, whose provisioned environments were ready");
        assertThat(cold.values()).containsKeys(Metric.DURATION, Metric.CLIENT_LATENCY);
        assertThat(notProven(proofs.of(first, ready))).isEqualTo("version 7 had served before");
        assertThat(cold(proofs.of(invocation(COLD, Duration.ofMillis(20), Optional.empty(), "8"), ready))
                        .values())
                .doesNotContainKeys(Metric.INIT_DURATION, Metric.COLD_DURATION);
    }

    @Test
    void everyFunctionCountsItsVersionsByItself() throws Exception {
        Deployment candidate = deployment(new StartMode.Provisioned(1));
        Deployment baseline = candidate.named("coldgate-hello-1-b");
        Invocation first = invocation(WARM, Duration.ofMillis(20), Optional.empty(), "1");

        cold(proofs.of(first, candidate));

        assertThat(cold(proofs.of(first, baseline)).proof()).startsWith("first invocation of version 1");
        assertThat(notProven(proofs.of(first, baseline))).isEqualTo("version 1 had served before");
    }

    @Test
    void aWarmInvocationIsNoFailureBecauseItsEnvironmentHadFailedBefore() throws Exception {
        cloudWatch.answer("FilterLogEvents", FakeLogs.events("stream", WARM));
        cloudWatch.answer(
                "FilterLogEvents",
                FakeLogs.events(
                        "stream",
                        "INIT_REPORT Init Duration: 150.79 ms\tPhase: init\tStatus: error\n"
                                + "START RequestId: 00000000-earlier Version: $LATEST\n"
                                + WARM.replace(ID, "00000000-earlier")
                                + WARM));

        assertThat(notProven(read("x".repeat(4096 - WARM.length()) + "\n" + WARM)))
                .contains("the environment had served before");
    }

    @Test
    void aMissingReportIsLookedUpInCloudWatch() throws Exception {
        cloudWatch.answer("FilterLogEvents", "{\"events\":[]}");
        cloudWatch.answer("FilterLogEvents", FakeLogs.events("2026/11/26/[$LATEST]abc", COLD));

        ColdStartProof.Cold cold = cold(read("a handler that floods its log\n"));

        assertThat(cold.proof()).isEqualTo("Init Duration in the report in CloudWatch");
        assertThat(cold.values()).containsEntry(Metric.INIT_DURATION, 123.45e6);
        assertThat(cloudWatch.requests().get(0))
                .contains("/aws/lambda/coldgate-hello-1")
                .contains(ID)
                .as("months of lines before it are not searched")
                .contains("\"startTime\":");
        assertThat(pacing.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void anEmptyPageOfALargeGroupIsNotTheLast() throws Exception {
        cloudWatch.answer("FilterLogEvents", "{\"events\":[],\"nextToken\":\"more\"}");
        cloudWatch.answer("FilterLogEvents", FakeLogs.events("stream", COLD));

        assertThat(cold(read("")).proof()).isEqualTo("Init Duration in the report in CloudWatch");
        assertThat(cloudWatch.requests().get(1)).contains("more");
        assertThat(pacing.pauses()).hasSize(1);
    }

    @Test
    void whatAFunctionPrintsInItsInitHidesNoFailureOfIt() throws Exception {
        cloudWatch.answer("FilterLogEvents", FakeLogs.events("stream", WARM));
        cloudWatch.answer(
                "FilterLogEvents",
                FakeLogs.events(
                        "stream",
                        "START of my init\nREPORT of my init\n"
                                + "INIT_REPORT Init Duration: 150.79 ms\tPhase: init\tStatus: error\n"));

        assertThat(cold(read("x".repeat(4096 - WARM.length()) + "\n" + WARM)).failure())
                .isPresent();
    }

    @Test
    void aCutTailWithoutAnInitIsLookedUpForAFailedInit() throws Exception {
        cloudWatch.answer("FilterLogEvents", FakeLogs.events("stream", WARM));
        cloudWatch.answer(
                "FilterLogEvents",
                FakeLogs.events("stream", "INIT_REPORT Init Duration: 10007.33 ms\tPhase: init\tStatus: timeout\n"));

        ColdStartProof.Cold cold = cold(read("x".repeat(4096 - WARM.length()) + "\n" + WARM));

        assertThat(cold.failure().orElseThrow().type()).isEqualTo("InitFailed");
    }

    @Test
    void aReportThatNeverComesIsNoSample() throws Exception {
        assertThat(notProven(read("")))
                .isEqualTo("no report of the invocation, neither with its answer nor in CloudWatch");
        assertThat(pacing.pauses()).hasSize(4);
    }

    @Test
    void aLookUpThatIsDeniedNamesTheActionThatIsMissing() throws Exception {
        cloudWatch.refuse(
                400,
                "{\"__type\":\"AccessDeniedException\",\"message\":\"User: arn:aws:sts::1:assumed-role/ci is not"
                        + " authorized to perform: logs:FilterLogEvents on resource: x\"}");

        assertThat(notProven(read("")))
                .contains("AWS denies logs:FilterLogEvents")
                .contains("coldgate iam-policy");
    }

    @Test
    void aLogGroupThatMayNotBeDeletedIsLeft() throws Exception {
        cloudWatch.refuse(400, "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}");

        logs.deleteGroup("/aws/lambda/coldgate-hello-1");

        assertThat(cloudWatch.requests()).hasSize(1);
    }
}
