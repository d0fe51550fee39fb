package io.coldgate.cli;

import io.coldgate.platform.IamPolicy;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.Thresholds;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coldgate iam-policy}: what the pipeline's role must be allowed. */
@Command(
        name = "iam-policy",
        mixinStandardHelpOptions = true,
        description = "Prints the IAM policy with the least that a thresholds file needs on AWS. It calls nothing.",
        footerHeading = "%nExample:%n",
        footer = "  coldgate iam-policy > policy.json")
final class IamPolicyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The thresholds file (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("thresholds.yaml");

    IamPolicyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandException {
        ReadOptions onAws = new ReadOptions(Optional.of(PlatformName.AWS), Optional.empty());
        Thresholds thresholds = ThresholdsInput.read(file, onAws, terminal);
        ThresholdsInput.requireRoles(thresholds);
        terminal.out().print(IamPolicy.of(thresholds));
        return ExitCode.PASS;
    }
}
