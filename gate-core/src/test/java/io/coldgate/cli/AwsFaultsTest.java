package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.embedded.Settings;
import io.coldgate.embedded.model.Fault;
import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.fixture.BashFunction;
import io.coldgate.run.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS does to a run, by the model of it, and what the gate says and leaves. */
@Tag("process")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class AwsFaultsTest {
    @TempDir
    Path folder;

    private AwsStage aws;
    private GateFolder gate;

    @BeforeEach
    void start() throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();
        aws = new AwsStage(
                folder,
                Settings.defaults().toBuilder()
                        .updateDelay(Duration.ofMillis(1))
                        .model(ModelSettings.none())
                        .build());
        gate = aws.gate();
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private int check(String budgets, String... settings) throws Exception {
        gate.thresholds(
                """
                version: 1
                functions:
                  hello:
                    platform: aws
                    package: bootstrap
                    role: arn:aws:iam::000000000000:role/lambda
                    sampling: { discard: 1, max: 12, fan-out: 4 }
                    budgets: { BUDGETS }
                """.replace("BUDGETS", budgets) + String.join("\n", settings).indent(4));
        return gate.coldgate("check");
    }

    private String results() throws Exception {
        return Files.readString(gate.output().resolve("results.jsonl"));
    }

    private void nothingIsLeft() {
        aws.server().faults().clearAll();
        gate.takeOut();
        assertThat(gate.run("clean", "--older-than", "1ms")).as(gate.text()).isZero();
        assertThat(gate.out()).contains("0 functions removed");
    }

    /** An init of a second: nobody takes the time of a call for it. */
    private void slowInit() throws Exception {
        Files.writeString(folder.resolve("bootstrap"), BashFunction.of("sleep 1", ":"));
    }

    @Test
    void proactiveStartsAreCountedAndShown() throws Exception {
        slowInit();
        aws.server().faults().set(new Fault.ProactiveInit(1));

        int exit = check("init_duration: { p50: 60s }");

        assertThat(exit).as(gate.text()).isZero();
        assertThat(gate.out()).contains("starts whose init the platform had begun before the call");
        assertThat(results()).contains("\"proactive\":true");
        assertThat(new ObjectMapper()
                        .readTree(gate.output().resolve("report.json").toFile())
                        .at("/functions/0/proactiveStarts")
                        .asInt())
                .isPositive();
        nothingIsLeft();
    }

    @Test
    void aLatencyIsNotTakenFromProactiveStarts() throws Exception {
        slowInit();
        aws.server().faults().set(new Fault.ProactiveInit(1));

        assertThat(check("client_latency: { p50: 60s }")).as(gate.text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(gate.text()).contains("the platform had begun the init before the call: no client_latency");
        nothingIsLeft();
    }

    @Test
    void lostReportsAreFoundInCloudWatch() throws Exception {
        aws.server().faults().set(new Fault.LostReport(1));

        int exit = check("init_duration: { p50: 60s }");

        assertThat(exit).as(gate.text()).isZero();
        assertThat(results()).contains("\"proof\":\"Init Duration in the report in CloudWatch\"");
        nothingIsLeft();
    }

    @Test
    void credentialsThatExpireLeaveWhatWasMeasuredAndCleanRemovesTheRest() throws Exception {
        aws.server().faults().set(new Fault.ExpiredCredentials(12));

        int exit = check("init_duration: { p50: 60s }");

        assertThat(exit).as(gate.text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(gate.text()).contains("the AWS credentials have expired: get new ones");
        assertThat(gate.err())
                .contains(" is still there: ")
                .contains("coldgate clean --platform aws removes what was left");
        assertThat(results()).contains("\"type\":\"end\"");
        aws.server().faults().clearAll();
        assertThat(gate.run("clean", "--older-than", "1ms")).isZero();
        assertThat(gate.takeOut()).contains("removed coldgate-hello-").contains("1 function removed");
        nothingIsLeft();
    }

    @Test
    void anActionThatIsDeniedIsNamed() throws Exception {
        aws.server().faults().set(new Fault.Denied(Set.of("lambda:CreateFunction")));

        assertThat(check("init_duration: { p50: 60s }")).as(gate.text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(gate.text()).contains("AWS denies lambda:CreateFunction: allow it for these credentials");
        nothingIsLeft();
    }

    @Test
    void aNewRoleIsWaitedFor() throws Exception {
        aws.server().faults().set(new Fault.RoleDelay(Duration.ofSeconds(3)));

        assertThat(check("init_duration: { p50: 60s }")).as(gate.text()).isZero();
        nothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "log-format: json", "probe: true", "probe: true, log-format: json"})
    void anInitThatFailsIsToldInTheFunctionsWords(String settings) throws Exception {
        Files.writeString(
                folder.resolve("bootstrap"),
                "#!/bin/bash\nprintf 'loading\\n\\tthe shop\\nSTRIPE_KEY is not set\\n' >&2\nexit 7\n");

        assertThat(check("init_duration: { p50: 60s }", settings.split(", ")))
                .as(gate.text())
                .isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(gate.text())
                .contains("1 of 1 start failed: Runtime.ExitError: exit status 7: STRIPE_KEY is not set; fix its init")
                .contains("hello wrote last:\n  | loading\n  | \tthe shop\n  | STRIPE_KEY is not set\n");
        assertThat(results())
                .contains("\"cause\":\"STRIPE_KEY is not set\"")
                .contains("\"output\":[\"loading\",\"\\tthe shop\",\"STRIPE_KEY is not set\"]");
        nothingIsLeft();
    }
}
