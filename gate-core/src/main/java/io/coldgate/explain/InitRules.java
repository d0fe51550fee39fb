package io.coldgate.explain;

import io.coldgate.sample.ExplainedStart.Phase;
import io.coldgate.sample.ImportFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Packages whose inits take a tenth of the start, by the runtime's clock and by stops. Packages of the program itself
 * are included if no other rule has explained them.
 */
final class InitRules {
    private static final double TENTH = .1;

    private final ArmProfile now;
    private final Predicate<String> isOwn;
    private final List<Slower> slower;
    private final Map<String, ImportFinding> imports;

    InitRules(ArmProfile now, Predicate<String> isOwn, List<Slower> slower, Map<String, ImportFinding> imports) {
        this.now = now;
        this.isOwn = isOwn;
        this.slower = slower;
        this.imports = imports;
    }

    /** Returns further advice, in addition to that given so far. */
    List<Advice> all(List<Advice> said) {
        List<Advice> all = new ArrayList<>();
        if (!now.clocked()) {
            return all;
        }
        for (PackageCost cost : now.packages()) {
            if (share(cost) < TENTH) {
                continue;
            }
            if (isOwn.test(cost.name())) {
                if (looks(cost) >= TENTH && !isNamed(cost.name(), said)) {
                    all.add(own(cost));
                }
            } else if (cost.name().contains(".") && looks(cost) >= TENTH / 2 && !isUpdated(cost.name())) {
                all.add(dependency(cost));
            }
        }
        return all;
    }

    private double share(PackageCost cost) {
        return cost.nanos().value() / Math.max(1, now.next().value());
    }

    private double looks(PackageCost cost) {
        return (double) cost.looks() / Math.max(1, now.looks().size());
    }

    /** Returns whether existing advice names a line at which a stop found the package's init. */
    private boolean isNamed(String packageName, List<Advice> said) {
        return said.stream()
                .filter(advice -> !advice.at().isEmpty())
                .anyMatch(advice -> now.looks().stream()
                        .anyMatch(look -> look.phase() == Phase.INIT
                                && look.subject().equals(packageName)
                                && look.at().equals(advice.at())));
    }

    /** Returns whether an update made it slower, which is reported with its versions. */
    private boolean isUpdated(String packageName) {
        return slower.stream()
                .anyMatch(each ->
                        each.packageName().equals(packageName) && each.version().isPresent());
    }

    private Advice own(PackageCost cost) {
        return new Advice("own-init", evidence(cost), "do it on the first event: sync.OnceValue", cost.at());
    }

    private Advice dependency(PackageCost cost) {
        ImportFinding found = imports.get(cost.name());
        String edge = found == null || found.importedAt().isEmpty() ? "" : " at " + found.importedAt();
        return new Advice(
                "dependency-init",
                evidence(cost),
                "cut the import" + edge + ", choose another version or a build tag that leaves it out",
                found == null ? cost.at() : found.importedAt());
    }

    private String evidence(PackageCost cost) {
        return "the init of " + cost.name() + " takes " + Math.round(share(cost) * 100)
                + " % of the start by the runtime's clock, " + cost.looks() + " of "
                + now.looks().size() + " stops were in it";
    }
}
