package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.fixture.GitRepository;
import io.coldgate.fixture.HandMadeZip;
import io.coldgate.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A first file from folders of each kind; whatever is in them, it is valid. */
@Tag("process")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class InitCommandTest {
    @TempDir
    Path folder;

    private final CapturedCli cli = new CapturedCli();

    @Test
    void aPackageGivesAFileThatValidates() throws IOException {
        zip("services/checkout/function.zip", "bootstrap", "#!/bin/sh\n");
        zip("docs/pictures.zip", "one.png", "");

        assertThat(init("--no-measure")).as(text()).isZero();

        assertThat(written())
                .contains("  checkout:\n")
                .contains("    package: services/checkout/function.zip\n")
                .contains("# placeholders, not measured")
                .doesNotContain("pictures");
        valid();
    }

    @Test
    void aPackageThatAwsCannotStartIsLeftOut() throws IOException {
        zip("good/function.zip", "bootstrap", "#!/bin/sh\n");
        new HandMadeZip().windows("bootstrap", "#!/bin/sh\n").to(folder.resolve("windows/function.zip"));

        assertThat(init("--no-measure")).as(text()).isZero();

        assertThat(written())
                .contains("    package: good/function.zip\n")
                .doesNotContain("    package: windows/function.zip\n")
                .contains("fork/exec /var/task/bootstrap: permission denied");
        assertThat(text()).contains(": written: 1 function, 1 left out, with reasons at its end; next: coldgate check");
        valid();
    }

    @Test
    void projectsOfToolsThatAreNotReadAreNamedWithWhatToDo() throws IOException {
        file("serverless.yml", "service: shop\n");
        file("infra/cdk.json", "{}\n");

        assertThat(init("--no-measure")).isEqualTo(ExitCode.USAGE);

        assertThat(text())
                .contains("no function found that can run here")
                .contains("left out serverless.yml: init does not read the Serverless Framework: run serverless")
                .contains("package: .serverless/NAME.zip")
                .contains("left out infra/cdk.json: init does not read AWS CDK: run cdk synth, then write")
                .contains("package: cdk.out/asset.HASH (aws:asset:path in the stack's template)");
    }

    @Test
    void anExistingFileIsNeverOverwritten() throws IOException {
        zip("function.zip", "bootstrap", "#!/bin/sh\n");
        file("thresholds.yaml", "mine\n");

        assertThat(init("--no-measure")).isEqualTo(ExitCode.USAGE);

        assertThat(written()).isEqualTo("mine\n");
        assertThat(text()).contains("thresholds.yaml exists and is never overwritten; name another file");
    }

    @Test
    void aFolderThatCannotBeWrittenEndsItBeforeAnythingIsLookedFor() throws IOException {
        zip("function.zip", "bootstrap", "#!/bin/sh\n");
        // Root may write everywhere else.
        Path target = Path.of("/proc/thresholds.yaml");
        assumeThat(target.getParent()).isDirectory();

        assertThat(init("--no-measure", "--file", target.toString())).isEqualTo(ExitCode.USAGE);

        assertThat(cli.err().lines()).hasSize(1);
        assertThat(cli.err()).contains("cannot write /proc/thresholds.yaml: ").doesNotContain("left out");
        assertThat(folder.toFile().list()).containsExactly("function.zip");
    }

    @Test
    void theCommandThatComesNextCanBePasted() {
        assertThat(InitCommand.next(Path.of("thresholds.yaml"))).isEqualTo("coldgate check");
        assertThat(InitCommand.next(Path.of("thresholds.yaml").toAbsolutePath()))
                .isEqualTo("coldgate check");
        assertThat(InitCommand.next(Path.of("services/thresholds.yaml")))
                .isEqualTo("coldgate check --file services/thresholds.yaml");
        assertThat(InitCommand.next(Path.of("my services/thresholds.yaml")))
                .isEqualTo("coldgate check --file 'my services/thresholds.yaml'");
    }

    @Test
    void aLinkToNowhereIsNotWrittenThrough() throws IOException {
        zip("function.zip", "bootstrap", "#!/bin/sh\n");
        Files.createSymbolicLink(folder.resolve("thresholds.yaml"), folder.resolve("elsewhere.yaml"));

        assertThat(init("--no-measure")).isEqualTo(ExitCode.USAGE);

        assertThat(folder.resolve("elsewhere.yaml")).doesNotExist();
    }

    @Test
    void anEmptyFolderGivesOneLineAboutWhatIsLookedFor() throws IOException {
        assertThat(init("--no-measure")).isEqualTo(ExitCode.USAGE);

        assertThat(cli.err().lines()).hasSize(1);
        assertThat(text()).contains("init looks for zip packages with a bootstrap, Go programs");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aGoProgramIsBuiltByACommandThatThePlanTakes() throws IOException {
        file("code/go.mod", "module example\n");
        file("code/hello/main.go", """
                package main

                import "github.com/aws/aws-lambda-go/lambda"

                func main() { lambda.Start(func() {}) }
                """);
        file("code/tool/main.go", "package main\n\nfunc main() {}\n");

        int exit = init("--no-measure");

        if (exit == ExitCode.PASS) {
            assertThat(written())
                    .contains("    build: env CGO_ENABLED=0 GOOS=linux GOARCH=")
                    .contains(" go build -C code -trimpath ")
                    .contains("-tags lambda.norpc -o ../coldgate-out/build/hello/bootstrap ./hello\n")
                    .contains("    sources: [code]\n")
                    .contains("    package: coldgate-out/build/hello/bootstrap\n")
                    .doesNotContain("tool");
            valid();
        } else {
            assertThat(text()).contains("left out code/hello: there is no go on the PATH");
        }
    }

    @Test
    void aTemplateGivesItsFunctionsAndSaysWhatItLeftOut() throws IOException {
        zip("app/api.zip", "bootstrap", "#!/bin/sh\n");
        file("template.yaml", """
                Transform: AWS::Serverless-2016-10-31
                Globals:
                  Function:
                    Runtime: provided.al2023
                    Timeout: 10
                    Environment: { Variables: { STAGE: test, "YES": on } }
                Resources:
                  ApiFunction:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: app/api.zip
                      Handler: bootstrap
                      MemorySize: 256
                      Environment:
                        Variables:
                          TABLE: !Ref Table
                          TOPIC: { "Fn::GetAtt": [Topic, Arn] }
                          STAGE: "a \\"quote\\" and \\u2028"
                  Picture:
                    Type: AWS::Serverless::Function
                    Properties: { PackageType: Image }
                  Absent:
                    Type: AWS::Serverless::Function
                    Properties: { CodeUri: nowhere/ }
                  Old:
                    Type: AWS::Lambda::Function
                    Properties: { Runtime: ruby3.3, Handler: a.b, Code: app }
                  Table:
                    Type: AWS::DynamoDB::Table
                """);

        assertThat(init("--no-measure")).as(text()).isZero();

        assertThat(written())
                .contains("  ApiFunction:\n    # template.yaml: ApiFunction\n")
                .contains("    # placeholders for values that only a deployment knows: TABLE, TOPIC\n")
                .contains("    memory: 256MB\n    timeout: 10s\n")
                .contains("      \"STAGE\": \"a \\\"quote\\\" and \\u2028\"\n      \"TABLE\": \"Table\"\n")
                .contains("      \"TOPIC\": \"arn:aws:placeholder:us-east-1:123456789012:Topic\"\n")
                .contains("      \"YES\": \"on\"\n")
                .contains("#   template.yaml: Picture: a container image")
                .contains("#   template.yaml: Absent: its code ")
                .contains("#   template.yaml: Old: the embedded Lambda does not run the runtime ruby3.3\n")
                .doesNotContain("  api:");
        valid();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Resources: [",
                "&a [*a, *a]",
                "Resources: { F: { Type: AWS::Serverless::Function, Properties: [1, 2] } }",
                "Resources: { F: { Type: AWS::Serverless::Function, Properties: { CodeUri: ../../../../../etc } } }",
                "Resources: { F: { Type: AWS::Serverless::Function, Properties: { CodeUri: \"a\\0b\" } } }",
                "Resources: { F: { Type: AWS::Serverless::Function, Properties: { CodeUri: f.zip, Runtime:"
                        + " provided.al2023, MemorySize: 7, Timeout: 99999, Environment: { Variables: { AWS_REGION: x }"
                        + " } } } }",
                "Resources: { F: { Type: AWS::Serverless::Function, Properties: { CodeUri: f.zip, Runtime: \"java\\n:"
                        + " x\", Handler: \"a b\\nfunctions: {}\" } } }",
                "Resources: { \"F\\n\\u202e#: x\": { Type: AWS::Serverless::Function, Properties: { CodeUri: f.zip,"
                        + " Runtime: provided.al2023 } } }",
                "Resources: { F: { Type: AWS::Serverless::Function, Properties: { CodeUri: f.zip, Runtime:"
                        + " provided.al2023, Environment: { Variables: { \"A\\n: b\": \"\\ud800\\0\", [x]: y, ? {a: b}"
                        + " : c } } } } }",
                "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [\"http://x\"]]]]",
            })
    void aHostileTemplateNeverMakesAnInvalidFile(String template) throws IOException {
        zip("f.zip", "bootstrap", "#!/bin/sh\n");
        zip("good/function.zip", "bootstrap", "#!/bin/sh\n");
        file("template.yaml", template);

        assertThat(init("--no-measure")).as(text()).isZero();

        assertThat(written()).contains("  good:\n");
        valid();
    }

    @Test
    void aTemplateNestedWithoutEndIsLeftOut() throws IOException {
        zip("good/function.zip", "bootstrap", "#!/bin/sh\n");
        file("template.yaml", "[".repeat(200_000));

        assertThat(init("--no-measure")).as(text()).isZero();

        assertThat(written()).contains("#   template.yaml: not a template that can be read");
        valid();
    }

    @Test
    void aDamagedZipIsNoPackage() throws IOException {
        file("function.zip", "PK not really");

        assertThat(init("--no-measure")).isEqualTo(ExitCode.USAGE);

        assertThat(text()).contains("left out function.zip: no bootstrap in it");
    }

    @Test
    void whatCannotBeStartedIsLeftOutAfterMeasuring() throws IOException {
        zip("broken/function.zip", "bootstrap", "#!/bin/sh\nexit 3\n");

        assertThat(init("--quiet")).isEqualTo(ExitCode.COULD_NOT_MEASURE);

        assertThat(text()).contains("left out a package with a bootstrap: broken/function.zip: 3 of 3 starts failed");
        assertThat(folder.resolve("thresholds.yaml")).doesNotExist();
        assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith(".thresholds"));
    }

    @Test
    void whatDoesNotBuildIsLeftOutWithTheCompilersWords() throws IOException {
        zip("runs/function.zip", "bootstrap", "#!/bin/sh\nexit 3\n");
        file("template.yaml", """
                Resources:
                  Refunds:
                    Type: AWS::Serverless::Function
                    Properties: { CodeUri: dist/refunds.zip, Runtime: provided.al2023 }
                """);
        file("Makefile", """
                dist/refunds.zip:
                \t@echo 'src/refunds.c:7:9: no such type' && false
                """);

        assertThat(init("--quiet")).isEqualTo(ExitCode.COULD_NOT_MEASURE);

        assertThat(text())
                .contains("Refunds: left out: functions.Refunds.build: the build ended with exit code 2:")
                .contains("  | src/refunds.c:7:9: no such type")
                .contains(
                        "  left out template.yaml: Refunds: functions.Refunds.build: the build ended with exit code 2:"
                                + " src/refunds.c:7:9: no such type");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("runs", "template.yaml", "Makefile", "coldgate-out");
        }
    }

    @Test
    @Tag("git")
    void eventsAreWrittenAndTheDefaultBranchIsTheBaseline() throws Exception {
        GitRepository repository = GitRepository.create(folder);
        Path top = repository.top();
        repository.write("f/bootstrap", "#!/bin/sh\n");
        boolean unused = top.resolve("f/bootstrap").toFile().setExecutable(true, false);
        repository.write("template.yaml", """
                Resources:
                  Queue:
                    Type: AWS::Serverless::Function
                    Properties:
                      Runtime: provided.al2023
                      CodeUri: f
                      Events: { Q: { Type: SQS } }
                """);
        repository.commit("first");

        assertThat(cli.run("init", top.toString(), "--no-measure")).as(text()).isZero();

        assertThat(top.resolve("thresholds.yaml"))
                .content()
                .contains("    payload: events/Queue.json\n")
                .contains("    baseline: { ref: main }\n    regression:\n")
                .contains("      init_duration: { p50: +25% }\n");
        assertThat(top.resolve("events/Queue.json")).content().contains("aws:sqs");
        assertThat(cli.run("validate", top.resolve("thresholds.yaml").toString()))
                .as(text())
                .isZero();
    }

    @Test
    @Tag("git")
    void aProgramThatTheDefaultBranchDoesNotHaveIsNotComparedWithIt() throws Exception {
        GitRepository repository = GitRepository.create(folder);
        String main =
                "package main\n\nimport \"github.com/aws/aws-lambda-go/lambda\"\n\nfunc main() { lambda.Start(nil) }\n";
        repository.write("go.mod", "module shop\n");
        repository.write("cmd/old/main.go", main);
        repository.commit("first");
        repository.write("cmd/new/main.go", main);
        Path top = repository.top();

        if (cli.run("init", top.toString(), "--no-measure") == ExitCode.PASS) {
            String text = Files.readString(top.resolve("thresholds.yaml"));
            assertThat(text.substring(text.indexOf("  new:"), text.indexOf("  old:")))
                    .doesNotContain("baseline:");
            assertThat(text.substring(text.indexOf("  old:"))).contains("baseline: { ref: main }");
        } else {
            assertThat(text()).contains("there is no go on the PATH");
        }
    }

    @Test
    void noEventStaysBehindWhereNothingIsWritten() throws IOException {
        zip("f.zip", "bootstrap", "#!/bin/sh\nexit 3\n");
        file("template.yaml", """
                Resources:
                  Queue:
                    Type: AWS::Serverless::Function
                    Properties: { Runtime: provided.al2023, CodeUri: f.zip, Events: { Q: { Type: SQS } } }
                """);

        assertThat(init("--quiet")).isEqualTo(ExitCode.COULD_NOT_MEASURE);

        assertThat(folder.resolve("events")).doesNotExist();
        assertThat(folder.resolve("coldgate-out/.gitignore")).content().isEqualTo("*\n");
    }

    private void valid() {
        String before = text();
        assertThat(cli.run("validate", folder.resolve("thresholds.yaml").toString()))
                .as(before + text())
                .isZero();
    }

    private void zip(String path, String entry, String content) throws IOException {
        new HandMadeZip().file(entry, 0755, content).to(folder.resolve(path));
    }

    private void file(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private String written() throws IOException {
        return Files.readString(folder.resolve("thresholds.yaml"));
    }

    private int init(String... more) {
        return cli.run(Stream.concat(Stream.of("init", folder.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    private String text() {
        return cli.text();
    }
}
