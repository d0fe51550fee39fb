package io.coldgate.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.fixture.Records;
import io.coldgate.fixture.ToolSeriesMaker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A results file is what one run writes: each start once, in the order of a run. */
class RecordOrderTest {
    private static final ResultsRecord RUN = Records.run("f", "g");
    private static final ResultsRecord END = new ResultsRecord.End(9, Ending.COMPLETE, "");

    @TempDir
    private Path folder;

    private static Start start(int n, int round, Arm arm, long at, String proof, String environment) {
        return Start.builder()
                .function("f")
                .arm(arm)
                .round(round)
                .number(n)
                .atMillis(at)
                .values(Map.of(Metric.INIT_DURATION, 1e6))
                .proof(proof)
                .environment(environment)
                .build();
    }

    private static ResultsRecord sample(int n) {
        return Records.sample("f", n, 1e6);
    }

    private static ResultsRecord launched(int n, int launch) {
        return new ResultsRecord.Sampled(Records.start("f", n, 1e6), launch);
    }

    private static ResultsRecord of(Start start) {
        return new ResultsRecord.Sampled(start);
    }

    private static ResultsRecord ended(String function) {
        return new ResultsRecord.SeriesEnded(function, 1, Ending.COMPLETE, "");
    }

    private List<ResultsRecord> read(ResultsRecord... records) throws Exception {
        Path file = folder.resolve("r.jsonl");
        try (ResultsWriter writer = ResultsWriter.create(file)) {
            for (ResultsRecord entry : records) {
                writer.write(entry);
            }
        }
        List<ResultsRecord> found = new ArrayList<>();
        new ResultsReader("r").read(file, found::add);
        return found;
    }

    /** Refused at its last line. */
    private void refused(String message, ResultsRecord... records) {
        assertThatThrownBy(() -> read(records))
                .isInstanceOf(ResultsFormatException.class)
                .hasMessageStartingWith("r:" + records.length + ":1: ")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void theSameRecordTwelveTimesIsOneStart() {
        refused("f: start 1 a second time: one start is one record", RUN, sample(1), sample(1));
        refused("start 1 a second time", RUN, launched(1, 1), launched(1, 2));
    }

    @Test
    void anEnvironmentIsOneStarts() {
        refused(
                "f: start 2: a start of environment \"e\" is there already",
                RUN,
                of(start(1, 0, Arm.CANDIDATE, 1, "p", "e")),
                of(start(2, 0, Arm.CANDIDATE, 2, "q", "e")));
        refused(
                "a start of environment \"f-1\" is there already",
                RUN,
                new ResultsRecord.Discarded(Records.start("f", 1, 1e6)),
                sample(1));
        refused(
                "a start of environment \"f-1\" is there already",
                RUN,
                sample(1),
                new ResultsRecord.Sampled(Start.builder()
                        .function("g")
                        .number(1)
                        .atMillis(1)
                        .values(Map.of(Metric.INIT_DURATION, 1e6))
                        .proof("p")
                        .environment("f-1")
                        .build()));
    }

    @Test
    void aProofThatNamesItsEnvironmentProvesNothingOfAnother() throws Exception {
        refused(
                "f: start 2: its proof \"new process 7 of environment e\" is that of another start",
                RUN,
                of(start(1, 0, Arm.CANDIDATE, 1, "new process 7 of environment e", "e")),
                of(start(2, 0, Arm.CANDIDATE, 2, "new process 7 of environment e", "other")));
        assertThat(read(
                        RUN,
                        of(start(1, 0, Arm.CANDIDATE, 1, "Init Duration in the report", "request-1")),
                        of(start(2, 0, Arm.CANDIDATE, 1, "Init Duration in the report", "request-2"))))
                .as("what AWS reports of every start")
                .hasSize(3);
    }

    @Test
    void aProcessStartsOnceInAMillisecond() throws Exception {
        String proof = "new process 7, its first next seen by the server";
        refused(
                "its proof",
                RUN,
                of(start(1, 0, Arm.CANDIDATE, 1, proof, "a")),
                of(start(2, 0, Arm.CANDIDATE, 1, proof, "b")));
        assertThat(read(
                        RUN,
                        of(start(1, 0, Arm.CANDIDATE, 1, proof, "a")),
                        of(start(2, 0, Arm.CANDIDATE, 60_000, proof, "b"))))
                .as("numbers of processes come back")
                .hasSize(3);
    }

    @Test
    void nothingFollowsTheEnd() throws Exception {
        refused("a record after the end", RUN, sample(1), END, sample(2));
        refused("a record after the end", RUN, END, END);
        Path file = folder.resolve("half.jsonl");
        try (ResultsWriter writer = ResultsWriter.create(file)) {
            writer.write(RUN);
            writer.write(END);
        }
        Files.writeString(file, "{\"type\":", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> new ResultsReader("r").read(file, entry -> {}))
                .hasMessage("r:3:1: a record after the end");
    }

    @Test
    void nothingOfAFunctionFollowsTheEndOfItsSeries() {
        refused("f: a record after the end of its series", RUN, sample(1), ended("f"), sample(2));
        refused("f: the end of its series a second time", RUN, ended("f"), ended("f"));
    }

    @Test
    void aStartThatWasTakenOutIsMissed() {
        refused("f: start 3 after start 1", RUN, sample(1), sample(3));
        refused("f: start 2 after start 0", RUN, sample(2));
    }

    @Test
    void launchesAreInOrderAndOnce() throws Exception {
        assertThat(read(RUN, launched(3, 3), launched(1, 1), launched(4, 5)))
                .as("those of a fan-out come as they end, and some are rejected")
                .hasSize(4);
        refused("f: launch 1 a second time", RUN, launched(1, 1), launched(2, 1));
        refused("f: start 1 at launch 2: no run numbers", RUN, launched(2, 1), launched(1, 2));
        refused("f: attempts with and without launch", RUN, sample(1), launched(2, 1));
    }

    @Test
    void aRoundHasOneStartOfEachArm() throws Exception {
        assertThat(read(
                        RUN,
                        of(start(1, 1, Arm.CANDIDATE, 1, "p", "a")),
                        of(start(1, 1, Arm.BASELINE, 2, "p", "b")),
                        of(start(2, 3, Arm.BASELINE, 3, "p", "c"))))
                .hasSize(4);
        refused(
                "f: start 2 in round 1: no run takes",
                RUN,
                of(start(1, 1, Arm.CANDIDATE, 1, "p", "a")),
                of(start(2, 1, Arm.CANDIDATE, 2, "p", "b")));
        refused(
                "f: start 2 in round 1: no run takes",
                RUN,
                of(start(1, 2, Arm.CANDIDATE, 1, "p", "a")),
                of(start(2, 1, Arm.CANDIDATE, 2, "p", "b")));
    }

    @Test
    void everyRecordIsOfAFunctionOfTheHeader() {
        refused("\"h\" is not among the functions of the header", RUN, Records.sample("h", 1, 1e6));
        refused("a function twice in \"functions\"", Records.run("f", "f"));
    }

    @Test
    void aPackageComesOnceAndBeforeItsStarts() {
        ResultsRecord artifact = new ResultsRecord.Artifact("f", Records.facts(1));
        refused("f: its package a second time", RUN, artifact, artifact);
        refused("f: its package after its first start", RUN, sample(1), artifact);
    }

    @Test
    void resultsOfOtherToolsComeFirst() {
        ResultsRecord imported =
                ToolResultsRecords.of(ToolSeriesMaker.clustered(1, 2)).get(0);
        refused("results of other tools after what was measured", RUN, sample(1), imported);
    }

    @Test
    void anIdenticalBaselineIsSaidOnceBeforeTheFirstStartAndHasNoStarts() throws Exception {
        ResultsRecord same = new ResultsRecord.Identical("f", "c2hh");
        assertThat(read(RUN, same, sample(1), END)).contains(same);
        assertThatThrownBy(() -> read(RUN, same, same)).hasMessageContaining("identical a second time");
        assertThatThrownBy(() -> read(RUN, sample(1), same)).hasMessageContaining("after its first start");
        assertThatThrownBy(() -> read(RUN, same, of(start(1, 1, Arm.BASELINE, 1, "p", "e"))))
                .hasMessageContaining("a start of its baseline");
    }
}
