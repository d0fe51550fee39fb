package io.coldgate.gate;

import io.coldgate.artifact.ArtifactFacts;
import io.coldgate.artifact.ExecutableFacts;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** Decides the checks of a function's package from plain facts, without statistics. */
public final class PackageGate {
    private PackageGate() {}

    /** Returns the results, in the order of the checks. */
    public static List<CheckResult> results(List<Check> checks, ArtifactFacts facts) {
        List<CheckResult> results = new ArrayList<>();
        for (Check check : checks) {
            if (check instanceof PackageCheck.Size size) {
                results.add(ofSize(size, facts));
            } else if (check instanceof PackageCheck.Property property) {
                results.add(ofProperty(property, facts));
            } else {
                throw new IllegalArgumentException("not a check of a package: " + check);
            }
        }
        return results;
    }

    /** Returns the results if the package was never read. */
    public static List<CheckResult> notMeasured(List<Check> checks) {
        return checks.stream()
                .map(check -> new CheckResult(
                        check,
                        Verdict.NOT_MEASURED,
                        VerdictReason.COULD_NOT_MEASURE,
                        "the package was not read",
                        "",
                        Optional.empty()))
                .toList();
    }

    private static CheckResult ofSize(PackageCheck.Size check, ArtifactFacts facts) {
        OptionalDouble known = facts.amount(check.rule());
        if (known.isEmpty()) {
            return new CheckResult(
                    check,
                    Verdict.NOT_MEASURED,
                    VerdictReason.COULD_NOT_MEASURE,
                    "what was read of the package has no " + check.rule(),
                    "",
                    Optional.empty());
        }
        double actual = known.getAsDouble();
        Dimension dimension = check.limit().dimension();
        String measured = new Quantity(actual, dimension).format();
        boolean within = actual <= check.limit().value();
        String explanation = check.rule() + " is " + measured + (within ? ", within " : ", over ") + check.limitText();
        return fact(check, within, explanation, measured);
    }

    private static CheckResult ofProperty(PackageCheck.Property check, ArtifactFacts facts) {
        Predicate<ExecutableFacts> has = switch (check.rule()) {
            case "stripped" -> ExecutableFacts::stripped;
            case "static" -> ExecutableFacts::staticallyLinked;
            default -> throw new IllegalArgumentException("unknown property of a package: " + check.rule());
        };
        List<ExecutableFacts> binaries =
                facts.executables().stream().filter(ExecutableFacts::isElf).toList();
        if (binaries.isEmpty()) {
            return new CheckResult(
                    check,
                    Verdict.FAIL,
                    VerdictReason.FACT,
                    "the package has no ELF executable that could be " + check.rule() + ": remove this limit",
                    "none",
                    Optional.empty());
        }
        List<String> offenders = binaries.stream()
                .filter(executable -> has.test(executable) != check.wanted())
                .map(ExecutableFacts::name)
                .toList();
        String state = (check.wanted() ? "" : "not ") + check.rule();
        return offenders.isEmpty()
                ? fact(check, true, "every executable is " + state, state)
                : fact(
                        check,
                        false,
                        String.join(", ", offenders)
                                + (offenders.size() == 1 ? " is " : " are ")
                                + (check.wanted() ? "not " : "")
                                + check.rule(),
                        (check.wanted() ? "not " : "") + check.rule());
    }

    private static CheckResult fact(Check check, boolean within, String explanation, String measured) {
        return new CheckResult(
                check,
                within ? Verdict.PASS : Verdict.FAIL,
                VerdictReason.FACT,
                explanation,
                measured,
                Optional.empty());
    }
}
