package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.artifact.Packager;
import io.coldgate.embedded.Settings;
import io.coldgate.fixture.ForkedCli;
import io.coldgate.fixture.SettledFunction;
import io.coldgate.lambda.LambdaDriver;
import io.coldgate.run.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** The platform {@code aws} over a Lambda that the SDK's own endpoint setting leads to, and real functions there. */
@Tag("process")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class AwsEndToEndTest {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final String ROLE = AwsStage.ROLE;
    private static final Map<String, String> VARIABLES = Map.of("TABLE", "orders", "GREETING", "grüß \"Gott\"");

    @TempDir
    Path folder;

    private AwsStage aws;
    private LambdaClient lambda;
    private GateFolder gate;

    @BeforeEach
    void start() throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();
        aws = new AwsStage(
                folder,
                Settings.defaults().toBuilder()
                        .updateDelay(Duration.ofMillis(1))
                        .build());
        lambda = aws.lambda();
        gate = aws.gate();
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private void thresholds(String functions) throws Exception {
        gate.thresholds(
                "version: 1\ndefaults: { platform: aws, sampling: { discard: 1, max: 12, fan-out: 1 } }\nfunctions:\n"
                        + functions.indent(2));
    }

    private List<String> names() {
        return aws.functions();
    }

    /** A user's function, with an alias that points to its first version. */
    private void deployedByTheUser(String name) throws Exception {
        byte[] zip = Packager.zip(folder.resolve("bootstrap"));
        lambda.createFunction(r -> r.functionName(name)
                .role(ROLE)
                .runtime("provided.al2023")
                .handler("bootstrap")
                .memorySize(256)
                .timeout(7)
                .environment(e -> e.variables(VARIABLES))
                .code(c -> c.zipFile(SdkBytes.fromByteArray(zip))));
        SettledFunction.await(lambda, name);
        lambda.publishVersion(r -> r.functionName(name));
        lambda.createAlias(r -> r.functionName(name).name("live").functionVersion("1"));
    }

    @Test
    void anExplanationLeavesNothing() throws Exception {
        GateFolder.build("hello");
        gate.copy("hello", "hello.zip");
        thresholds("""
                hello: { package: hello.zip, role: %s, budgets: { init_duration: { p50: 10s } } }
                """.formatted(ROLE));

        assertThat(gate.coldgate("explain", "--starts", "20")).as(gate.text()).isZero();

        assertThat(gate.out())
                .containsPattern("hello: init [\\d.]+ ms \\(p50\\).* 20 stopped, 4 handled")
                .contains("package init");
        assertThat(names()).isEmpty();
    }

    @Test
    void aFailedCheckOnInitIsExplainedOnlyWhenAskedTo() throws Exception {
        GateFolder.build("hello");
        gate.copy("hello", "hello.zip");
        thresholds("""
                hello: { package: hello.zip, role: %s, budgets: { init_duration: { max: 1ns } } }
                """.formatted(ROLE));

        assertThat(gate.coldgate("check")).as(gate.text()).isEqualTo(ExitCode.FAIL);
        assertThat(gate.out()).doesNotContain("watched starts");
        assertThat(gate.coldgate("check", "--explain", "failed"))
                .as(gate.text())
                .isEqualTo(ExitCode.FAIL);
        assertThat(gate.out()).contains("watched starts");
        assertThat(names()).isEmpty();
    }

    @Test
    void aCheckPassesAndLeavesNothing() throws Exception {
        thresholds("""
                hello:
                  package: bootstrap
                  role: arn:aws:iam::000000000000:role/lambda
                  log-format: json
                  budgets: { init_duration: { p50: 60s }, client_latency: { p50: 60s }, cold_duration: { max: 60s } }
                """);

        int exit = gate.coldgate("check");

        assertThat(exit).as(gate.text()).isZero();
        assertThat(names()).isEmpty();
        String results = Files.readString(gate.output().resolve("results.jsonl"));
        assertThat(results)
                .contains("\"platform\":\"aws\"")
                .contains("\"proof\":\"Init Duration in the report\"")
                .contains("\"region\":\"us-east-1\"")
                .doesNotContain("a-secret");
        assertThat(gate.text()).doesNotContain("a-secret");
    }

    @Test
    void whatOnlyTheProbeMeasuresIsRefusedWithoutIt() throws Exception {
        thresholds("""
                hello:
                  package: bootstrap
                  role: arn:aws:iam::000000000000:role/lambda
                  baseline: { memory: 1024MB }
                  budgets: { major_faults: { p50: 10 }, init_read_bytes: { p50: 64kB } }
                  regression: { init_sockets: { p50: +1 } }
                """);

        int exit = gate.coldgate("check");

        assertThat(exit).as(gate.text()).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err())
                .contains("functions.hello.budgets.major_faults, functions.hello.budgets.init_read_bytes and"
                        + " functions.hello.regression.init_sockets (also at 8:62, 9:35): the platform aws cannot"
                        + " measure it by itself; add probe: true to the function");
        assertThat(names()).isEmpty();
    }

    @Test
    void aCopyOfADeployedFunctionIsComparedWithItsAlias() throws Exception {
        deployedByTheUser("shop");
        String before =
                lambda.getFunctionConfiguration(r -> r.functionName("shop")).revisionId();
        thresholds("""
                hello:
                  package: bootstrap
                  function: shop
                  baseline: { alias: live }
                  regression: { init_duration: { p50: +1000% } }
                """);

        int exit = gate.coldgate("check");

        assertThat(exit).as(gate.text()).isZero();
        assertThat(names()).containsExactly("shop");
        assertThat(lambda.getFunctionConfiguration(r -> r.functionName("shop")).revisionId())
                .isEqualTo(before);
    }

    @Test
    void aReadyCandidateIsComparedWithABaselineThatIsAsReady() throws Exception {
        deployedByTheUser("shop");
        thresholds("""
                hello:
                  package: bootstrap
                  function: shop
                  provisioned-concurrency: 1
                  sampling: { discard: 1 }
                  baseline: { alias: live }
                  regression: { duration: { p50: +1000% } }
                """);

        int exit = gate.coldgate("check");

        assertThat(exit).as(gate.text()).isZero();
        assertThat(Files.readString(gate.output().resolve("results.jsonl"))
                        .lines()
                        .filter(line -> line.contains("\"arm\":\"baseline\"") && line.contains("\"proof\"")))
                .isNotEmpty()
                .allMatch(line -> line.contains("whose provisioned environments were ready"));
        assertThat(names()).containsExactly("shop");
    }

    @Test
    void aFunctionIsMeasuredInPlaceAndRestoredToTheByte() throws Exception {
        deployedByTheUser("shop");
        thresholds("""
                hello:
                  function: { name: shop, in-place: true }
                  budgets: { init_duration: { p50: 60s } }
                """);

        int exit = gate.coldgate("check");

        assertThat(exit).as(gate.text()).isZero();
        assertThat(names()).containsExactly("shop");
        FunctionConfiguration after =
                lambda.getFunction(r -> r.functionName("shop")).configuration();
        assertThat(after.environment().variables()).isEqualTo(VARIABLES);
        assertThat(after.memorySize()).isEqualTo(256);
        assertThat(gate.err())
                .contains("arn:aws:lambda:us-east-1:000000000000:function:shop is restored: its environment is, to the"
                        + " byte, what it was");
        assertThat(folder.resolve("state")).isEmptyDirectory();
    }

    @Test
    void aKilledRunIsCleanedUpAndItsChangeTakenBack() throws Exception {
        deployedByTheUser("shop");
        thresholds("""
                own:
                  package: bootstrap
                  role: arn:aws:iam::000000000000:role/lambda
                  sampling: { max: 5000 }
                  budgets: { init_duration: { p99.9: 60s } }
                shop:
                  function: { name: shop, in-place: true }
                  sampling: { max: 5000 }
                  budgets: { init_duration: { p99.9: 60s } }
                """);
        killedWhileItMeasures();

        assertThat(variables("shop")).containsKey(LambdaDriver.NONCE);
        assertThat(names()).hasSize(2);
        assertThat(gate.run("clean", "--dry-run")).as(gate.text()).isZero();
        assertThat(gate.takeOut())
                .contains("1 function left alone", "--older-than 1s removes", "0 functions would be removed");
        assertThat(gate.run("clean", "--dry-run", "--older-than", "1ms"))
                .as(gate.text())
                .isZero();
        assertThat(gate.takeOut()).contains("would remove coldgate-own-").contains("1 function would be removed");
        assertThat(names()).hasSize(2);

        int exit = gate.run("clean", "--older-than", "1ms");

        assertThat(exit).as(gate.text()).isZero();
        assertThat(gate.out())
                .contains("left by a run that was killed: arn:aws:lambda:us-east-1:000000000000:function:shop is"
                        + " restored")
                .contains("removed coldgate-own-")
                .contains("1 function removed");
        assertThat(names()).containsExactly("shop");
        assertThat(variables("shop")).isEqualTo(VARIABLES);
        assertThat(folder.resolve("state")).isEmptyDirectory();
    }

    @Test
    void theNextCheckTakesBackWhatAKilledOneChanged() throws Exception {
        deployedByTheUser("shop");
        String inPlace = """
                shop:
                  function: { name: shop, in-place: true }
                  sampling: { max: %d }
                  budgets: { init_duration: { %s: 60s } }
                """;
        thresholds(inPlace.replace("%d", "5000").replace("%s", "p99.9"));
        killedWhileItMeasures();
        thresholds(inPlace.replace("%d", "12").replace("%s", "p50"));

        int exit = gate.coldgate("check");

        assertThat(exit).as(gate.text()).isZero();
        assertThat(gate.err())
                .contains("left by a run that was killed: arn:aws:lambda:us-east-1:000000000000:function:shop");
        assertThat(variables("shop")).isEqualTo(VARIABLES);
    }

    private Map<String, String> variables(String name) {
        return lambda.getFunctionConfiguration(r -> r.functionName(name))
                .environment()
                .variables();
    }

    private void killedWhileItMeasures() throws Exception {
        Process run = new ProcessBuilder(ForkedCli.command(
                        aws.options(), List.of("check", "--file", gate.file().toString())))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("run.log").toFile())
                .start();
        Path results = gate.output().resolve("results.jsonl");
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        String inPlace = "\"function\":\"shop\"";
        while (!Files.exists(results)
                || Files.readAllLines(results).stream()
                        .noneMatch(line -> line.contains("\"type\":\"sample\"") && line.contains(inPlace))) {
            assertThat(run.isAlive())
                    .as("the run ended early: %s", Files.readString(folder.resolve("run.log")))
                    .isTrue();
            assertThat(System.nanoTime()).as("no sample came").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        run.destroyForcibly().waitFor();
        SettledFunction.await(lambda, "shop");
    }

    @Test
    void aFunctionWithTheGatesNameButWithoutItsTagIsNeverRemoved() throws Exception {
        deployedByTheUser("coldgate-mine");
        lambda.tagResource(r -> r.resource("arn:aws:lambda:us-east-1:000000000000:function:coldgate-mine")
                .tags(Map.of("coldgate:created", "2020-01-01T00:00:00Z")));
        deployedByTheUser("coldgate-odd");
        lambda.tagResource(r -> r.resource("arn:aws:lambda:us-east-1:000000000000:function:coldgate-odd")
                .tags(Map.of("coldgate", "candidate", "coldgate:created", "yesterday")));

        assertThat(gate.run("clean", "--older-than", "1ms")).as(gate.text()).isZero();

        assertThat(gate.out()).contains("0 functions removed");
        assertThat(names()).containsExactlyInAnyOrder("coldgate-mine", "coldgate-odd");
    }

    @Test
    void aFunctionThatIsDeployedMeanwhileIsNotOverwritten() throws Exception {
        deployedByTheUser("shop");
        thresholds("""
                hello:
                  function: { name: shop, in-place: true }
                  sampling: { max: 5000 }
                  budgets: { init_duration: { p99.9: 60s } }
                """);
        Thread somebody = new Thread(() -> {
            while (!variables("shop").containsKey(LambdaDriver.NONCE)
                    && !Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            boolean changed = false;
            while (!changed && !Thread.currentThread().isInterrupted()) {
                try {
                    lambda.updateFunctionConfiguration(
                            r -> r.functionName("shop").environment(e -> e.variables(Map.of("TABLE", "customers"))));
                    changed = true;
                } catch (software.amazon.awssdk.services.lambda.model.ResourceConflictException e) {
                    Thread.onSpinWait();
                }
            }
        });
        somebody.start();

        int exit;
        try {
            exit = gate.coldgate("check");
            somebody.join();
        } finally {
            somebody.interrupt();
        }
        assertThat(exit).as(gate.text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(gate.text()).contains("shop was changed by somebody else during the run");
        assertThat(gate.err()).contains("was changed by somebody else meanwhile");
        assertThat(variables("shop")).isEqualTo(Map.of("TABLE", "customers"));
    }

    @Test
    void aFunctionWithoutARoleIsAMistakeOfTheFile() throws Exception {
        thresholds("hello: { package: bootstrap, budgets: { init_duration: { p50: 60s } } }\n");

        assertThat(gate.coldgate("check")).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err()).contains("thresholds.yaml:4:3: functions.hello: no role; add role:");
    }

    @Test
    void cleanLooksInTheRegionOfItsFile() throws Exception {
        aws.properties().clear("aws.region");
        assertThat(gate.run("clean", "--platform", "aws", "--dry-run"))
                .as("no region is known")
                .isEqualTo(ExitCode.COULD_NOT_MEASURE);

        thresholds("hello: { package: bootstrap, region: us-east-1, role: \"" + ROLE
                + "\", budgets: { init_duration: { p50: 60s } } }\n");
        assertThat(gate.coldgate("clean", "--dry-run")).as(gate.text()).isZero();
        assertThat(gate.out()).contains("0 functions would be removed");
    }

    @Test
    void aDryRunNeedsNoCredentials() throws Exception {
        aws.properties().clear("aws.accessKeyId", "aws.secretAccessKey", "aws.region", "aws.endpointUrl");
        thresholds("hello: { package: bootstrap, role: \"" + ROLE + "\", budgets: { init_duration: { p50: 60s } } }\n");

        assertThat(gate.coldgate("check", "--dry-run")).as(gate.text()).isZero();
        assertThat(gate.out()).contains("hello on aws");
    }
}
