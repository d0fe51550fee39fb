package io.coldgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.logs.Report;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("it changes the locale of the JVM")
class ReportParserTest {
    private static final String ID = "8286a188-ba32-4475-8077-530cd35c09a9";
    private static final String START = "START RequestId: " + ID + " Version: $LATEST\n";
    private static final String END = "END RequestId: " + ID + "\n";
    private static final String COLD = "REPORT RequestId: " + ID
            + "\tDuration: 12.34 ms\tBilled Duration: 136 ms\tMemory Size: 128 MB\tMax Memory Used: 35 MB"
            + "\tInit Duration: 123.45 ms\t\n";
    private static final String WARM = "REPORT RequestId: " + ID
            + "\tDuration: 1.5 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 35 MB\t\n";

    private final ReportParser parser = new ReportParser();

    private Report parsed(String tail) {
        return parser.parse(tail, ID).orElseThrow();
    }

    @Test
    void readsEveryFieldOfAColdReport() {
        Report report = parsed(START + "hello\n" + END + COLD);

        assertThat(report.duration()).hasValue(12.34e6);
        assertThat(report.billedDuration()).hasValue(136e6);
        assertThat(report.initDuration()).hasValue(123.45e6);
        assertThat(report.restoreDuration()).isEmpty();
        assertThat(report.maxMemory()).hasValue(35.0 * (1 << 20));
        assertThat(report.initFailed()).isFalse();
    }

    @Test
    void aWarmReportHasNoInitDuration() {
        Report report = parsed(START + END + WARM);

        assertThat(report.initDuration()).isEmpty();
        assertThat(report.duration()).hasValue(1.5e6);
    }

    @Test
    void readsTheSameInALocaleWithADecimalComma() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(parsed(COLD).initDuration()).hasValue(123.45e6);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void findsFieldsInTheOrderOfTheInterfaceEmulator() {
        assertThat(parsed("REPORT RequestId: " + ID + "\tInit Duration: 0.23 ms\tDuration: 14.1 ms\t"
                                + "Billed Duration: 15 ms\tMemory Size: 3008 MB\tMax Memory Used: 3008 MB\t\n")
                        .initDuration())
                .hasValue(.23e6);
    }

    @ParameterizedTest
    @CsvSource({
        "'\tStatus: timeout', timeout",
        "'\tStatus: error\tError Type: Runtime.ExitError', Runtime.ExitError",
        "'\tStatus: success', "
    })
    void aStatusAtTheEndIsSeenAndHidesNothing(String status, String trouble) {
        Report report = parsed(COLD.replace("\t\n", status + "\n"));

        assertThat(report.initDuration()).hasValue(123.45e6);
        assertThat(report.initFailed()).isFalse();
        assertThat(report.trouble()).isEqualTo(Optional.ofNullable(trouble));
    }

    @Test
    void aTracingLineAfterTheReportHidesNothing() {
        assertThat(parsed(COLD
                                + "XRAY TraceId: 1-5e1b4151-43a0913a12345678901234567\tSegmentId:"
                                + " 16bb9dc4\tSampled: true\t\n")
                        .initDuration())
                .hasValue(123.45e6);
    }

    @Test
    void readsTheRestoreDurationOfSnapStart() {
        Report report = parsed("RESTORE_START Runtime Version: java:21.v38\tRuntime Version ARN: arn:aws:lambda:x\n"
                + "RESTORE_REPORT Restore Duration: 789.64 ms\n" + START + END
                + WARM.replace("\t\n", "\tRestore Duration: 511.25 ms\tBilled Restore Duration: 303 ms\t\n"));

        assertThat(report.restoreDuration()).hasValue(511.25e6);
        assertThat(report.initDuration()).isEmpty();
        assertThat(report.billedDuration()).hasValue(2e6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INIT_REPORT Init Duration: 10007.33 ms\tPhase: init\tStatus: timeout\n",
                "INIT_REPORT Init Duration: 150.79 ms\tPhase: init\tStatus: error\tError Type: Runtime.ExitError\n"
                        + "INIT_REPORT Init Duration: 149.1 ms\tPhase: invoke\tStatus: error\tError Type:"
                        + " Runtime.ExitError\n"
            })
    void aFailedInitBeforeTheInvocationIsSeen(String initReport) {
        assertThat(parsed(initReport + START + END + WARM).initFailed()).isTrue();
    }

    @Test
    void anInitReportWithoutAStatusIsAGoodInit() {
        assertThat(parsed("INIT_REPORT Init Duration: 150.79 ms\tPhase: init\n" + START + END + WARM)
                        .initFailed())
                .isFalse();
    }

    @Test
    void theLastReportCountsWhateverTheFunctionPrints() {
        String forged = "REPORT RequestId: " + ID + "\tDuration: 0.01 ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\t"
                + "Max Memory Used: 1 MB\tInit Duration: 0.01 ms\t\n";

        assertThat(parsed(START + forged + forged + END + COLD).initDuration()).hasValue(123.45e6);
    }

    @Test
    void aForgedReportBeforeAWarmOneGivesNoInitDuration() {
        assertThat(parsed(START + COLD + END + WARM).initDuration()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no report at all\n",
                "REPORT RequestId: another-id\tDuration: 1 ms\tInit Duration: 1 ms\t\n",
                "note: REPORT RequestId: 8286a188-ba32-4475-8077-530cd35c09a9\tDuration: 1 ms\n",
                "REPORT RequestId: 8286a188-ba32-4475-8077-530cd35c09a9-more\tDuration: 1 ms\n",
                "uestId: 8286a188-ba32-4475-8077-530cd35c09a9\tDuration: 1 ms\n"
            })
    void withoutTheReportOfThisRequestThereIsNone(String tail) {
        assertThat(parser.parse(tail, ID)).isEmpty();
    }

    @Test
    void aFirstLineCutInTheMiddleIsPassedOver() {
        String cutText = "�" + COLD.substring(20) + START + END + COLD;
        String cutJson =
                "\"platform.report\",\"record\":{\"requestId\":\"" + ID + "\"}}\n{\"type\":\"platform.rep\n" + COLD;

        assertThat(parsed(cutText).duration()).hasValue(12.34e6);
        assertThat(parsed(cutJson).duration()).hasValue(12.34e6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Duration: NaN ms",
                "Duration: -1 ms",
                "Duration: 12 s",
                "Duration: 12,5 ms",
                "Duration: 1e999 ms",
                "Duration:  ms",
                "Duration: Infinity ms"
            })
    void aFieldThatIsNoPlainAmountIsMissing(String field) {
        assertThat(parsed("REPORT RequestId: " + ID + "\t" + field + "\t\n").duration())
                .isEmpty();
    }

    @Test
    void readsTheJsonFormat() {
        Report report =
                parsed("{\"time\":\"2026-10-08T09:00:00.000Z\",\"type\":\"platform.start\",\"record\":{\"requestId\":\""
                        + ID + "\",\"version\":\"$LATEST\"}}\nfunction output {\n"
                        + "{\"time\":\"2026-10-08T09:00:01.000Z\",\"type\":\"platform.report\","
                        + "\"record\":{\"requestId\":\""
                        + ID
                        + "\",\"metrics\":{\"durationMs\":1233.96,\"billedDurationMs\":1698,\"memorySizeMB\":256,"
                        + "\"maxMemoryUsedMB\":123,\"initDurationMs\":463.512},\"status\":\"success\"}}\n");

        assertThat(report.duration()).hasValue(1233.96e6);
        assertThat(report.billedDuration()).hasValue(1698e6);
        assertThat(report.initDuration()).hasValue(463.512e6);
        assertThat(report.maxMemory()).hasValue(123.0 * (1 << 20));
        assertThat(report.initFailed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "failure", "timeout"})
    void aFailedInitInTheJsonFormatIsSeen(String status) {
        String tail = "{\"type\":\"platform.initReport\",\"record\":{\"phase\":\"init\",\"status\":\"" + status
                + "\",\"metrics\":{\"durationMs\":10000}}}\n"
                + "{\"type\":\"platform.report\",\"record\":{\"requestId\":\"" + ID
                + "\",\"metrics\":{\"durationMs\":5,\"restoreDurationMs\":7.5}}}\n";

        assertThat(parsed(tail).initFailed()).isTrue();
        assertThat(parsed(tail).restoreDuration()).hasValue(7.5e6);
    }

    @Test
    void aJsonReportOfAnotherRequestIsNoReport() {
        Optional<Report> report = parser.parse(
                "{\"type\":\"platform.report\",\"record\":{\"requestId\":\"other\",\"metrics\":{\"durationMs\":1}}}\n",
                ID);

        assertThat(report).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"platform.report\",\"record\":7}",
                "{\"type\":\"platform.report\"} trailing {",
                "{{{\"platform.\""
            })
    void strangeJsonIsPassedOver(String line) {
        assertThat(parsed(line + "\n" + COLD).duration()).hasValue(12.34e6);
    }

    @Test
    void aDeepJsonLineIsPassedOver() {
        String deep = "{\"platform.\":" + "[".repeat(3000);

        assertThat(parsed(deep + "\n" + COLD).duration()).hasValue(12.34e6);
    }
}
