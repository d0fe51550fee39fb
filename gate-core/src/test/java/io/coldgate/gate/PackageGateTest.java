package io.coldgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.artifact.ArtifactFacts;
import io.coldgate.artifact.ImageFacts;
import io.coldgate.artifact.LayerFacts;
import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.nio.file.Path;
import java.util.List;
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
                "image: 60MB; PASS; image is 23.0 MB, within 60.0 MB",
                "image: 22MB; FAIL; image is 23.0 MB, over 22.0 MB",
                "unpacked: 100MB; FAIL; unpacked is 127 MB, over 100 MB",
                "layers: 4; PASS; layers is 4, within 4",
                "layers: 3; FAIL; layers is 4, over 3"
            })
    void anImageIsComparedByItsSizesAndLayers(String artifact, Verdict verdict, String explanation) {
        GatePlan plan = Plans.plan(folder, "hello: { image: 'hello:1', artifact: { " + artifact + " } }");
        ArtifactFacts facts = new ArtifactFacts(new ImageFacts(23L << 20, 127L << 20, 4, List.of("/app"), "x86_64"));
        CheckResult result = PackageGate.results(plan.functions().get(0).packageChecks(), facts)
                .get(0);

        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.explanation()).isEqualTo(explanation);
    }

    @Test
    void whatWasReadOfAnotherKindOfPackageIsNotMeasured() {
        ArtifactFacts image = new ArtifactFacts(new ImageFacts(1, 1, 1, List.of("/app"), "x86_64"));
        assertThat(result("zip: 1MB", image).verdict()).isEqualTo(Verdict.NOT_MEASURED);
        GatePlan plan = Plans.plan(folder, "hello: { image: 'hello:1', artifact: { layers: 3 } }");
        assertThat(PackageGate.results(plan.functions().get(0).packageChecks(), Records.facts(1)))
                .singleElement()
                .satisfies(result -> assertThat(result.verdict()).isEqualTo(Verdict.NOT_MEASURED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "layer-zip: 3MB; PASS; layer-zip is 3.00 MB, within 3.00 MB",
                "layer-zip: 2MB; FAIL; layer-zip is 3.00 MB, over 2.00 MB",
                "layers-unzipped: 12MB; PASS; layers-unzipped is 12.0 MB, within 12.0 MB",
                "layers-unzipped: 11MB; FAIL; layers-unzipped is 12.0 MB, over 11.0 MB"
            })
    void layersOfTheRepositoryAreComparedOneByOneAndTogether(String artifact, Verdict verdict, String explanation) {
        GatePlan plan =
                Plans.plan(folder, "hello: { package: a.zip, layers: [./one, ./two], artifact: { " + artifact + " } }");
        ArtifactFacts facts = Records.facts(1)
                .with(List.of(new LayerFacts("one", 3L << 20, 8L << 20), new LayerFacts("two", 1L << 20, 4L << 20)));
        CheckResult result = PackageGate.results(plan.functions().get(0).packageChecks(), facts)
                .get(0);

        assertThat(result.verdict()).isEqualTo(verdict);
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
