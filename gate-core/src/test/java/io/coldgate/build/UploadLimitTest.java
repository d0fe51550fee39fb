package io.coldgate.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Plans;
import io.coldgate.gate.GatePlan;
import io.coldgate.lambda.Code;
import io.coldgate.thresholds.ConfigurationChange;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadLimitTest {
    /** Lambda's limit; the documented failure is that of a larger zip. */
    private static final int MOST = 52_428_800;

    private static final String STARTED = "budgets: { init_duration: { p50: 20ms } }";

    @TempDir
    private Path folder;

    private List<String> problems(String function, Code code, Optional<Code> baseline) throws IOException {
        GatePlan.FunctionPlan plan = Plans.plan(
                        folder,
                        "one: { package: a.zip, platforms: { aws: { role: \"arn:aws:iam::123456789012:role/r\" } }, "
                                + function + " }")
                .functions()
                .get(0);
        Candidate candidate = new Candidate(
                plan,
                Optional.of(code),
                Optional.empty(),
                List.of(Event.only("{}".getBytes(StandardCharsets.UTF_8))),
                baseline.map(
                        other -> new BaselinePackage(Optional.of(other), Optional.empty(), ConfigurationChange.NONE)));
        return UploadLimit.problems(candidate).stream().map(Problem::line).toList();
    }

    private List<String> problems(String function, int bytes) throws IOException {
        return problems(function, new Code.Zip(new byte[bytes]), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"embedded, ./FOLDER", "aws, ARN"})
    void aLargerZipIsRefusedWithItsPlaceItsSizeTheLimitAndWhatToDo(String platform, String layer) throws Exception {
        assertThat(problems(STARTED + ", platform: " + platform, MOST + 1))
                .singleElement()
                .asString()
                .startsWith("thresholds.yaml:4:")
                .endsWith("functions.one.package: 50.0 MB (52,428,801 bytes) zipped; Lambda takes 50.0 MB (52,428,800"
                        + " bytes) in a request; make it smaller, move parts of it into layers (layers: [" + layer
                        + "]), or use a container image (package: { image: NAME })");
    }

    @Test
    void theBaselinesZipIsRefusedAtItsOwnPlace() throws Exception {
        String compared = "baseline: { package: b.zip }, regression: { init_duration: { p50: +10% } }, platform: aws";

        assertThat(problems(compared, new Code.Zip(new byte[9]), Optional.of(new Code.Zip(new byte[MOST + 1]))))
                .singleElement()
                .asString()
                .contains("functions.one.baseline: 50.0 MB");
    }

    @Test
    void nothingIsRefusedThatAwsTakesOrThatIsNotSent() throws Exception {
        assertThat(problems(STARTED + ", platform: aws", MOST)).isEmpty();
        assertThat(problems("artifact: { zip: 90MB }, platform: aws", MOST + 1))
                .as("only its size is checked")
                .isEmpty();
        assertThat(problems(STARTED + ", platform: aws", new Code.Image("checkout"), Optional.empty()))
                .isEmpty();
        assertThat(problems(STARTED + ", platform: localstack", MOST + 1))
                .as("its limits can be raised")
                .isEmpty();
    }
}
