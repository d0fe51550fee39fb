package io.coldgate.explain;

import io.coldgate.sample.Arm;
import io.coldgate.sample.ArmBuild;
import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.End;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.ExplainedStart.Phase;
import io.coldgate.sample.ImportFinding;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.unit.Counted;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The explanations of a run, from its records: the same records always give the same explanations. */
public final class Explanations {
    /** The tolerance in time, or as a share, within which both sources of package inits agree. */
    private static final double AGREE_NANOS = 300_000;

    private static final double AGREE_SHARE = .1;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Map<String, OfFunction> functions = new LinkedHashMap<>();

    private static final class OfFunction {
        private final Map<Arm, List<ExplainedStart>> starts = new EnumMap<>(Arm.class);
        private final Map<Arm, ArmBuild> builds = new EnumMap<>(Arm.class);
        private final Map<String, ImportFinding> imports = new LinkedHashMap<>();
        private String tried = "";

        private List<ExplainedStart> starts(Arm arm) {
            return starts.computeIfAbsent(arm, each -> new ArrayList<>());
        }
    }

    /** Takes the next record of a run; other records are ignored. */
    public void accept(ResultsRecord entry) {
        if (entry instanceof ResultsRecord.Explained explained) {
            of(explained.start().function()).starts(explained.start().arm()).add(explained.start());
        } else if (entry instanceof ResultsRecord.ImportFound imported) {
            of(imported.found().function()).imports.put(imported.found().packageName(), imported.found());
        } else if (entry instanceof ResultsRecord.Built built) {
            of(built.build().function()).builds.put(built.build().arm(), built.build());
        } else if (entry instanceof ResultsRecord.TriedWith tried) {
            of(tried.function()).tried = tried.variables();
        }
        // Other records are not part of explanations.
    }

    private OfFunction of(String function) {
        return functions.computeIfAbsent(function, name -> new OfFunction());
    }

    /** Returns the explanations, in the order in which the functions were explained. */
    public List<Explanation> all() {
        List<Explanation> all = new ArrayList<>();
        functions.forEach((name, records) -> {
            if (!records.starts(Arm.CANDIDATE).isEmpty()) {
                all.add(explanation(name, records));
            }
        });
        return all;
    }

    private static Explanation explanation(String function, OfFunction records) {
        Optional<ArmBuild> build = Optional.ofNullable(records.builds.get(Arm.CANDIDATE));
        SourceFolders folders = build.map(SourceFolders::of).orElse(SourceFolders.NONE);
        List<ExplainedStart> now =
                records.starts(Arm.CANDIDATE).stream().map(folders::shown).toList();
        List<ExplainedStart> then = records.starts(Arm.BASELINE);
        ArmProfile candidate = ArmProfile.of(now);
        Optional<ArmProfile> watched = then.isEmpty() ? Optional.empty() : Optional.of(ArmProfile.of(then));
        Optional<ArmProfile> baseline = watched.filter(ArmProfile::worked);
        Optional<ArmBuild> buildThen = Optional.ofNullable(records.builds.get(Arm.BASELINE));
        List<String> notes = new ArrayList<>();
        watched.filter(arm -> !arm.worked())
                .ifPresent(arm -> notes.add("no comparison: no start of the baseline worked: " + arm.trouble()));
        Optional<String> different = baseline.flatMap(arm -> differentLanguage(build, buildThen));
        different.ifPresent(notes::add);
        ArmComparison.Found found = baseline.filter(arm -> different.isEmpty())
                .map(arm -> ArmComparison.of(candidate, arm, now, then, build, buildThen))
                .orElse(ArmComparison.Found.NOTHING);
        List<Slower> slower = found.slower().stream()
                .map(each -> imported(each, records.imports))
                .toList();
        notes.addAll(notes(candidate, now));
        Optional<VariableTrial> tried = TriedStarts.of(records.tried, now);
        Optional<Advice> flags = found.isNothing() ? Optional.empty() : BuildRule.of(build, buildThen);
        AdviceRules rules = new AdviceRules(candidate, baseline, build, flags, slower, tried, records.imports);
        return new Explanation(function, candidate, baseline, build, slower, found.grown(), tried, rules.all(), notes);
    }

    private static Slower imported(Slower slower, Map<String, ImportFinding> imports) {
        ImportFinding found = imports.get(slower.packageName());
        return found == null ? slower : slower.imported(found.chain(), found.importedAt(), found.isNew());
    }

    private static Optional<String> differentLanguage(Optional<ArmBuild> build, Optional<ArmBuild> before) {
        String now = build.map(ArmBuild::language).orElse("");
        String then = before.map(ArmBuild::language).orElse("");
        return now.equals(then)
                ? Optional.empty()
                : Optional.of("INCONCLUSIVE: the candidate was built by " + word(now) + ", the baseline by "
                        + word(then) + ": the difference may come from the compiler; build both with the same");
    }

    private static String word(String version) {
        return version.isEmpty() ? "an unknown version" : version;
    }

    private static List<String> notes(ArmProfile profile, List<ExplainedStart> starts) {
        List<String> notes = new ArrayList<>();
        disagreement(profile).ifPresent(notes::add);
        long torn = starts.stream().filter(start -> start.torn() > 0).count();
        if (torn > 0) {
            notes.add("other output broke up lines of the trace in " + Counted.of(torn, "start")
                    + "; these lines are left out");
        }
        long ignored =
                starts.stream().filter(start -> start.end() == End.IGNORED).count();
        if (ignored > 0) {
            notes.add(Counted.of(ignored, "start") + " ignored the signal and " + (ignored == 1 ? "is" : "are")
                    + " left out");
        }
        boolean traced = starts.stream().anyMatch(start -> start.kind() == Kind.TRACED);
        Optional<String> classes = LoadedClasses.of(starts);
        classes.ifPresent(notes::add);
        if (traced && classes.isEmpty() && ArmFold.usableTraces(starts).isEmpty()) {
            notes.add("no usable trace of package inits: their times are shares of the stops, and allocations are"
                    + " unknown");
        }
        if (profile.failed() > ignored) {
            notes.add(Counted.of(profile.failed() - ignored, "start") + " failed; the last one: " + profile.trouble());
        }
        return notes;
    }

    /**
     * Returns a note if two independent sources disagree, beyond the interval of the stops; both are then shown. Stops
     * that could not be interpreted may have been in inits.
     */
    private static Optional<String> disagreement(ArmProfile profile) {
        double clocks = profile.tracedNanos();
        double stops = profile.nanos(Phase.INIT).value();
        boolean looked = profile.looks().stream().anyMatch(look -> look.phase() != Phase.UNKNOWN);
        if (clocks < 0 || !looked) {
            return Optional.empty();
        }
        double tolerance = Math.max(AGREE_NANOS, AGREE_SHARE * Math.max(clocks, stops));
        double least = profile.nanos(Phase.INIT).low() - tolerance;
        double most =
                profile.nanos(Phase.INIT).high() + profile.nanos(Phase.UNKNOWN).high() + tolerance;
        return least <= clocks && clocks <= most
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "the two sources of package inits disagree: %.2f ms by stops, %.2f ms by the runtime's clocks;"
                                + " the host may have been busy, run it again",
                        stops / NANOS_PER_MILLI,
                        clocks / NANOS_PER_MILLI));
    }
}
