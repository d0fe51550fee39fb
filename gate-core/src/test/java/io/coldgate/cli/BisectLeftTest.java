package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.embedded.Settings;
import io.coldgate.embedded.model.Fault;
import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.fixture.BashFunction;
import io.coldgate.fixture.GitRepository;
import io.coldgate.run.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bisection that cannot remove its functions says which, and how they go. */
@Tag("process")
@Tag("git")
class BisectLeftTest {
    @TempDir
    private Path folder;

    @Test
    void functionsThatCouldNotBeRemovedAreNamedWithTheCommandThatDoes() throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();
        GitRepository repository = GitRepository.create(folder);
        Settings quick = Settings.defaults().toBuilder()
                .updateDelay(Duration.ofMillis(1))
                .model(ModelSettings.none())
                .build();
        try (AwsStage aws = new AwsStage(repository.top(), quick)) {
            aws.gate().thresholds("""
                    version: 1
                    functions:
                      hello:
                        platform: aws
                        package: bootstrap
                        role: arn:aws:iam::000000000000:role/lambda
                        sampling: { discard: 1, max: 40 }
                        budgets: { init_duration: { p50: 60s } }
                    """);
            repository.write("bootstrap", BashFunction.PLAIN);
            repository.write(".gitignore", "coldgate-out/\nstate/\n");
            repository.commit("begin");
            repository.write("bootstrap", BashFunction.of("sleep 0.05", ":"));
            repository.commit("sleep in init");
            aws.server().faults().set(new Fault.ExpiredCredentials(30));

            int exit = aws.gate().coldgate("bisect", "HEAD~1", "--tolerance", "+100%", "--no-explain");

            assertThat(exit).as(aws.gate().text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
            assertThat(aws.gate().err())
                    .contains("the AWS credentials have expired")
                    .contains(" is still there: ")
                    .contains("coldgate clean --platform aws removes what was left");
            aws.server().faults().clearAll();
            assertThat(aws.functions()).isNotEmpty();
            assertThat(aws.gate().run("clean", "--older-than", "1ms")).isZero();
            assertThat(aws.functions()).isEmpty();
        }
    }
}
