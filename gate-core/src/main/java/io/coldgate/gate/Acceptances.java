package io.coldgate.gate;

import io.coldgate.thresholds.Acceptance;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Printable;
import io.coldgate.verdict.AcceptanceState;
import io.coldgate.verdict.Verdict;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The accepted exceptions of a build on a day. They change verdicts but never measurements. Missing data cannot be
 * accepted.
 *
 * @param all the exceptions, at most one per named check
 * @param today the day of the verdict, in UTC
 */
public record Acceptances(List<Acceptance> all, LocalDate today) {
    /** No exceptions. */
    public static final Acceptances NONE = new Acceptances(List.of(), LocalDate.EPOCH);

    private static final int LONGEST = 300;

    /** Returns the exceptions of a file that apply on the platforms of its functions. */
    public static Acceptances of(Thresholds thresholds, LocalDate today) {
        return new Acceptances(
                thresholds.accepted().stream()
                        .filter(each -> thresholds.functions().stream().anyMatch(each::isAbout))
                        .toList(),
                today);
    }

    /** Copies the list. */
    public Acceptances {
        all = List.copyOf(all);
    }

    /** Returns a build's results with the exceptions applied. */
    List<CheckResult> applied(List<CheckResult> results) {
        return results.stream()
                .map(result -> find(result.check())
                        .map(found -> applied(result, found, isNeeded(found, result, results)))
                        .orElse(result))
                .toList();
    }

    /**
     * Returns whether a check needs its exception. The exception of a whole function is needed while any of its checks
     * does not pass; if it is no longer needed, only the function's first check reports that.
     */
    private static boolean isNeeded(Acceptance acceptance, CheckResult result, List<CheckResult> results) {
        if (acceptance.check().isPresent()) {
            return result.verdict() != Verdict.PASS;
        }
        List<CheckResult> covered = results.stream()
                .filter(each -> !(each.check() instanceof RecordedCheck))
                .filter(each -> each.check().function().equals(acceptance.function()))
                .toList();
        return !covered.get(0).equals(result) || covered.stream().anyMatch(each -> each.verdict() != Verdict.PASS);
    }

    /**
     * Returns the check's exception: one that names the check takes precedence over one of the whole function, a valid
     * one over an expired one.
     */
    private Optional<Acceptance> find(Check check) {
        if (check instanceof RecordedCheck) {
            return Optional.empty();
        }
        List<Acceptance> fitting = all.stream()
                .filter(each -> each.covers(check.function(), check.nameInFile()))
                .toList();
        return fitting.stream()
                .filter(each -> each.isInForce(today) && each.check().isPresent())
                .findFirst()
                .or(() -> fitting.stream().filter(each -> each.isInForce(today)).findFirst())
                .or(() -> fitting.stream().findFirst());
    }

    private CheckResult applied(CheckResult result, Acceptance acceptance, boolean needed) {
        return switch (result.verdict()) {
            case PASS -> needed ? result : notNeeded(result, acceptance);
            case FAIL, INCONCLUSIVE ->
                acceptance.isInForce(today) ? accepted(result, acceptance) : ranOut(result, acceptance);
            case NOT_MEASURED -> result;
            case ACCEPTED -> throw new IllegalArgumentException("accepted twice: " + result.check());
        };
    }

    private static CheckResult accepted(CheckResult result, Acceptance acceptance) {
        return result.accepted(
                new AcceptedCheck(acceptance, AcceptanceState.IN_FORCE, result.verdict()),
                Verdict.ACCEPTED,
                result.verdict().word() + ": " + result.explanation() + "; accepted until " + acceptance.until()
                        + " (UTC) by " + word(acceptance));
    }

    private static CheckResult ranOut(CheckResult result, Acceptance acceptance) {
        return result.accepted(
                new AcceptedCheck(acceptance, AcceptanceState.RAN_OUT, result.verdict()),
                result.verdict(),
                result.explanation() + "; its exception ran out after " + acceptance.until() + " (UTC): "
                        + word(acceptance));
    }

    private static CheckResult notNeeded(CheckResult result, Acceptance acceptance) {
        return result.accepted(
                new AcceptedCheck(acceptance, AcceptanceState.NOT_NEEDED, result.verdict()),
                result.verdict(),
                result.explanation() + "; the exception of " + word(acceptance) + " is no longer needed");
    }

    private static String word(Acceptance acceptance) {
        return Printable.lines(
                Printable.escape(acceptance.owner() + " (" + acceptance.reason() + ")", LONGEST), LONGEST);
    }
}
