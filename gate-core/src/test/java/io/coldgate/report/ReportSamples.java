package io.coldgate.report;

import java.nio.file.Path;

/** The builds of the reports' tests, for the tests of what shows reports elsewhere. */
public final class ReportSamples {
    private ReportSamples() {}

    /** PASS, FAIL, INCONCLUSIVE, could not measure, failed starts. */
    public static Judgement ofEverything(Path folder) {
        return Judgements.ofEverything(folder);
    }

    /** A function and results of other tools, one of which is not there. */
    public static Judgement ofResults(Path folder) {
        return Judgements.ofResults(folder);
    }

    /** What pull requests can write into files and functions can print. */
    public static Judgement hostile(Path folder) {
        return Judgements.hostile(folder);
    }
}
