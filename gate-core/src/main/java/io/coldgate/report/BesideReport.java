package io.coldgate.report;

import io.coldgate.gate.CheckResult;
import java.util.List;
import java.util.Optional;

/**
 * The figures of this run beside those of an older one. They are shown but never judged: an unchanged function varies
 * by 10 % and more with the hour and the machine, so a verdict against a stored number would reflect the environment,
 * not the code.
 */
public final class BesideReport {
    private BesideReport() {}

    /** Returns a line for each check that both runs measured. */
    public static String render(Judgement now, Judgement older) {
        StringBuilder out = new StringBuilder("\nBeside the stored run, which does not affect the verdict\n");
        for (CheckResult result : now.results()) {
            same(result, older.results())
                    .ifPresent(then -> out.append("  ")
                            .append(result.check().function())
                            .append(' ')
                            .append(result.check().subject())
                            .append(' ')
                            .append(result.check().rule())
                            .append(": ")
                            .append(shown(result))
                            .append(" now, ")
                            .append(shown(then))
                            .append(" then\n"));
        }
        return out.toString();
    }

    private static Optional<CheckResult> same(CheckResult result, List<CheckResult> others) {
        return others.stream()
                .filter(other -> other.check().function().equals(result.check().function())
                        && other.check().subject().equals(result.check().subject())
                        && other.check().rule().equals(result.check().rule())
                        && other.check().getClass() == result.check().getClass())
                .findFirst();
    }

    private static String shown(CheckResult result) {
        return result.measured().isEmpty() ? "not measured" : result.measured();
    }
}
