package io.coldgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.artifact.ArtifactFacts;
import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageGateTest {
    @TempDir
    private Path folder;

    private CheckResult result(String artifact, ArtifactFacts facts) {
        GatePlan plan = Plans.plan(folder, "hello: { package: a.zip, artifact: { " + artifact + " } }");
        return PackageGate.results(plan.functions().get(0).packageChecks(), facts)
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "zip: 1MB; 1048576; PASS; zip is 1.00 MB, within 1.00 MB",
                "zip: 1MB; 1048577; FAIL; zip is 1.00 MB, over 1.00 MB",
                "unzipped: 1MB; 524288; PASS; unzipped is 1.00 MB, within 1.00 MB",
                "unzipped: 1MB; 1048576; FAIL; unzipped is 2.00 MB, over 1.00 MB",
                "files: 1; 7; PASS; files is 1, within 1"
            })
    void sizesAreComparedToTheByte(String artifact, long zipBytes, Verdict verdict, String explanation) {
        CheckResult result = result(artifact, Records.facts(zipBytes));

        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.why()).isEqualTo(VerdictReason.FACT);
        assertThat(result.explanation()).isEqualTo(explanation);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "stripped: true; true; false; PASS; every executable is stripped",
                "stripped: true; false; false; FAIL; bootstrap is not stripped",
                "stripped: false; true; false; FAIL; bootstrap is stripped",
                "static: true; false; true; PASS; every executable is static",
                "static: true; false; false; FAIL; bootstrap is not static",
                "static: false; false; false; PASS; every executable is not static"
            })
    void propertiesAreThoseOfEveryExecutable(
            String artifact, boolean stripped, boolean linkedStatically, Verdict verdict, String explanation) {
        CheckResult result = result(artifact, Records.facts(1, Records.elf("bootstrap", stripped, linkedStatically)));

        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.explanation()).isEqualTo(explanation);
    }

    @Test
    void everyOffenderIsNamed() {
        CheckResult result = result(
                "stripped: true",
                Records.facts(
                        1,
                        Records.elf("bootstrap", false, true),
                        Records.elf("good", true, true),
                        Records.elf("lib/x.so", false, true)));

        assertThat(result.explanation()).isEqualTo("bootstrap, lib/x.so are not stripped");
    }

    @Test
    void aPackageWithoutAnExecutableHasNoSuchProperty() {
        CheckResult result = result("static: true", Records.facts(1));

        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.explanation()).contains("no ELF executable").contains("remove this limit");
    }
}
