package io.coldgate.fuzz;

import io.coldgate.lambda.ReportParser;
import io.coldgate.logs.Report;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** REPORT lines in a log tail, text and JSON: whatever a function prints around them, every figure is a number. */
public final class ReportTarget {
    private static final ReportParser PARSER = new ReportParser();

    /** The request of the seeds. */
    private static final String REQUEST = "8f507cfc-xmpl-4697-b07a-ac58fc914c95";

    private ReportTarget() {}

    /** Parses one tail. */
    public static void fuzzerTestOneInput(byte[] data) {
        PARSER.parse(new String(data, StandardCharsets.UTF_8), REQUEST).ifPresent(ReportTarget::check);
    }

    private static void check(Report report) {
        Stream.of(
                        report.duration(),
                        report.billedDuration(),
                        report.initDuration(),
                        report.restoreDuration(),
                        report.maxMemory())
                .flatMapToDouble(OptionalDouble::stream)
                .forEach(value -> Promise.that(
                        value >= 0 && value < Double.POSITIVE_INFINITY, "a figure of a report is " + value));
    }
}
