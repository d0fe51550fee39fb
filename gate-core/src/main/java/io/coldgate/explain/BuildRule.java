package io.coldgate.explain;

import io.coldgate.sample.ArmBuild;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rule about a candidate that is slower, and whose program was built with other settings than the baseline's: the
 * settings can slow every package, so they come before each single one.
 */
final class BuildRule {
    private BuildRule() {}

    /** Returns the advice; empty if the settings are the same, or those of an arm are not known. */
    static Optional<Advice> of(Optional<ArmBuild> candidate, Optional<ArmBuild> baseline) {
        if (candidate.isEmpty() || baseline.isEmpty()) {
            return Optional.empty();
        }
        ArmBuild now = candidate.get();
        ArmBuild then = baseline.get();
        if (now.settings().isEmpty()
                || then.settings().isEmpty()
                || now.settings().equals(then.settings())) {
            return Optional.empty();
        }
        Set<String> names = new TreeSet<>(now.settings().keySet());
        names.addAll(then.settings().keySet());
        names.removeIf(name ->
                now.settings().getOrDefault(name, "").equals(then.settings().getOrDefault(name, "")));
        return Optional.of(new Advice(
                "built-otherwise",
                "the candidate was built with " + shown(now, names) + ", the baseline with " + shown(then, names),
                "check the flags of the build first: they can slow every package",
                ""));
    }

    private static String shown(ArmBuild build, Set<String> names) {
        return names.stream()
                .map(name -> build.settings().containsKey(name)
                        ? name + "=" + build.settings().get(name)
                        : "no " + name)
                .collect(Collectors.joining(" and "));
    }
}
