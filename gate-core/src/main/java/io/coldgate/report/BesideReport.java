package io.coldgate.report;

import io.coldgate.gate.CheckResult;
import java.util.List;
import java.util.Optional;

/**
 * An older run's figures beside these. Shown and never judged: an unchanged function moves by a tenth and more with the
 * hour and the machine, so that a verdict against a stored number would be one about the weather.
 */
public final class BesideReport {
    private BesideReport() {}

    /** One line a check that both runs measured. */
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
