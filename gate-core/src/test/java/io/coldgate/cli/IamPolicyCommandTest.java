package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Roles on AWS: where one is missing, and the policy that {@code iam-policy} prints. */
class IamPolicyCommandTest extends CliFixture {
    @Test
    void everyMissingRoleIsSaidAtOnceAndBesideOtherMistakes() throws Exception {
        thresholds(HELLO + HELLO.replace("hello", "other"));
        assertThat(onFile("check", "--platform", "aws")).isEqualTo(2);
        assertThat(err())
                .contains("functions.hello and functions.other (also at 5:3): no role; add role:")
                .contains(": 2 errors; nothing was deployed");

        thresholds(HELLO + HELLO.replace("hello", "other").replace("budgets", "memory: 1, budgets"));
        assertThat(onFile("check", "--platform", "aws")).isEqualTo(2);
        assertThat(err())
                .contains("functions.hello: no role", "functions.other: no role", "functions.other.memory: ")
                .contains(": 3 errors; nothing was measured");
    }

    @Test
    void aFunctionWithoutARoleIsRefusedOnAws() throws Exception {
        thresholds(HELLO);

        assertThat(onFile("check", "--platform", "aws")).isEqualTo(2);
        assertThat(err()).contains("functions.hello: no role; add role:");
        nothingWasDeployed();
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
}
