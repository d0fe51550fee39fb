package io.coldgate.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.fixture.Golden;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.read.ThresholdsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IamPolicyTest {
    private static final String EVERYTHING = """
            version: 1
            defaults:
              platforms: { aws: { role: "arn:aws:iam::123456789012:role/lambda", region: eu-central-1 } }
            functions:
              plain: { package: x, budgets: { init_duration: { p50: 60ms } } }
              networked:
                package: x
                vpc: { subnets: [subnet-1], security-groups: [sg-1] }
                layers: ["arn:aws:lambda:eu-central-1:123456789012:layer:tools:3"]
                budgets: { init_duration: { p50: 60ms } }
              image:
                image: 123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/checkout:42
                budgets: { init_duration: { p50: 60ms } }
              ready: { package: x, provisioned-concurrency: 1, budgets: { duration: { p50: 60ms } } }
              deployed:
                package: x
                baseline: { alias: live }
                regression: { init_duration: { p50: +10% } }
              itself:
                function: { name: checkout, in-place: true }
                platforms: { aws: { budgets: { init_duration: { p50: 60ms } } } }
              measured-only: { package: x, artifact: { zip: 1MB } }
            """;

    @TempDir
    private Path folder;

    private String policy(String thresholds) throws Exception {
        Path file = Files.writeString(folder.resolve("thresholds.yaml"), thresholds);
        return IamPolicy.of(ThresholdsReader.read(
                        file, "thresholds.yaml", new ReadOptions(Optional.of(PlatformName.AWS), Optional.empty()))
                .thresholds()
                .orElseThrow());
    }

    @Test
    void aPlainFunctionNeedsLittle() throws Exception {
        Golden.assertSame(IamPolicyTest.class, "policy-plain.json", policy("""
                version: 1
                functions:
                  checkout:
                    package: x
                    role: arn:aws:iam::123456789012:role/lambda
                    budgets: { init_duration: { p50: 60ms } }
                """));
    }

    @Test
    void whatAFunctionUsesIsAllowedAndNothingElse() throws Exception {
        Golden.assertSame(IamPolicyTest.class, "policy-everything.json", policy(EVERYTHING));
    }

    @Test
    void aWatchReadsLogsAndMayDoWhatItsStepsDo() throws Exception {
        Golden.assertSame(IamPolicyTest.class, "policy-watch.json", policy("""
                version: 1
                defaults: { platforms: { aws: { region: eu-central-1 } } }
                functions:
                  checkout:
                    function: checkout-prod
                    watch: { duration: { p99: 99ms } }
                    actions: [{ run: x }, { alias: { live: previous } }, { memory: 1GB }]
                  search: { watch: { errors: { max: 1% } } }
                """));
    }

    @Test
    void itHasTheFormThatIamReads() throws Exception {
        JsonNode policy = new ObjectMapper().readTree(policy(EVERYTHING));

        assertThat(policy.path("Version").asText()).isEqualTo("2012-10-17");
        Set<String> ids = new HashSet<>();
        for (JsonNode statement : policy.path("Statement")) {
            assertThat(statement.path("Effect").asText()).isEqualTo("Allow");
            assertThat(statement.path("Sid").asText()).matches("[A-Za-z0-9]+");
            assertThat(ids.add(statement.path("Sid").asText())).isTrue();
            statement
                    .path("Action")
                    .forEach(action -> assertThat(action.asText()).matches("[a-z0-9]+:[A-Z][A-Za-z]+"));
            statement.path("Resource").forEach(arn -> assertThat(arn.asText()).matches("\\*|arn:aws:[a-z0-9]+:.*"));
        }
        assertThat(policy.toString()).doesNotContain("\"Action\":[\"*");
    }

    @Test
    void otherPartitionsHaveTheirOwnArns() throws Exception {
        assertThat(policy("""
                version: 1
                functions:
                  checkout:
                    package: x
                    region: cn-north-1
                    role: arn:aws-cn:iam::123456789012:role/lambda
                    budgets: { init_duration: { p50: 60ms } }
                """)).contains("arn:aws-cn:lambda:cn-north-1:123456789012:function:coldgate-*");
    }
}
