package io.coldgate.cli.production;

import io.coldgate.canary.CanaryLimit;
import io.coldgate.canary.CanarySteps;
import io.coldgate.cli.option.OptionValues;
import io.coldgate.run.canary.LimitChoice;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.read.Quantiles;
import io.coldgate.unit.Percentage;
import io.coldgate.unit.QuantityFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Parses values of {@code coldgate canary} that are more than a number or a name. */
final class CanaryWords {
    private final CommandSpec spec;

    CanaryWords(CommandSpec spec) {
        this.spec = spec;
    }

    /** Parses the steps, such as {@code 5%,25%,50%,100%}. */
    CanarySteps steps(String steps) {
        try {
            return CanarySteps.parse(steps);
        } catch (QuantityFormatException | IllegalArgumentException e) {
            throw mistake("--steps " + steps + ": " + e.getMessage());
        }
    }

    /** Parses the shares of {@code --ab 5%,5%}; empty without the option. */
    List<Double> beside(@Nullable String beside, List<String> candidates) {
        if (beside == null) {
            if (candidates.size() > 1) {
                throw mistake("--candidate " + String.join(",", candidates) + ": name one version; --ab compares two");
            }
            return List.of();
        }
        if (spec.commandLine().getParseResult().hasMatchedOption("--steps")) {
            throw mistake("--ab and --steps exclude each other: two versions are compared, and none is promoted");
        }
        if (candidates.stream().distinct().count() != 2 || candidates.size() != 2) {
            throw mistake("--ab " + beside + ": name the two versions with --candidate, such as --candidate 7,8");
        }
        List<Double> shares = new ArrayList<>();
        try {
            for (String share : beside.split(",", -1)) {
                shares.add(Percentage.parse(share));
            }
        } catch (QuantityFormatException e) {
            throw mistake("--ab " + beside + ": " + e.getMessage());
        }
        if (shares.size() != 2 || shares.stream().anyMatch(share -> share <= 0 || share >= 1)) {
            throw mistake("--ab " + beside + ": write two shares between 0% and 100%, such as 5%,5%");
        }
        return shares;
    }

    /** Parses a limit, such as {@code warm_duration=+10%} or {@code init_duration.p95=+25%}. */
    CanaryLimit limit(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw mistake("--tolerance " + text + ": write METRIC=SHARE, such as warm_duration=+10%");
        }
        String subject = text.substring(0, equals);
        int point = subject.indexOf('.');
        String quantile = point < 0 ? "p50" : subject.substring(point + 1);
        Optional<BudgetRule.Quantile> named = Quantiles.named(quantile).filter(each -> each.p() >= .5);
        if (named.isEmpty()) {
            throw mistake("--tolerance " + text + ": the quantile must be one of: " + Quantiles.names());
        }
        try {
            return new CanaryLimit(
                    LimitChoice.metric(point < 0 ? subject : subject.substring(0, point)),
                    named.get(),
                    OptionValues.increase(spec, "--tolerance " + subject, text.substring(equals + 1)),
                    true);
        } catch (IllegalArgumentException e) {
            throw mistake("--tolerance " + text + ": " + e.getMessage());
        }
    }

    private ParameterException mistake(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
