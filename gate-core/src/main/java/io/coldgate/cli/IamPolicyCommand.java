package io.coldgate.cli;

import io.coldgate.cli.option.SharedOptions;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.platform.IamPolicy;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.RunTarget;
import io.coldgate.run.ThresholdsInput;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.ReadOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coldgate iam-policy}: the permissions that the pipeline's role needs. */
@Command(
        name = "iam-policy",
        mixinStandardHelpOptions = true,
        description = "Prints the IAM policy with the least that a thresholds file needs on AWS. It calls nothing, and"
                + " needs no role in the file.",
        footerHeading = "%nExample:%n",
        footer = "  coldgate iam-policy > policy.json")
final class IamPolicyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final SharedOptions.FileArgument argument = new SharedOptions.FileArgument();

    @Mixin
    private final SharedOptions.File file = new SharedOptions.File();

    @Option(
            names = "--canary",
            paramLabel = "FUNCTION",
            description = "Also what coldgate canary needs of this deployed function; may be repeated.")
    private List<String> canaries = new ArrayList<>();

    IamPolicyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws RunException {
        ReadOptions onAws = ReadOptions.beforeRoles(PlatformName.AWS);
        Thresholds thresholds = ThresholdsInput.read(argument.or(file), onAws);
        List<String> roleless =
                RunTarget.roleless(thresholds).stream().map(FunctionSpec::name).toList();
        if (!roleless.isEmpty()) {
            terminal.error("no role yet: " + String.join(", ", roleless)
                    + ": iam:PassRole is for every role; print the policy again once role: is in the file");
        }
        terminal.out().print(IamPolicy.of(thresholds, canaries));
        return ExitCode.PASS;
    }
}
