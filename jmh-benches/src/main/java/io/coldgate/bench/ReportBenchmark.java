package io.coldgate.bench;

import io.coldgate.lambda.ReportParser;
import io.coldgate.logs.Report;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The cost of finding the report in a full log tail of 4 KB, in both of Lambda's formats: once after every start. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
// Iterations of one fork resemble each other, so each fork is one sample: a p50 needs ten.
@Fork(12)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 1, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ReportBenchmark {
    static final String REQUEST_ID = "79b4f56e-95b1-4643-9700-2807f4e68189";

    /** Lambda returns the last 4,096 bytes of the log. */
    private static final int TAIL_BYTES = 4096;

    private static final String TEXT_REPORT = "END RequestId: " + REQUEST_ID + "\nREPORT RequestId: " + REQUEST_ID
            + "\tDuration: 3.21 ms\tBilled Duration: 85 ms\tMemory Size: 512 MB\tMax Memory Used: 31 MB\t"
            + "Init Duration: 81.02 ms\t\n";
    private static final String JSON_REPORT = "{\"time\":\"2026-01-01T00:00:00.000Z\",\"type\":\"platform.report\","
            + "\"record\":{\"requestId\":\"" + REQUEST_ID + "\",\"metrics\":{\"durationMs\":3.21,"
            + "\"billedDurationMs\":85,\"memorySizeMB\":512,\"maxMemoryUsedMB\":31,\"initDurationMs\":81.02},"
            + "\"status\":\"success\"}}\n";
    private static final String TEXT_LINE = "2026/01/01 00:00:00 order 4711 placed, 3 items, payment captured\n";
    private static final String JSON_LINE =
            "{\"level\":\"info\",\"msg\":\"order placed\",\"order\":4711,\"items\":3,\"payment\":\"captured\"}\n";

    private final ReportParser parser = new ReportParser();
    private final String text = tail(TEXT_LINE, TEXT_REPORT);
    private final String json = tail(JSON_LINE, JSON_REPORT);

    private static String tail(String line, String report) {
        return line.repeat((TAIL_BYTES - report.length()) / line.length()) + report;
    }

    /** The classic text format. */
    @Benchmark
    public Optional<Report> text() {
        return parser.parse(text, REQUEST_ID);
    }

    /** The JSON format. */
    @Benchmark
    public Optional<Report> json() {
        return parser.parse(json, REQUEST_ID);
    }
}
