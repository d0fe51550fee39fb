package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.fixture.GitRepository;
import io.coldgate.fixture.Records;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.report.JsonReport;
import io.coldgate.report.Judgement;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.history.HistoryPlace;
import io.coldgate.run.history.HistoryRun;
import io.coldgate.run.history.MeasuredCommit;
import io.coldgate.sample.Ending;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.ResultsWriter;
import io.coldgate.watch.FunctionState;
import io.coldgate.watch.Incident;
import io.coldgate.watch.StepRecord;
import io.coldgate.watch.WatchState;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code coldgate history} on folders of runs. */
class HistoryEndToEndTest {
    private static final double MILLI = 1e6;
    private static final String NAME = "coldgate-history";

    @TempDir
    private Path folder;

    /** The gate's own temporary folder. */
    @TempDir
    private Path temporary;

    private final CapturedCli cli = new CapturedCli();
    private Path runs;
    private Path history;

    @BeforeEach
    void names() {
        runs = folder.resolve("runs");
        history = folder.resolve("history");
    }

    /** Writes the folder of a check of one function, 60 ms fast, with a limit of that many milliseconds. */
    private Path measured(String name, int limitMillis) throws IOException {
        Path run = Files.createDirectories(runs.resolve(name));
        GateEvaluation build = new GateEvaluation(
                io.coldgate.fixture.Plans.plan(folder, """
                checkout:
                  package: a.zip
                  budgets: { init_duration: { p50: %dms } }
                """.replace("%d", Integer.toString(limitMillis))));
        List<ResultsRecord> records = new ArrayList<>();
        records.add(Records.run("checkout"));
        for (int i = 1; i <= 60; i++) {
            records.add(new ResultsRecord.Sampled(
                    Records.start("checkout", i, (60 + i % 7 + name.length() * .01) * MILLI)));
        }
        records.add(new ResultsRecord.SeriesEnded("checkout", 1, Ending.COMPLETE, ""));
        records.add(new ResultsRecord.End(1, Ending.COMPLETE, ""));
        try (ResultsWriter writer = ResultsWriter.create(run.resolve("results.jsonl"))) {
            for (ResultsRecord entry : records) {
                build.accept(entry);
                writer.write(entry);
            }
        }
        Files.writeString(run.resolve("report.json"), JsonReport.render(Judgement.of(build), 0));
        return run;
    }

    private int coldgate(String... words) {
        return cli.run(Stream.concat(Stream.of("history"), Stream.of(words)).toArray(String[]::new));
    }

    private int add(Path run, String... more) {
        return coldgate(Stream.concat(Stream.of("add", run.toString(), "--dir", history.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(history)) {
            return files.sorted().toList();
        }
    }

    @Test
    void aNamedCommitThatTheResultsContradictCountsAndIsNoted() throws Exception {
        GitRepository code = GitRepository.create(folder);
        String named = code.commit("first");
        Path run = measured("good", 200);
        Path results = run.resolve("results.jsonl");
        Files.writeString(
                results,
                Files.readString(results)
                        .replaceFirst("\"functions\":", "\"commit\":\"" + "a".repeat(40) + "\",\"functions\":"));

        String thresholds = code.top().resolve("thresholds.yaml").toString();
        assertThat(add(run, "--file", thresholds, "--commit", named)).isZero();
        assertThat(cli.err())
                .isEqualTo("note: " + run + ": its results record aaaaaaaaaa, and --commit names "
                        + named.substring(0, 10) + ", which counts" + System.lineSeparator());
        assertThat(Files.readString(files().get(0))).contains("\"commit\":\"" + named);
    }

    @Test
    void aRunThatBeganWhenAnotherCommitWasCheckedOutIsFiledUnderANamedCommitOnly() throws Exception {
        Path run = measured("good", 200);
        String then = "a".repeat(40);
        MeasuredCommit now = new MeasuredCommit(
                "b".repeat(40), "main", false, OptionalLong.empty(), new TreeMap<>(Map.of(0L, then)), false);
        MeasuredCommit named =
                new MeasuredCommit(then, "main", true, OptionalLong.empty(), Collections.emptyNavigableMap(), true);
        HistoryRun filing = new HistoryRun(new HistoryPlace.Folder(history));

        assertThatThrownBy(() -> filing.add(run, now, false))
                .isInstanceOf(RunException.class)
                .hasMessage("coldgate: " + run
                        + ": measured when aaaaaaaaaa was checked out, and now it is bbbbbbbbbb: name the"
                        + " commit that was measured with --commit, and --change or --no-change with it");
        assertThat(history).doesNotExist();
        assertThat(filing.add(run, named, false).isNew()).isTrue();
        assertThat(filing.add(run, now, false).isNew()).as("a second time").isFalse();
    }

    @Test
    void filesARunOnceAndShowsIt() throws IOException {
        Path run = measured("good", 200);

        assertThat(add(run, "--no-change")).as(cli.err()).isZero();
        assertThat(cli.takeOut())
                .startsWith("filed 20231114T221320Z-")
                .contains("a run of the default branch, PASS, 1 check, 1 series");
        assertThat(add(run)).isZero();
        assertThat(cli.takeOut()).startsWith("already filed: 20231114T221320Z-");
        assertThat(files()).hasSize(1);

        assertThat(coldgate("show", "--dir", history.toString())).isZero();
        assertThat(cli.takeOut())
                .contains(
                        "0 days, 1 run, 0 breaches, 0 changes blocked; newest 2023-11-14",
                        "checkout  init_duration  63.0 ms",
                        "first run on this host",
                        "checkout init_duration p50");
        for (String changedOnly : List.of("--changed-only", "-q")) {
            assertThat(coldgate("show", changedOnly, "--dir", history.toString()))
                    .isZero();
            assertThat(cli.takeOut()).as(changedOnly).isEmpty();
        }
        assertThat(coldgate("show", "--json", "--dir", history.toString())).isZero();
        assertThat(cli.takeOut()).contains("\"schemaVersion\" : 1", "\"metric\" : \"init_duration\"");
        for (String made : List.of("page", "badge")) {
            Path file = folder.resolve(made);
            assertThat(coldgate(made, file.toString(), "--dir", history.toString(), "--dry-run"))
                    .isZero();
            assertThat(cli.takeOut()).startsWith("would be written: " + file);
            assertThat(file).doesNotExist();
        }
        assertThat(coldgate("page", folder.resolve("page").toString(), "--dir", history.toString()))
                .isZero();
        assertThat(folder.resolve("page/index.html")).content().contains("init_duration");
        assertThat(coldgate("badge", folder.resolve("badge.svg").toString(), "--dir", history.toString()))
                .isZero();
        assertThat(folder.resolve("badge.svg")).content().contains("0 days without a breach");
    }

    @Test
    void aPageReplacesAPageAndNoOtherFile() throws IOException {
        assertThat(add(measured("run", 100), "--no-change")).as(cli.err()).isZero();
        Path index = Files.writeString(
                Files.createDirectories(folder.resolve("public")).resolve("index.html"),
                "<!DOCTYPE html>\n<html lang=\"en\"><head><title>mine</title>");

        assertThat(coldgate("page", folder.resolve("public").toString(), "--dir", history.toString()))
                .isEqualTo(2);
        assertThat(cli.err()).contains("index.html: exists and is not a history's page, so it is not replaced");
        assertThat(index).content().endsWith("<title>mine</title>");

        Files.delete(index);
        for (int n = 0; n < 2; n++) {
            assertThat(coldgate("page", folder.resolve("public").toString(), "--dir", history.toString()))
                    .as(cli.err())
                    .isZero();
        }
        assertThat(index).content().contains("<title>Coldgate history</title>");
    }

    @Test
    void aBadgeReplacesABadgeAndNoOtherFile() throws IOException {
        assertThat(add(measured("run", 100), "--no-change")).as(cli.err()).isZero();
        Path filed = history.resolve(files().get(0));
        Path file = Files.writeString(folder.resolve("own.yaml"), "version: 1\n");
        Path link = Files.createSymbolicLink(folder.resolve("link.svg"), file);
        for (Path mine : List.of(file, filed, link)) {
            String before = Files.readString(mine);
            // It is refused before the history is read: there is none of the first name.
            for (String place : List.of("none", history.toString())) {
                assertThat(coldgate("badge", mine.toString(), "--dir", place)).isEqualTo(2);
            }
            assertThat(cli.err().lines())
                    .allMatch(line -> line.contains("exists and is not a badge, so it is not replaced; name another"));
            assertThat(mine).content().isEqualTo(before);
        }
        Path badge = Files.createFile(folder.resolve("badge.svg"));
        for (int n = 0; n < 2; n++) {
            assertThat(coldgate("badge", badge.toString(), "--dir", history.toString()))
                    .as(cli.err())
                    .isZero();
            assertThat(badge).content().contains("0 days without a breach");
        }
    }

    @Test
    void aFailureOfAChangeIsBlockedAndOneOfTheBranchABreach() throws IOException {
        assertThat(add(measured("one", 20), "--change")).as(cli.err()).isZero();
        assertThat(add(measured("three", 20), "--no-change")).as(cli.err()).isZero();
        cli.takeOut();

        assertThat(coldgate("show", "--dir", history.toString())).isZero();
        assertThat(cli.takeOut()).contains("0 days, 1 run, 1 breach, 1 change blocked");
    }

    private Path watched(Incident incident, boolean isOver) throws IOException {
        FunctionState state = new FunctionState(
                Map.of(),
                isOver ? null : incident,
                isOver ? List.of(incident) : List.of(),
                1,
                100,
                0,
                0,
                9,
                9,
                0,
                false,
                "checkout");
        Path file = folder.resolve("watch.json");
        Files.writeString(
                file, WatchState.of(Map.of("checkout", state), Map.of()).json());
        return file;
    }

    private static Incident incident(StepRecord.State step, @Nullable Long recovered) {
        StepRecord taken = new StepRecord(1, "memory=1024MB", step, 1_700_000_100_000L, "was 512 MB", "secret", null);
        return new Incident(
                1, 1_700_000_000_000L, List.of("duration.p99"), List.of(taken), recovered, Map.of(), List.of(), null);
    }

    @Test
    void filesTheIncidentsOfAWatchThatAreOver() throws IOException {
        Path state = watched(incident(StepRecord.State.DONE, 1_700_000_750_000L), true);

        assertThat(coldgate("add", "--watch", state.toString(), "--dir", history.toString(), "--dry-run"))
                .as(cli.err())
                .isZero();
        assertThat(cli.takeOut()).startsWith("would file 20231114T221320Z-incident-");
        assertThat(history).doesNotExist();
        assertThat(coldgate("add", "--watch", state.toString(), "--dir", history.toString()))
                .isZero();
        assertThat(cli.takeOut())
                .startsWith("filed 20231114T221320Z-incident-")
                .endsWith(": checkout, recovery proven 12m30s after the alarm\n");
        assertThat(coldgate("add", "--watch", state.toString(), "--dir", history.toString()))
                .isZero();
        assertThat(cli.takeOut()).startsWith("already filed: 20231114T221320Z-incident-");
        assertThat(files()).hasSize(1);
        assertThat(files().get(0)).content().doesNotContain("secret", "512");

        assertThat(coldgate("show", "--dir", history.toString())).isZero();
        assertThat(cli.takeOut())
                .contains("checkout       1 incident, recovery after 12m30s; newest 2023-11-14T22:13:20Z");
        assertThat(coldgate("show", "--json", "--dir", history.toString())).isZero();
        assertThat(cli.takeOut()).contains("\"timeToRecovery\" : 750000000000");
        assertThat(coldgate("page", folder.resolve("page").toString(), "--dir", history.toString()))
                .isZero();
        assertThat(folder.resolve("page/index.html")).content().contains("1 memory=1024MB: done", "12m30s");
    }

    @Test
    void anIncidentThatIsOpenOrStillTakenBackIsNotFiledYet() throws IOException {
        Path open = watched(incident(StepRecord.State.DONE, null), false);
        assertThat(coldgate("add", "--watch", open.toString(), "--dir", history.toString()))
                .isZero();
        assertThat(cli.takeOut()).isEqualTo("not filed, because it is not over: checkout incident 1\n");

        Path undone = watched(incident(StepRecord.State.UNDO_INTENDED, 1_700_000_750_000L), true);
        assertThat(coldgate("add", "--watch", undone.toString(), "--dir", history.toString()))
                .isZero();
        assertThat(cli.takeOut()).isEqualTo("not filed, because it is not over: checkout incident 1\n");
        assertThat(history).doesNotExist();
    }

    @Test
    void aStateThatIsNoneIsNamed() throws IOException {
        Path none = folder.resolve("none.json");
        assertThat(coldgate("add", "--watch", none.toString())).isEqualTo(4);
        assertThat(cli.err()).contains("--watch " + none + ": no watch has written it");
        Files.writeString(none, "{}");
        assertThat(coldgate("add", "--watch", none.toString())).isEqualTo(2);
        assertThat(cli.err()).contains("--watch " + none + ": is not the state of a watch of this version");
        assertThat(coldgate("add", "run", "--watch", none.toString())).isEqualTo(2);
        assertThat(cli.err()).contains("RUN-FOLDER, --commit and --change are about a run");
    }

    @Test
    void aDryRunWritesNothing() throws IOException {
        assertThat(add(measured("good", 200), "--dry-run")).isZero();

        assertThat(cli.takeOut()).startsWith("would file ");
        assertThat(history).doesNotExist();
    }

    @Test
    void aDamagedFileAndOneOfALaterVersionAreNamedAndNothingIsShown() throws IOException {
        add(measured("good", 200));
        add(measured("other", 200));
        List<Path> files = files();
        Files.writeString(files.get(0), Files.readString(files.get(0)).substring(0, 100));
        Files.writeString(
                files.get(1), Files.readString(files.get(1)).replace("\"schemaVersion\":1", "\"schemaVersion\":9"));
        cli.takeOut();

        assertThat(coldgate("show", "--dir", history.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err())
                .contains(
                        files.get(0).getFileName() + ": not JSON",
                        files.get(1).getFileName() + ": of version 9",
                        "2 of 2 files");
        assertThat(cli.takeOut()).isEmpty();
    }

    @Test
    void shardsAreFiledEachWithItsHost() throws IOException {
        measured("1", 200);
        measured("second", 20);
        assertThat(add(runs)).isEqualTo(ExitCode.PASS);

        assertThat(files()).hasSize(2);
        assertThat(cli.takeOut().lines()).hasSize(2).allMatch(line -> line.startsWith("filed "));
        assertThat(coldgate(
                        "add",
                        runs.resolve("1").toString(),
                        runs.resolve("second").toString(),
                        "--dir",
                        "" + history))
                .isEqualTo(ExitCode.PASS);
        assertThat(cli.takeOut().lines()).hasSize(2).allMatch(line -> line.startsWith("already filed: "));
        assertThat(add(Files.createDirectories(folder.resolve("empty")))).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(cli.err()).contains("empty/results.jsonl: no such file, nor one in a folder of ");
    }

    @Test
    void whatIsNoRunIsNotFiled() throws IOException {
        assertThat(add(folder.resolve("none"))).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(cli.err()).contains("none/results.jsonl: no run is there");

        Path torn = measured("torn", 200);
        Files.writeString(torn.resolve("report.json"), "{}");
        assertThat(add(torn)).isEqualTo(ExitCode.USAGE);
        assertThat(history).doesNotExist();
    }

    @Test
    void aReportOfAnotherRunIsNotFiled() throws IOException {
        Path run = measured("good", 200);
        Path report = run.resolve("report.json");
        Files.writeString(report, Files.readString(report).replace("1700000000000", "1700000000001"));

        assertThat(add(run)).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("report.json: is of another run than results.jsonl");
    }

    @Test
    void resultsThatWereCutOffBesideTheWholeReportAreNotFiled() throws IOException {
        Path run = measured("good", 200);
        Path results = run.resolve("results.jsonl");
        String whole = Files.readString(results);
        int end = whole.lastIndexOf('\n', whole.length() - 2) + 1;
        for (int length : List.of(whole.length() / 2, end)) {
            Files.writeString(results, whole.substring(0, length));

            assertThat(add(run)).isEqualTo(ExitCode.USAGE);
            assertThat(cli.err())
                    .contains(results + ": " + (length == end ? "without its end" : "torn in its last line")
                            + ", while report.json beside it says ending: complete: copy the whole file, or run");
            assertThat(history).doesNotExist();
        }
        Files.writeString(results, whole.replace("\"complete\"", "\"interrupted\""));
        assertThat(add(run)).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("ending: interrupted, while report.json beside it says ending: complete");
        Files.writeString(results, whole);
        assertThat(add(run)).isZero();
        assertThat(files()).hasSize(1);
    }

    @Test
    void aRunOfAClockThatIsAheadIsRefusedAndOneThatIsThereIsNamed() throws IOException {
        add(measured("good", 200), "--no-change");
        Path run = measured("ahead", 200);
        for (String name : List.of("results.jsonl", "report.json")) {
            Path file = run.resolve(name);
            Files.writeString(file, Files.readString(file).replace("1700000000000", "4102444800000"));
        }

        assertThat(add(run)).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err())
                .contains("results.jsonl: the run began at 2100-01-01T00:00:00Z, which is ahead of this machine's"
                        + " clock");
        assertThat(files()).hasSize(1);

        String filed = Files.readString(files().get(0));
        Files.writeString(
                history.resolve("21000101T000000Z-none-0123456789ab.json"),
                filed.replace("1700000000000", "4102444800000"));
        cli.takeOut();
        assertThat(coldgate("show", "--dir", history.toString())).isZero();
        assertThat(cli.takeOut())
                .contains("0 days, 1 run, 0 breaches, 0 changes blocked; newest 2023-11-14")
                .contains("1 run left out, measured by a clock that was ahead of this machine's: 2100-01-01 ");
        assertThat(coldgate("show", "-q", "--dir", history.toString())).isZero();
        assertThat(cli.takeOut()).contains("1 run left out");
        assertThat(coldgate("show", "--json", "--dir", history.toString())).isZero();
        assertThat(cli.takeOut()).contains("\"runs\" : 1").contains("\"startedAt\" : 4102444800000");
        assertThat(coldgate("page", folder.resolve("page").toString(), "--dir", history.toString()))
                .isZero();
        assertThat(folder.resolve("page/index.html")).content().contains("1 run left out");
    }

    /** A run that was killed has no end; what judge says of it is a report of these results. */
    @Test
    void aRunThatWasKilledIsFiledWithTheReportThatSaysSo() throws IOException {
        Path run = measured("killed", 200);
        Path results = run.resolve("results.jsonl");
        String whole = Files.readString(results);
        Files.writeString(results, whole.substring(0, whole.lastIndexOf('\n', whole.length() - 2) + 1));
        Path report = run.resolve("report.json");
        Files.writeString(report, Files.readString(report).replaceFirst("\"complete\"", "\"cut_off\""));

        assertThat(add(run)).as(cli.err()).isZero();
        assertThat(files().get(0)).content().contains("\"ending\":\"cut_off\"");
    }

    @Test
    void optionsThatMeanNothingTogetherAreRefused() {
        assertThat(coldgate("show", "--dir", "x", "--branch", "y")).isEqualTo(ExitCode.USAGE);
        assertThat(coldgate("show", "--local")).isEqualTo(ExitCode.USAGE);
        assertThat(coldgate("show", "--all", "--changed-only")).isEqualTo(ExitCode.USAGE);
        assertThat(coldgate("show", "--all", "-q")).isEqualTo(ExitCode.USAGE);
        assertThat(coldgate()).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err())
                .contains(
                        "--dir and --branch exclude each other", "no command given; commands: add, show, page, badge");
        assertThat(coldgate("show", "--dir", folder.resolve("none").toString())).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("no history is there");
    }

    /**
     * The remote's receiver waits; the gate is killed meanwhile, and its run reaches the remote with the next one's.
     */
    @Test
    @Tag("git")
    @Tag("process")
    void aRunThatWasKilledWhileItPushedIsPushedByTheNext() throws Exception {
        GitRepository code = GitRepository.create(folder);
        code.commit("first");
        Path origin = folder.resolve("origin.git");
        GitRepository.git(folder, "init", "-q", "--bare", origin.toString());
        code.git("remote", "add", "origin", origin.toString());
        Path marker = folder.resolve("receiving");
        Path slow = Files.writeString(folder.resolve("slow"), "#!/bin/sh\ntouch " + marker + "\nsleep 600\n");
        assertThat(slow.toFile().setExecutable(true)).isTrue();
        code.git("config", "remote.origin.receivepack", slow.toString());

        Process killed = start(code.top(), "add", measured("first", 200).toString());
        waitFor(marker, killed);
        Stream<ProcessHandle> children = killed.descendants().toList().stream();
        killed.destroyForcibly().waitFor();
        assertThat(temporary).isEmptyDirectory();
        children.forEach(ProcessHandle::destroyForcibly);
        assertThat(GitRepository.git(origin, "branch", "--list", NAME)).isEmpty();

        code.git("config", "--unset", "remote.origin.receivepack");
        Process next = start(code.top(), "add", measured("second", 200).toString());
        assertThat(next.waitFor()).isZero();

        assertThat(GitRepository.git(origin, "ls-tree", "-r", "--name-only", NAME)
                        .lines())
                .hasSize(2);
    }

    /**
     * Git waits before the branch leads to the commit; the gate is killed meanwhile, and the run is filed by the next.
     */
    @Test
    @Tag("git")
    @Tag("process")
    void aRunThatWasKilledBeforeItsCommitIsFiledByTheNext() throws Exception {
        GitRepository code = GitRepository.create(folder);
        code.commit("first");
        Path marker = folder.resolve("committing");
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path git = Files.writeString(bin.resolve("git"), """
                #!/bin/sh
                case " $* " in *" update-ref "*) touch %s; sleep 600 ;; esac
                PATH=${PATH#*:} exec git "$@"
                """.formatted(marker));
        assertThat(git.toFile().setExecutable(true)).isTrue();
        String run = measured("first", 200).toString();

        ProcessBuilder waiting = command(code.top(), "add", run);
        waiting.environment().merge("PATH", bin.toString(), (path, first) -> first + ":" + path);
        Process killed = waiting.start();
        waitFor(marker, killed);
        Stream<ProcessHandle> children = killed.descendants().toList().stream();
        killed.destroyForcibly().waitFor();
        assertThat(temporary).isEmptyDirectory();
        children.forEach(ProcessHandle::destroyForcibly);
        assertThat(code.git("branch", "--list", NAME)).isEmpty();

        assertThat(start(code.top(), "add", run).waitFor()).isZero();
        assertThat(code.git("ls-tree", "-r", "--name-only", NAME).lines()).hasSize(1);
    }

    /** Of a file that is not whole yet nothing is read, whoever was killed. */
    @Test
    void whatAKilledAddLeftInAFolderIsNoRun() throws IOException {
        Path run = measured("good", 200);
        add(run, "--no-change");
        String whole = Files.readString(files().get(0));
        Path half = history.resolve(".1234.half");
        Files.move(files().get(0), half);
        Files.writeString(half, whole.substring(0, whole.length() / 2));
        cli.takeOut();

        assertThat(add(run, "--no-change")).as(cli.err()).isZero();
        assertThat(cli.takeOut()).startsWith("filed ");
        assertThat(coldgate("show", "--dir", history.toString())).isZero();
        assertThat(cli.takeOut()).contains("newest 2023-11-14");
    }

    private void waitFor(Path marker, Process process) throws IOException, InterruptedException {
        long until = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!Files.exists(marker)) {
            assertThat(process.isAlive())
                    .as("the gate ended before it pushed: %s", Files.readString(folder.resolve("said")))
                    .isTrue();
            assertThat(System.nanoTime()).as("no push in five minutes").isLessThan(until);
            Thread.sleep(20);
        }
    }

    private Process start(Path repository, String... words) throws IOException {
        return command(repository, words).start();
    }

    private ProcessBuilder command(Path repository, String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                absolute(System.getProperty("java.class.path")),
                "io.coldgate.cli.Main",
                "history"));
        command.addAll(List.of(words));
        command.addAll(List.of("--branch", NAME));
        return new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .reduce((one, other) -> one + File.pathSeparator + other)
                .orElseThrow();
    }
}
