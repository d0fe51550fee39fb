package io.coldgate.embedded.runtime.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.embedded.runtime.environment.EnvironmentsFixture;
import io.coldgate.embedded.runtime.environment.Functions;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class EnvironmentVariablesTest extends EnvironmentsFixture {
    /** Recorded on AWS for provided.al2023, 2026-01-13. */
    private static final List<String> RECORDED = List.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_DEFAULT_REGION",
            "AWS_REGION",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_LAMBDA_RUNTIME_API",
            "AWS_XRAY_CONTEXT_MISSING",
            "AWS_XRAY_DAEMON_ADDRESS",
            "_AWS_XRAY_DAEMON_ADDRESS",
            "_AWS_XRAY_DAEMON_PORT",
            "LAMBDA_TASK_ROOT",
            "LAMBDA_RUNTIME_DIR",
            "LANG",
            "TZ",
            "PATH",
            "LD_LIBRARY_PATH",
            "_HANDLER");

    private Map<String, String> variables(EnvironmentSpec spec) throws Exception {
        var variables = new HashMap<String, String>();
        for (JsonNode entry :
                new ObjectMapper().readTree(invoke(spec, "{\"do\":\"env\"}").payload())) {
            String text = entry.asText();
            variables.put(text.substring(0, text.indexOf('=')), text.substring(text.indexOf('=') + 1));
        }
        // bash, where it is the sh, sets this one for every program that it starts.
        variables.remove("_");
        return variables;
    }

    @Test
    void areExactlyThoseOfProvidedAl2023() throws Exception {
        Map<String, String> variables = variables(spec());
        assertThat(new TreeSet<>(variables.keySet())).isEqualTo(new TreeSet<>(RECORDED));
        assertThat(variables)
                .containsEntry("AWS_LAMBDA_FUNCTION_NAME", "checkout")
                .containsEntry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
                .containsEntry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256")
                .containsEntry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")
                .containsEntry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/checkout")
                .containsEntry("AWS_REGION", "eu-central-1")
                .containsEntry("TZ", ":UTC")
                .containsEntry("_HANDLER", "handler");
        assertThat(variables.get("AWS_LAMBDA_RUNTIME_API")).matches("127\\.0\\.0\\.1:\\d+");
        assertThat(variables.get("LD_LIBRARY_PATH")).contains(":" + variables.get("LAMBDA_TASK_ROOT") + "/lib:");
    }

    @Test
    void carryNothingOfTheServersOwn() throws Exception {
        Map<String, String> own = System.getenv();
        assertThat(own).as("the build sets a credential to look for").containsKey("AWS_SECRET_ACCESS_KEY");
        Map<String, String> variables = variables(spec());
        assertThat(variables.get("AWS_ACCESS_KEY_ID")).isNotEqualTo(own.get("AWS_ACCESS_KEY_ID"));
        assertThat(variables.values()).doesNotContain(own.get("AWS_SECRET_ACCESS_KEY"));
        assertThat(variables).doesNotContainKeys("HOME", "USER", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE");
    }

    @Test
    void letTheUserWinOverAllThatIsNotReserved() throws Exception {
        Map<String, String> variables = variables(Functions.spec(
                code,
                Map.of(
                        "TZ", "Europe/Berlin",
                        "PATH", "/mine",
                        "LD_LIBRARY_PATH", "/mine/lib",
                        "LD_BIND_NOW", "1",
                        "PWD", "/somewhere",
                        "GREETING", "it's \"quoted\" $HOME `x`\nnext line",
                        "_HANDLER", "stolen",
                        "AWS_SECRET_ACCESS_KEY", "stolen"),
                20));
        assertThat(variables)
                .containsEntry("TZ", "Europe/Berlin")
                .containsEntry("PATH", "/mine")
                .containsEntry("LD_LIBRARY_PATH", "/mine/lib")
                .containsEntry("LD_BIND_NOW", "1")
                .containsEntry("PWD", "/somewhere")
                .containsEntry("GREETING", "it's \"quoted\" $HOME `x`\nnext line")
                .containsEntry("_HANDLER", "handler");
        assertThat(variables.get("AWS_SECRET_ACCESS_KEY")).doesNotContain("stolen");
    }
}
