package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.run.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

/** Help, versions, completion and wrong usage of all commands. */
class CliTest extends CliFixture {
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
                .contains("-n '__fish_seen_subcommand_from check' -s q -l quiet -d 'Print no progress")
                .contains("-n '__fish_seen_subcommand_from clean' -l region -r -d 'The region (default: the file\\'s,"
                        + " else");
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
                "bisect HEAD~1 --function users --metric init_duration --dry-run --json",
                "canary users --alias live --dry-run --json",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check --time-limit 5     | write 5s or 5m",
                "check --time-limit 1,5s  | a decimal comma: write 1.5s",
                "watch --until 15         | write 15s or 15m",
                "clean --older-than 2     | write 2s or 2m",
                "bisect good --tolerance 7,5% | a decimal comma: write 7.5%"
            })
    void aQuantityWithoutItsUnitOrWithACommaIsAnsweredWithOneThatIsPlausible(String line, String hint) {
        assertThat(run(line.split(" "))).isEqualTo(2);

        assertThat(err()).contains(hint);
    }

    @Test
    void theHelpOfASharedOptionIsAboutItsOwnCommand() {
        Set<String> commands =
                Cli.line(new CapturedCli().terminal()).getSubcommands().keySet();
        Cli.line(new CapturedCli().terminal())
                .getSubcommands()
                .forEach((name, command) -> List.of(
                                "--output", "--quiet", "--seed", "--time-limit", "--platform", "--dry-run")
                        .forEach(option -> {
                            OptionSpec found = command.getCommandSpec().findOption(option);
                            String help = found == null ? "" : String.join(" ", found.description());
                            assertThat(commands)
                                    .as(name + " " + option)
                                    .filteredOn(other -> !other.equals(name))
                                    // The folder of a check has the folders of other commands.
                                    .filteredOn(other -> !other.equals("check"))
                                    .noneMatch(other -> help.matches(".*\\b" + other + "\\b.*"));
                        }));
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
        assertThat(err())
                .contains("give the thresholds file either as an argument or with --file", "see: coldgate " + command);
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
        "check checkout, 'checkout: no such file or folder; choose functions with --function'",
        "check nofile.yaml, 'nofile.yaml: no such file; name another with --file'",
        "check nofile.YML, 'nofile.YML: no such file; name another with --file'",
        "history, 'no command given; commands: add, show, page, badge'"
    })
    void aMistypedWordIsAnsweredWithTheOneThatWasMeant(String line, String answer) {
        run(line.split(" "));
        assertThat(cli.text()).contains(answer);
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
}
