package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunFolder;
import io.coldgate.sample.Ending;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.ResultsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
    private static final String HELLO = "hello: { package: bootstrap, budgets: { init_duration: { p50: 20ms } } }\n";
    private static final String PACKAGE_ONLY = "hello: { package: bootstrap, artifact: { zip: 10MB, files: 1 } }\n";

    @TempDir
    private Path folder;

    private final CapturedCli cli = new CapturedCli();

    private int run(String... args) {
        return cli.runAnew(args);
    }

    private int onFile(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(List.of(more));
        args.addAll(List.of("--file", folder.resolve("thresholds.yaml").toString()));
        return run(args.toArray(String[]::new));
    }

    private String out() {
        return cli.out();
    }

    private String err() {
        return cli.err();
    }

    private void thresholds(String functions) throws IOException {
        Plans.write(folder, functions);
        Files.writeString(folder.resolve("bootstrap"), "#!/bin/sh\necho 'no table'\nexit 7\n");
    }

    private void nothingWasDeployed() {
        assertThat(folder.resolve("coldgate-out/results.jsonl")).doesNotExist();
    }

    private Path results(Ending ending, int n, double initMillis) throws IOException {
        Path file = folder.resolve("results.jsonl");
        try (ResultsWriter writer = ResultsWriter.create(file)) {
            writer.write(Records.run("hello"));
            for (int i = 1; i <= n; i++) {
                writer.write(Records.sample("hello", i, initMillis * 1e6));
            }
            writer.write(new ResultsRecord.SeriesEnded("hello", 1, ending, "the cause"));
            writer.write(new ResultsRecord.End(1, ending, ""));
        }
        return file;
    }

    private int judge(Path results, String... more) {
        return onFile(
                "judge",
                Stream.concat(Stream.of(results.toString()), Stream.of(more)).toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "judge", "validate", "completion"})
    void everyCommandHasHelp(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out()).contains("Usage: coldgate " + command);
        assertThat(err()).isEmpty();
    }

    @Test
    void theRootHelpNamesCommandsAndExitCodes() {
        assertThat(run("--help")).isZero();
        assertThat(out()).contains("check", "judge", "validate", "130  interrupted");
    }

    @Test
    void tellsItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out()).matches("(?s)coldgate \\d+\\.\\d+\\.\\d+.*Java .*");
    }

    @Test
    void printsACompletionScript() {
        assertThat(run("completion")).isZero();
        assertThat(out()).contains("--max-samples");
    }

    @Test
    void completionForZshKnowsItsShell() {
        assertThat(run("completion", "zsh")).isZero();
        assertThat(out()).contains("bashcompinit", "--max-samples");
    }

    @Test
    void completionForFishHasALineForEveryCommandAndOption() {
        assertThat(run("completion", "fish")).isZero();
        assertThat(out().lines().skip(1)).allMatch(line -> line.startsWith("complete -c coldgate -n '"));
        assertThat(out())
                .contains("-n '__fish_use_subcommand' -f -a check -d 'Builds, deploys and cold-starts")
                .contains("-n '__fish_seen_subcommand_from check' -l max-samples -r -d 'Cap on the samples")
                .contains("-n '__fish_seen_subcommand_from check' -s q -l quiet -d 'No progress")
                .contains(
                        "-n '__fish_seen_subcommand_from clean' -l region -r -d 'The region (default: the file\\'s, else");
    }

    @ParameterizedTest
    @CsvSource({"fihs, 'did you mean \"fish\"?'", "powershell, 'known: bash, zsh, fish'"})
    void completionForAnotherShellIsRefused(String shell, String answer) {
        assertThat(run("completion", shell)).isEqualTo(2);
        assertThat(err()).contains("no completion for the shell \"" + shell + "\"", answer);
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "chekc",
                "--colour",
                "check --max-sample 3",
                "check --max-samples 0",
                "check --max-samples -1",
                "check --max-samples many",
                "check --max-samples 99999999999",
                "check --time-limit 5",
                "check --time-limit 0s",
                "check --time-limit soon",
                "check --seed x",
                "check --platform mars",
                "check --quiet --verbose",
                "check surplus",
                "check a.yaml b.yaml",
                "check --file",
                "judge",
                "check --shard 5/4",
                "validate a b"
            })
    void wrongUsageIsOneLineAndExitCode2(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);

        assertThat(err().lines()).hasSize(1);
        assertThat(err()).startsWith("coldgate: ").contains("--help)");
        assertThat(out()).isEmpty();
    }

    @Test
    void anOptionFromAFileShowsNothingUnprintable() {
        assertThat(run("check", "--\u001b[2Jx\n::error::y")).isEqualTo(2);

        assertThat(err()).doesNotContain("\u001b").contains("\\u001b");
        assertThat(err().lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "check --dry-run", "validate"})
    void aMissingFileIsOneLineThatSaysWhatToDo(String line) {
        Path missing = folder.resolve("nowhere.yaml");
        List<String> args = new ArrayList<>(List.of(line.split(" ")));
        args.addAll(line.startsWith("validate") ? List.of(missing.toString()) : List.of("--file", missing.toString()));

        assertThat(run(args.toArray(String[]::new))).isEqualTo(2);
        assertThat(err().lines()).hasSize(1);
        assertThat(err()).contains("no such file", "coldgate init");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "ftp://127.0.0.1:21", "127.0.0.1:4566"})
    void anEndpointThatIsNoAddressIsAMistake(String endpoint) throws Exception {
        thresholds(PACKAGE_ONLY);

        assertThat(onFile("check", "--platform", "localstack", "--endpoint", endpoint))
                .isEqualTo(2);
        assertThat(err().lines()).hasSize(1);
        assertThat(err()).contains("--endpoint", endpoint, "http://127.0.0.1:4566");
    }

    @Test
    void anEndpointOnThePlatformThatStartsItsOwnIsAMistake() throws Exception {
        thresholds(PACKAGE_ONLY);

        assertThat(onFile("check", "--endpoint", "http://127.0.0.1:4566")).isEqualTo(ExitCode.USAGE);
        assertThat(err()).contains("--endpoint http://127.0.0.1:4566: the embedded platform starts its own");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "validate --file DIR",
                "validate DIR",
                "check DIR --dry-run",
                "iam-policy DIR",
                "iam-policy -f DIR"
            })
    void aFolderStandsForTheThresholdsFileInIt(String line) throws Exception {
        String[] args = line.replace("DIR", folder.toString()).split(" ");
        assertThat(run(args)).isEqualTo(2);
        assertThat(err()).contains(folder.resolve("thresholds.yaml") + ": no such file");

        thresholds(HELLO);
        assertThat(run(args)).as(err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "validate", "iam-policy", "clean"})
    void aFileAsAnArgumentAndAnotherAsAnOptionAreOneTooMany(String command) {
        assertThat(run(command, folder.toString(), "-f", "b.yaml")).isEqualTo(2);
        assertThat(err()).contains("a second thresholds file beside --file", "see: coldgate " + command);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check",
                "explain",
                "judge",
                "validate",
                "calibrate",
                "sweep",
                "init",
                "replay",
                "clean",
                "iam-policy",
                "github"
            })
    void everyCommandTakesAFile(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out()).contains("-f, --file=");
    }

    @ParameterizedTest
    @CsvSource({
        "chekc, 'unknown command \"chekc\"; did you mean check?'",
        "iam, 'unknown command \"iam\"; did you mean iam-policy?'",
        "frobnicate, 'unknown command \"frobnicate\"; commands: check, '",
        "github chek, 'chek/report.json'",
        "check --flie x, 'unknown option \"--flie\"; did you mean --file?'",
        "check --no-colour, 'unknown option \"--no-colour\"; did you mean --no-color?'",
        "check --max-sample=3, 'unknown option \"--max-sample\"; did you mean --max-samples?'",
        "check --max, 'unknown option \"--max\"; did you mean --max-samples?'",
        "check -x, 'unknown option \"-x\" (see'",
        "validate a b, 'unexpected argument \"b\"'",
        "check checkout, 'checkout: no such file or folder; choose functions with --function'"
    })
    void aMistypedWordIsAnsweredWithTheOneThatWasMeant(String line, String answer) {
        run(line.split(" "));
        assertThat(cli.text()).contains(answer);
    }

    @Test
    void everyMissingRoleIsSaidAtOnceAndBesideOtherMistakes() throws Exception {
        thresholds(HELLO + HELLO.replace("hello", "other"));
        assertThat(onFile("check", "--platform", "aws")).isEqualTo(2);
        assertThat(err())
                .contains("functions.hello: no role; add role:", "functions.other: no role; add role:")
                .contains(": 2 errors; nothing was deployed");

        thresholds(HELLO + HELLO.replace("hello", "other").replace("budgets", "memory: 1, budgets"));
        assertThat(onFile("check", "--platform", "aws")).isEqualTo(2);
        assertThat(err())
                .contains("functions.hello: no role", "functions.other: no role", "functions.other.memory: ")
                .contains(": 3 errors; nothing was deployed");
    }

    @Test
    void iamPolicyPrintsAPolicyBeforeThereIsARoleAndSaysSo() throws Exception {
        thresholds(HELLO + HELLO.replace("hello", "other"));
        assertThat(onFile("iam-policy")).isZero();

        assertThat(new ObjectMapper().readTree(out()).findValuesAsText("Sid")).contains("PassRoleToLambda");
        assertThat(out()).contains("arn:aws:iam::*:role/*");
        assertThat(err().lines()).hasSize(1);
        assertThat(err()).contains("no role yet: hello, other: iam:PassRole is for every role");
    }

    @Test
    void iamPolicyHasWhatACanaryNeedsOfItsFunctionsAlone() throws Exception {
        thresholds(HELLO);
        assertThat(onFile("iam-policy", "--canary", "checkout", "--canary", "billing"))
                .isZero();
        JsonNode statements = new ObjectMapper().readTree(out()).path("Statement");
        assertThat(texts(statement(statements, "ShiftAliases").path("Action")))
                .containsExactly(
                        "lambda:GetAlias", "lambda:GetFunction", "lambda:PublishVersion", "lambda:UpdateAlias");
        assertThat(texts(statement(statements, "ShiftAliases").path("Resource")))
                .containsExactly(
                        "arn:aws:lambda:*:*:function:checkout",
                        "arn:aws:lambda:*:*:function:checkout:*",
                        "arn:aws:lambda:*:*:function:billing",
                        "arn:aws:lambda:*:*:function:billing:*");
        assertThat(texts(statement(statements, "ReadLogsOfCanaries").path("Resource")))
                .containsExactly(
                        "arn:aws:logs:*:*:log-group:/aws/lambda/checkout:*",
                        "arn:aws:logs:*:*:log-group:/aws/lambda/billing:*");

        assertThat(onFile("iam-policy")).isZero();
        assertThat(out()).doesNotContain("ShiftAliases", "UpdateAlias");
    }

    private static JsonNode statement(JsonNode statements, String sid) {
        for (JsonNode each : statements) {
            if (each.path("Sid").asText().equals(sid)) {
                return each;
            }
        }
        throw new AssertionError("no statement " + sid + ": " + statements);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    @Test
    void iamPolicySaysAllMistakesButNoMissingRole() throws Exception {
        thresholds("hello: { package: bootstrap, memory: 1, timeout: x, budgets: { init_duration: { p50: 20ms } } }\n");
        assertThat(onFile("iam-policy")).isEqualTo(2);
        assertThat(err())
                .contains("functions.hello.memory", "functions.hello.timeout", ": 2 errors")
                .doesNotContain("no role");
    }

    @Test
    void cleanRefusesAFileWithFunctionsOfSeveralRegions() throws Exception {
        thresholds("""
                a: { package: bootstrap, region: eu-west-1, budgets: { init_duration: { p50: 20ms } } }
                b: { package: bootstrap, region: us-east-1, budgets: { init_duration: { p50: 20ms } } }
                """.indent(0));
        assertThat(onFile("clean")).isEqualTo(2);
        assertThat(err().lines()).hasSize(1);
        assertThat(err()).contains("name one with --region: eu-west-1, us-east-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello: { package: bootstrap, budgets: { init_duration: { p50: 20 } } }",
                "hello: { package: bootstrap, budgets: { init_duration: { p50: 20ms, p50: 20ms } } }",
                "hello: { package: ../../bootstrap, budgets: { init_duration: { p50: 20ms } } }",
                "hello: { package: bootstrap }",
                "hello: [",
                "\thello: {}"
            })
    void amistakeInTheFileIsToldWithItsPlaceAndNothingIsDeployed(String functions) throws Exception {
        thresholds(functions);

        assertThat(onFile("check")).isEqualTo(2);

        assertThat(err()).containsPattern("thresholds\\.yaml:\\d+:\\d+: ").contains("nothing was deployed");
        assertThat(out()).isEmpty();
        nothingWasDeployed();
    }

    @Test
    void aFunctionWithoutARoleIsRefusedOnAws() throws Exception {
        thresholds(HELLO);

        assertThat(onFile("check", "--platform", "aws")).isEqualTo(2);
        assertThat(err()).contains("functions.hello: no role; add role:");
        nothingWasDeployed();
    }

    @Test
    void aDryRunPrintsThePlanAndDoesNothing() throws Exception {
        thresholds(HELLO
                + "other: { package: bootstrap, sampling: { max: 40 }, budgets: { init_duration: { max: 1s } } }");

        assertThat(onFile("check", "--dry-run")).isZero();

        assertThat(out())
                .contains("hello on embedded, provided.al2023, ")
                .contains("init_duration p50 ≤ 20.0 ms")
                .contains("first possible PASS after 10 cold starts")
                .contains("a function of which a check on init fails is explained then")
                .contains("every one of up to 40 cold starts")
                .contains("2 functions, 2 checks; 56 cold starts when all are well within budget, 146 at most");
        nothingWasDeployed();
    }

    @Test
    void validateSaysWhatItRead() throws Exception {
        thresholds(HELLO);

        assertThat(run("validate", folder.resolve("thresholds.yaml").toString()))
                .isZero();
        assertThat(out()).endsWith("thresholds.yaml: ok: 1 function, 1 check\n");
    }

    @Test
    void validatePrintsTheSchema() throws Exception {
        assertThat(run("validate", "--schema")).isZero();
        assertThat(new ObjectMapper().readTree(out()).path("$schema").asText()).contains("draft-07");
    }

    @ParameterizedTest
    @CsvSource({"nothing*", "[", "hello[", "Hello"})
    void aPatternThatMatchesNothingIsAMistake(String pattern) throws Exception {
        thresholds(HELLO);

        assertThat(onFile("check", "--dry-run", "--function", pattern)).isEqualTo(2);
        assertThat(err().lines()).hasSize(1);
        assertThat(err()).contains("--function \"" + pattern + "\"");
    }

    @Test
    void patternsSelectFunctions() throws Exception {
        thresholds(HELLO + HELLO.replace("hello", "hell") + HELLO.replace("hello", "other"));

        assertThat(onFile("check", "--dry-run", "--function", "hel*")).isZero();
        assertThat(out()).contains("hello on", "hell on").doesNotContain("other on");
        assertThat(onFile("check", "--dry-run", "--function", "hell,o*er")).isZero();
        assertThat(out()).contains("hell on", "other on").doesNotContain("hello on");
    }

    @Test
    void aRunOfPackageChecksWritesEveryFileAndJudgeRepeatsIt() throws Exception {
        thresholds(PACKAGE_ONLY);

        assertThat(onFile("check")).as(err()).isZero();
        String table = out();

        Path output = folder.resolve("coldgate-out");
        assertThat(output.resolve("report.json")).isNotEmptyFile();
        assertThat(output.resolve("summary.md")).isNotEmptyFile();
        assertThat(output.resolve("junit.xml")).isNotEmptyFile();
        assertThat(table).contains("PASS: 2 checks: 2 passed, 0 failed, 0 inconclusive");
        assertThat(err()).contains("results: ").contains("coldgate-out");
        assertThat(judge(output)).isZero();
        assertThat(out()).as("without the page, which it does not write").isEqualTo(GateFolder.withoutPage(table));
        assertThat(judge(output.resolve("results.jsonl"))).isZero();
        assertThat(err()).isEmpty();
    }

    @Test
    void aPackageOverItsLimitFailsTheBuild() throws Exception {
        thresholds(PACKAGE_ONLY.replace("10MB", "1B"));

        assertThat(onFile("check")).isEqualTo(1);
        assertThat(out()).contains("FAIL: 2 checks");
    }

    @Test
    void jsonIsAllThatStandardOutputHolds() throws Exception {
        thresholds(PACKAGE_ONLY);
        Path output = folder.resolve("elsewhere/deep");

        assertThat(onFile("check", "--json", "--output", output.toString())).isZero();

        JsonNode report = new ObjectMapper().readTree(out());
        assertThat(report.path("verdict").asText()).isEqualTo("PASS");
        assertThat(Files.readString(output.resolve("report.json"))).isEqualTo(out());
        assertThat(judge(output, "--json")).isZero();
        assertThat(new ObjectMapper().readTree(out())).isEqualTo(report);
    }

    @Test
    void theResultsKeepTheOptionsThatRepeatTheRun() throws Exception {
        thresholds(PACKAGE_ONLY);

        assertThat(onFile("check", "--quiet", "--no-results", "--time-limit", "2m"))
                .isZero();

        assertThat(Files.readString(folder.resolve("coldgate-out/results.jsonl")))
                .contains("\"options\":[\"--no-results\",\"--time-limit\",\"120000ms\"]");
        assertThat(Files.readString(folder.resolve("coldgate-out/report.html")))
                .contains("--no-results --time-limit 120000ms");
    }

    @Test
    void judgeWritesNothingUnlessItIsAskedTo() throws Exception {
        thresholds(PACKAGE_ONLY);
        assertThat(onFile("check", "--quiet")).isZero();
        Path made = folder.resolve("coldgate-out");
        Files.delete(made.resolve("report.html"));
        Files.delete(made.resolve("report.json"));
        Set<Path> before = files();

        assertThat(judge(made)).isZero();

        assertThat(files()).isEqualTo(before);
        assertThat(out()).doesNotContain("look at:");
    }

    private Set<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.collect(Collectors.toSet());
        }
    }

    @Test
    void quietSaysNothingOfAPass() throws Exception {
        thresholds(PACKAGE_ONLY);

        assertThat(onFile("check", "--quiet")).isZero();
        assertThat(out()).isEmpty();
        assertThat(err()).isEmpty();
        assertThat(judge(folder.resolve("coldgate-out"), "--quiet")).isZero();
        assertThat(out()).isEmpty();
    }

    @Test
    void quietShowsAFailure() throws Exception {
        thresholds(PACKAGE_ONLY.replace("10MB", "1B"));

        assertThat(onFile("check", "--quiet")).isEqualTo(1);
        assertThat(out()).contains("FAIL");
        assertThat(err()).isEmpty();
    }

    @Test
    @Tag("process")
    void aFunctionThatNeverStartsCouldNotBeMeasured() throws Exception {
        thresholds(HELLO);

        assertThat(onFile("check")).as(err()).isEqualTo(4);

        String reason = "could not measure hello: 3 of 3 starts failed: Runtime.ExitError: exit status 7: no table";
        assertThat(out()).contains("NOT MEASURED  hello").containsOnlyOnce(reason);
        assertThat(err()).as("is said once").doesNotContain("could not measure");
        assertThat(judge(folder.resolve("coldgate-out"))).isEqualTo(4);
    }

    @Test
    @Tag("process")
    void aBuildThatFailsIsCouldNotMeasure() throws Exception {
        thresholds(HELLO.replace("package:", "build: sh -c 'echo broken; exit 9', package:"));

        assertThat(onFile("check")).isEqualTo(4);
        assertThat(err()).contains("exit code 9").contains("  | broken").contains("nothing was deployed");
    }

    @Test
    void aMissingPackageIsAMistake() throws Exception {
        thresholds(HELLO);
        Files.delete(folder.resolve("bootstrap"));

        assertThat(onFile("check")).isEqualTo(2);
        assertThat(err()).containsPattern("thresholds\\.yaml:4:\\d+: functions.hello.package: ");
    }

    @Test
    void anOutputThatIsAFileIsAMistake() throws Exception {
        thresholds(PACKAGE_ONLY);

        assertThat(onFile("check", "--output", folder.resolve("bootstrap").toString()))
                .isEqualTo(2);
        assertThat(err().lines()).hasSize(1);
        assertThat(err()).contains("--output").contains("cannot be written: there is a file of that name");
    }

    @Test
    void anOutputThatCannotBeMadeIsAMistake() throws Exception {
        assumeThat(Path.of("/proc/self")).exists();
        thresholds(PACKAGE_ONLY);

        assertThat(onFile("check", "--output", "/proc/self/coldgate")).isEqualTo(2);
        assertThat(err().lines()).hasSize(1);
    }

    @Test
    void anOutputInUseByAnotherRunIsRefused() throws Exception {
        thresholds(PACKAGE_ONLY);
        Path output = folder.resolve("used");

        try (RunFolder used = RunFolder.open(output)) {
            assertThat(used.path()).isEqualTo(output);
            assertThat(onFile("check", "--output", output.toString())).isEqualTo(4);
        }
        assertThat(err()).contains("is in use by another coldgate");
        assertThat(onFile("check", "--output", output.toString())).isZero();
    }

    @Test
    void aResultsFileThatCannotBeWrittenIsOneLine() throws Exception {
        thresholds(PACKAGE_ONLY);
        Path output = folder.resolve("odd");
        Files.createDirectories(output.resolve("results.jsonl"));

        assertThat(onFile("check", "--quiet", "--output", output.toString())).isEqualTo(4);
        assertThat(err().lines()).hasSize(1);
        assertThat(err()).contains("cannot be written");
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETE, 100, 10, warn, 0, PASS",
        "COMPLETE, 100, 30, warn, 1, FAIL",
        "TIME_LIMIT, 2, 10, warn, 0, INCONCLUSIVE",
        "TIME_LIMIT, 2, 10, fail, 3, INCONCLUSIVE",
        "COULD_NOT_MEASURE, 2, 10, pass, 4, NOT MEASURED"
    })
    void judgeExitsAsTheRunDid(Ending ending, int n, double millis, String policy, int exitCode, String verdict)
            throws Exception {
        thresholds(HELLO.replace("package:", "on-inconclusive: " + policy + ", package:"));

        assertThat(judge(results(ending, n, millis))).isEqualTo(exitCode);
        assertThat(out()).contains("\n" + verdict + ": 1 check: ");
    }

    @Test
    void quietShowsWhatIsOnlyWarnedOf() throws Exception {
        thresholds(HELLO.replace("package:", "on-inconclusive: warn, package:"));

        assertThat(judge(results(Ending.TIME_LIMIT, 2, 10), "--quiet")).isZero();
        assertThat(out()).contains("INCONCLUSIVE");
    }

    @Test
    void judgeSaysWhenTheThresholdsAreNotThoseOfTheRun() throws Exception {
        thresholds(HELLO);

        judge(results(Ending.COMPLETE, 100, 10));

        assertThat(err()).contains("is not the file that the run was measured with");
    }

    @Test
    void judgeReadsWhatAKilledRunLeft() throws Exception {
        thresholds(HELLO);
        byte[] whole = Files.readAllBytes(results(Ending.COMPLETE, 6, 10));
        Path cut = folder.resolve("cut.jsonl");
        Files.write(cut, java.util.Arrays.copyOf(whole, whole.length * 2 / 3));

        judge(cut);

        assertThat(err()).contains("the last line is cut off");
        assertThat(out()).contains("NOT MEASURED: 1 check");
    }

    private void refusedByJudge(String content, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("results.jsonl"), content);

        assertThat(judge(file)).isEqualTo(2);
        assertThat(err().lines().filter(line -> !line.contains("is not the file that the run was measured with")))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).contains(message));
        assertThat(out()).isEmpty();
    }

    @Test
    void judgeRefusesWhatIsNoResultsFileInOneLine() throws Exception {
        thresholds(HELLO);
        String good = Files.readString(results(Ending.COMPLETE, 2, 10));

        refusedByJudge("", "results.jsonl:1:1: no records");
        refusedByJudge("not json\n", "results.jsonl:1:");
        refusedByJudge(good + "{}\n", "results.jsonl:6:1: \"type\" is missing");
        refusedByJudge(
                good.replace("\"embedded\"", "\"mars\\u001b\""), "results.jsonl:1:1: unknown platform \"mars\\u001b\"");
        refusedByJudge(
                good.replace("\"init_duration\"", "\"duration\""),
                "results.jsonl:2:1: hello: start 1 has no init_duration: measure again");
        refusedByJudge(
                good.replace("\"functions\":[\"hello\"]", "\"functions\":[\"*\",\"stranger\"]"),
                "\"hello\" is not among the functions of the header");
    }

    @Test
    void judgeOfAMissingFileSaysWhatWritesOne() throws Exception {
        thresholds(HELLO);

        assertThat(judge(folder.resolve("nothing.jsonl"))).isEqualTo(2);
        assertThat(err().lines()).hasSize(1);
        assertThat(err()).contains("coldgate check writes one");
        assertThat(judge(folder)).isEqualTo(2);
    }
}
