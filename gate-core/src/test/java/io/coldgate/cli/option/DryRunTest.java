package io.coldgate.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class DryRunTest {
    private final Sample sample = new Sample();
    private final CommandLine line = new CommandLine(sample);

    @Test
    void isWantedWhereItIsSaidAndNotTheNextTime() {
        line.parseArgs("--dry-run");
        assertThat(sample.dryRun.wanted()).isTrue();

        line.parseArgs();

        assertThat(sample.dryRun.wanted()).isFalse();
    }

    @Test
    void isDescribedInTheCommandsOwnWords() {
        assertThat(line.getUsageMessage()).contains("--dry-run   Say what would be sampled.");
    }

    @Command(name = "sample")
    private static final class Sample {
        @Mixin
        private final DryRun dryRun = new DryRun("Say what would be sampled.");
    }
}
