package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A folder with a thresholds file and a package whose function never starts, and commands in it, each heard anew. */
abstract class CliFixture {
    static final String HELLO = "hello: { package: bootstrap, budgets: { init_duration: { p50: 20ms } } }\n";
    static final String PACKAGE_ONLY = "hello: { package: bootstrap, artifact: { zip: 10MB, files: 1 } }\n";

    @TempDir
    Path folder;

    final CapturedCli cli = new CapturedCli();

    int run(String... args) {
        return cli.runAnew(args);
    }

    int onFile(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(List.of(more));
        args.addAll(List.of("--file", folder.resolve("thresholds.yaml").toString()));
        return run(args.toArray(String[]::new));
    }

    String out() {
        return cli.out();
    }

    String err() {
        return cli.err();
    }

    void thresholds(String functions) throws IOException {
        Plans.write(folder, functions);
        Files.writeString(folder.resolve("bootstrap"), "#!/bin/sh\necho 'no table'\nexit 7\n");
    }

    void nothingWasDeployed() {
        assertThat(folder.resolve("coldgate-out/results.jsonl")).doesNotExist();
    }

    int judge(Path results, String... more) {
        return onFile(
                "judge",
                Stream.concat(Stream.of(results.toString()), Stream.of(more)).toArray(String[]::new));
    }
}
