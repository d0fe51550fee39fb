package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Plans;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("process")
class SweepCommandTest {
    @TempDir
    private Path folder;

    private final CapturedCli cli = new CapturedCli();

    private int coldgate(String... arguments) {
        return cli.run(arguments);
    }

    private String err() {
        return cli.err();
    }

    private Path file() throws Exception {
        Files.writeString(folder.resolve("bootstrap"), "#!/bin/sh\nexit 1\n");
        return Plans.write(
                folder,
                "hello: { package: bootstrap, architecture: " + Plans.HOST_ARCHITECTURE
                        + ", budgets: { init_duration: { p50: 1s } } }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--memory=64MB,512MB | --memory \"64MB\": must be 128MB to 10240MB",
                "--memory=512,1GB | --memory \"512\": ",
                "--memory=512MB,0.5GB,512MB | the same value is given twice",
                "--architecture=x86_64,amd64 | --architecture \"amd64\": must be one of: x86_64, arm64",
                "--env=GOGC | must be NAME=VALUE,VALUE, such as GOGC=100,200,off",
                "--env=AWS_REGION=a,b | reserved: Lambda sets this variable itself",
                "--env=1X=a,b | not a variable's name for Lambda",
                "--env=GOGC=1,1 | the same value is given twice",
                "--region=eu-west-1,mars | --region \"mars\": not a region's name",
                "--region=eu-west-1,us-east-1 | the platform embedded has no regions; use --platform aws",
                "--memory=512MB | nothing is varied",
                "--build=one=make | nothing is varied",
                "--build=make | must be NAME=COMMAND",
                "--build=a=x --build=a=y | a is given twice",
                "--build=a=x;y --build=b=y | the command is run without a shell",
                "--env=A1=1,2,3,4,5,6,7,8,9,10,11 --env=B1=1,2,3,4,5,6,7,8,9,10 | 110 combinations; at most 100",
                "--role=a=arn:aws:iam::123456789012:role/a --role=b=arn:aws:iam::123456789012:role/b"
                        + " | --role: the platform embedded does not check roles",
                "--role=a=admin | --role \"a=admin\": must be a role's ARN",
                "--layers=a=./no-such --layers=b= | --layers \"./no-such\": no such file or folder",
                "--layers=a=tools --layers=b= | must be NAME=LAYER,LAYER, or NAME= for none",
                "--layers=a=arn:aws:lambda:eu-west-1:123456789012:layer:t:3 --layers=b= | has no account to take",
                "--image=a=-v | must be the name of a container image",
                "--starts=9 --memory=1GB,2GB | --starts: 9: must be between 10 and 10000",
                "--fan-out=501 --memory=1GB,2GB | --fan-out: 501: must be between 1 and 500"
            })
    void aMistakeIsOneLineAndNothingIsDeployed(String options, String message) throws Exception {
        String[] words = ("sweep --file " + file() + " " + options).split(" ");

        assertThat(coldgate(words)).isEqualTo(2);

        assertThat(err().lines()).hasSize(1);
        assertThat(err()).contains(message);
        assertThat(folder.resolve("coldgate-out")).doesNotExist();
    }

    @Test
    void mistakesAreSaidAllAtOnce() throws Exception {
        Path file = file();

        assertThat(coldgate(
                        "sweep",
                        "--file",
                        file.toString(),
                        "--region=eu-west-1,us-east-1",
                        "--role=a=arn:aws:iam::123456789012:role/a",
                        "--layers=a=arn:aws:lambda:eu-west-1:123456789012:layer:t:3"))
                .isEqualTo(2);

        assertThat(err().lines())
                .containsExactly(
                        "coldgate: --region: the platform embedded has no regions; use --platform aws",
                        "coldgate: --role: the platform embedded does not check roles; use --platform aws",
                        "coldgate: --layers arn:aws:lambda:eu-west-1:123456789012:layer:t:3: the platform embedded has"
                                + " no account to take layers from; name a folder or a zip, ./layers/tools",
                        "coldgate: " + file + ": 3 errors; nothing was deployed");
        assertThat(folder.resolve("coldgate-out")).doesNotExist();
    }

    @Test
    void theOtherArchitectureNeedsAws() throws Exception {
        String other = Plans.HOST_ARCHITECTURE.equals("arm64") ? "x86_64" : "arm64";

        assertThat(coldgate("sweep", "--file", file().toString(), "--architecture", "x86_64,arm64"))
                .isEqualTo(2);

        assertThat(err()).contains("--architecture " + other + ": the platform embedded runs");
    }

    @Test
    void progressBeginsWithTheSettingsOfEachName() throws Exception {
        assertThat(coldgate("sweep", "--file", file().toString(), "--env", "GOGC=100,off", "--starts", "10"))
                .isEqualTo(4);

        assertThat(err()).startsWith("hello-v1: GOGC=100\nhello-v2: GOGC=off\n");
    }

    @Test
    void aFunctionThatNeverStartsCouldNotBeMeasuredAndItsResultsAreKept() throws Exception {
        assertThat(coldgate("sweep", "--file", file().toString(), "--env", "GOGC=100,off", "--starts", "10", "-q"))
                .isEqualTo(4);

        assertThat(err()).contains("could not measure hello with GOGC=100");
        assertThat(folder.resolve("coldgate-out/sweep/results.jsonl")).content().contains("hello: GOGC=off");
        assertThat(folder.resolve("coldgate-out/sweep/sweep.json")).content().contains("\"schemaVersion\" : 1");
        assertThat(folder.resolve("coldgate-out/sweep/sweep.svg")).content().startsWith("<svg");
        assertThat(coldgate("judge", folder.resolve("coldgate-out/sweep").toString(), "--file", file().toString()))
                .isEqualTo(2);
        assertThat(err()).contains("these results are of a sweep");
    }
}
