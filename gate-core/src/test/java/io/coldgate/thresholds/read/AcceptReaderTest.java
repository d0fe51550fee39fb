package io.coldgate.thresholds.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Plans;
import io.coldgate.gate.Check;
import io.coldgate.gate.GatePlan;
import io.coldgate.thresholds.Acceptance;
import io.coldgate.thresholds.CheckName;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.diagnostic.Diagnostic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accepted exceptions, as the thresholds file and a file of their own hold them. */
class AcceptReaderTest {
    private static final String FUNCTION = """
            checkout:
              package: a.zip
              baseline: { memory: 1024MB }
              budgets: { init_duration: { p50: 20ms, p95: 30ms }, max_memory: { max: 96MB } }
              regression: { init_duration: { p50: +10% } }
              artifact: { zip: 10MB, files: 3, stripped: true, static: false }
            """;
    private static final String GOOD =
            "- { function: checkout, check: init_duration p95, reason: \"TLS, CG-12\", owner: \"@alice\", until:"
                    + " 2026-12-31 }";

    @TempDir
    private Path folder;

    private List<String> mistakes(String entry) throws Exception {
        Path file = Files.writeString(
                Plans.write(folder, FUNCTION), "\naccept:\n" + entry + "\n", StandardOpenOption.APPEND);
        return ThresholdsReader.read(file, "thresholds.yaml", ReadOptions.none()).diagnostics().stream()
                .map(Diagnostic::line)
                .toList();
    }

    @Test
    void anExceptionIsOfOneCheckAndKnowsWhereItStands() {
        Thresholds read = Plans.withAccepted(folder, FUNCTION, GOOD);

        assertThat(read.accepted()).singleElement().satisfies(one -> {
            assertThat(one.function()).isEqualTo("checkout");
            assertThat(one.check()).contains("init_duration p95");
            assertThat(one.reason()).isEqualTo("TLS, CG-12");
            assertThat(one.owner()).isEqualTo("@alice");
            assertThat(one.until()).isEqualTo(LocalDate.of(2026, 12, 31));
            assertThat(one.location().file()).isEqualTo("thresholds.yaml");
            assertThat(one.platform()).isEmpty();
        });
    }

    @Test
    void thePlanAndTheFileCallEachCheckTheSame() {
        Thresholds read = Plans.thresholds(folder, FUNCTION);
        List<String> ofPlan =
                GatePlan.of(read).checks().stream().map(Check::nameInFile).toList();

        FunctionSpec checkout = read.functions().get(0);
        assertThat(CheckName.allOf(checkout))
                .isEqualTo(ofPlan)
                .contains("init_duration p50", "regression init_duration p50", "artifact zip", "artifact static");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    check: init_duration p95  | check: init_duration p99   | checkout has no check "init_duration p99"; its checks: artifact zip
                    check: init_duration p95  | check: "regression p50"    | checkout has no check "regression p50"
                    function: checkout        | function: chekout          | no function "chekout"; did you mean "checkout"?
                    until: 2026-12-31         | until: 31.12.2026          | not a day: write year-month-day, such as 2026-12-31
                    until: 2026-12-31         | until: 2026-02-30          | not a day
                    owner: "@alice"           | owner: " "                 | empty: write who answers for it
                    owner: "@alice",          | ''                         | no owner: an exception is of one check
                    check: init_duration p95, | ''                         | no check: an exception is of one check
                    owner: "@alice"           | ower: "@alice"             | unknown key "ower"; did you mean "owner"?
                    owner: "@alice"           | platform: azure, owner: me | unknown platform "azure"
                    """)
    void whatIsWrongIsSaidWithItsPlace(String from, String to, String message) throws Exception {
        assertThat(mistakes(GOOD.replace(from, to)))
                .anySatisfy(line -> assertThat(line)
                        .matches("thresholds\\.yaml:12:[0-9]+: accept\\[0].*")
                        .contains(message));
    }

    @Test
    void twoExceptionsOfOneCheckAreAMistake() throws Exception {
        assertThat(mistakes(GOOD + "\n" + GOOD))
                .singleElement()
                .asString()
                .contains("a second exception of this check");
    }

    @Test
    void noListOrAnEmptyOneIsAMistake() throws Exception {
        assertThat(mistakes("  all")).singleElement().asString().contains("expected a list of exceptions");
        assertThat(mistakes("  []")).singleElement().asString().contains("empty: leave it out");
    }

    @Test
    void anExceptionOfAnotherPlatformIsNoMistakeAndChangesNothingHere() {
        Thresholds read = Plans.withAccepted(
                folder,
                FUNCTION,
                GOOD.replace("check: init_duration p95", "platform: aws, check: restore_duration p95"));

        assertThat(read.accepted()).singleElement().satisfies(one -> {
            assertThat(one.platform()).contains(PlatformName.AWS);
            assertThat(one.isAbout(read.functions().get(0))).isFalse();
        });
    }

    @Test
    void aFileOfItsOwnMayBeAboutAWholeFunction() throws Exception {
        Thresholds thresholds = Plans.thresholds(folder, FUNCTION);
        Path file = Files.writeString(
                folder.resolve("accept.yaml"), "accept:\n" + GOOD.replace("check: init_duration p95, ", "") + "\n");

        AcceptFile read = AcceptFile.read(file, "accept.yaml", thresholds);

        assertThat(read.diagnostics()).isEmpty();
        assertThat(read.accepted()).extracting(Acceptance::check).containsExactly(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    exceptions: [] | unknown key "exceptions"
                    x              | expected a mapping with accept
                    accept: 7      | expected a list of exceptions
                    """)
    void aWrongFileOfItsOwnIsSaidWithItsPlace(String text, String message) throws Exception {
        Path file = Files.writeString(folder.resolve("accept.yaml"), text + "\n");

        AcceptFile read = AcceptFile.read(file, "accept.yaml", Plans.thresholds(folder, FUNCTION));

        assertThat(read.accepted()).isEmpty();
        assertThat(read.diagnostics())
                .extracting(Diagnostic::line)
                .anySatisfy(
                        line -> assertThat(line).startsWith("accept.yaml:1:").contains(message));
    }
}
