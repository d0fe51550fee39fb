package io.coldgate.report;

import io.coldgate.explain.ArmProfile;
import io.coldgate.explain.Estimate;
import io.coldgate.explain.Explanation;
import io.coldgate.explain.GrownPhase;
import io.coldgate.explain.PackageCost;
import io.coldgate.explain.PhaseShare;
import io.coldgate.explain.SharedFindings;
import io.coldgate.explain.Slower;
import io.coldgate.report.document.ExplanationEntry;
import io.coldgate.report.document.SharedEntry;
import io.coldgate.sample.Arm;
import io.coldgate.sample.ExplainedStart.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Explanations as entries of {@code report.json}: one per arm. */
public final class ExplanationEntries {
    private ExplanationEntries() {}

    /** Returns the entries of all explanations, each function's candidate before its baseline. */
    public static List<ExplanationEntry> of(List<Explanation> explanations) {
        return of(explanations, SharedFindings.NONE);
    }

    /** Returns the same, with summaries that refer to shared findings instead of repeating them. */
    static List<ExplanationEntry> of(List<Explanation> explanations, SharedFindings shared) {
        List<ExplanationEntry> entries = new ArrayList<>();
        for (Explanation explanation : explanations) {
            entries.add(candidate(explanation, shared));
            explanation
                    .baseline()
                    .ifPresent(profile -> entries.add(entry(
                            explanation.function(),
                            Arm.BASELINE,
                            profile,
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of())));
        }
        return entries;
    }

    /** Returns the entries of shared findings. */
    static List<SharedEntry> of(SharedFindings shared) {
        return shared.groups().stream()
                .map(group -> new SharedEntry(
                        group.functions(), group.packages(), SharedLines.heading(group), SharedLines.summary(group)))
                .toList();
    }

    private static ExplanationEntry candidate(Explanation explanation, SharedFindings shared) {
        return entry(
                explanation.function(),
                Arm.CANDIDATE,
                explanation.candidate(),
                explanation.grown(),
                explanation.slower().stream().map(ExplanationEntries::slower).toList(),
                explanation.advice().stream()
                        .map(each ->
                                new ExplanationEntry.Advice(each.rule(), each.evidence(), each.action(), each.at()))
                        .toList(),
                explanation.notes(),
                ExplanationText.summary(explanation, shared));
    }

    private static ExplanationEntry entry(
            String function,
            Arm arm,
            ArmProfile profile,
            List<GrownPhase> grown,
            List<ExplanationEntry.Slower> slower,
            List<ExplanationEntry.Advice> advice,
            List<String> notes,
            List<String> summary) {
        Map<String, Integer> starts = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            Integer taken = profile.taken().get(kind);
            if (taken != null) {
                starts.put(kind.key(), taken);
            }
        }
        return new ExplanationEntry(
                function,
                arm.key(),
                profile.next().value(),
                profile.namedShare(),
                profile.phases().stream().map(phase -> phase(phase, grown)).toList(),
                profile.packages().stream().map(ExplanationEntries::packageInit).toList(),
                slower,
                advice,
                starts,
                notes,
                summary);
    }

    private static ExplanationEntry.Phase phase(PhaseShare phase, List<GrownPhase> grown) {
        return new ExplanationEntry.Phase(
                phase.phase().key(),
                time(phase.nanos()),
                phase.share(),
                grown.stream()
                        .filter(each -> each.phase() == phase.phase())
                        .mapToDouble(GrownPhase::nanos)
                        .findFirst());
    }

    private static ExplanationEntry.Time time(Estimate estimate) {
        return new ExplanationEntry.Time(estimate.value(), estimate.low(), estimate.high());
    }

    private static ExplanationEntry.PackageInit packageInit(PackageCost cost) {
        return new ExplanationEntry.PackageInit(
                cost.name(), time(cost.nanos()), known(cost.allocs()), known(cost.bytes()), cost.at());
    }

    private static OptionalLong known(long count) {
        return count < 0 ? OptionalLong.empty() : OptionalLong.of(count);
    }

    private static ExplanationEntry.Slower slower(Slower slower) {
        return new ExplanationEntry.Slower(
                slower.packageName(),
                slower.kind().key(),
                slower.nanos(),
                slower.allocs(),
                slower.bytes(),
                slower.isNew(),
                slower.chain(),
                slower.importedAt(),
                slower.version().map(version -> new ExplanationEntry.Version(version.from(), version.to())));
    }
}
