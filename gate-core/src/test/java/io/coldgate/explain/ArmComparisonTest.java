package io.coldgate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Arm;
import io.coldgate.sample.ArmBuild;
import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.Phase;
import io.coldgate.sample.ResultsRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ArmComparisonTest {
    private static final int TRACED = 20;
    private static final int STOPS = 100;
    private static final String LARGE = "example.com/large";

    private static List<Slower> compare(SimulatedStarts candidate, SimulatedStarts baseline, int traced, long seed) {
        return found(candidate, baseline, traced, seed).slower();
    }

    private static ArmComparison.Found found(
            SimulatedStarts candidate, SimulatedStarts baseline, int traced, long seed) {
        List<ExplainedStart> now = candidate.take(Arm.CANDIDATE, traced, STOPS, 2 * seed);
        List<ExplainedStart> then = baseline.take(Arm.BASELINE, traced, STOPS, 2 * seed + 1);
        return ArmComparison.of(ArmProfile.of(now), ArmProfile.of(then), now, then, Optional.empty(), Optional.empty());
    }

    private static List<Slower> compare(SimulatedStarts candidate, SimulatedStarts baseline) {
        return compare(candidate, baseline, TRACED, 7);
    }

    @Test
    @Tag("slow")
    void aFunctionAgainstItselfNamesNothing() {
        int named = 0;
        for (long seed = 0; seed < 200; seed++) {
            named += found(SimulatedStarts.usual(), SimulatedStarts.usual(), TRACED, seed)
                            .isNothing()
                    ? 0
                    : 1;
        }
        assertThat(named).as("of 200, seeds 0 to 199, at a level of 1 %").isLessThanOrEqualTo(2);
    }

    @Test
    @Tag("slow")
    void aPackageThatTakesAFifthMoreIsNamedFirst() {
        int named = 0;
        for (long seed = 0; seed < 50; seed++) {
            List<Slower> slower = compare(
                    SimulatedStarts.usual().init(LARGE, 8.4e6, 48_384, 0), SimulatedStarts.usual(), TRACED, seed);
            named += !slower.isEmpty() && slower.get(0).packageName().equals(LARGE) ? 1 : 0;
        }
        assertThat(named).as("of 50, seeds 0 to 49").isGreaterThanOrEqualTo(45);
    }

    @Test
    @Tag("slow")
    void allocationsFindWhatTenStartsOfTimeDoNot() {
        int named = 0;
        for (long seed = 0; seed < 50; seed++) {
            List<Slower> slower =
                    compare(SimulatedStarts.usual().init(LARGE, 8.4e6, 48_384, 0), SimulatedStarts.usual(), 10, seed);
            named +=
                    slower.stream().anyMatch(each -> each.packageName().equals(LARGE) && each.allocs() > 8_000) ? 1 : 0;
        }
        // Both must have moved: where ten times say nothing at all, more allocations cost nothing that anybody feels.
        assertThat(named).as("of 50, seeds 0 to 49").isGreaterThanOrEqualTo(38);
    }

    @Test
    void timeFindsWhatAllocationsDoNot() {
        List<Slower> slower = compare(SimulatedStarts.usual().init(LARGE, 21e6, 40_346, 0), SimulatedStarts.usual());
        assertThat(slower).hasSize(1);
        assertThat(slower.get(0).packageName()).isEqualTo(LARGE);
        assertThat(slower.get(0).kind()).isEqualTo(Slower.Kind.CAUSE);
    }

    @Test
    void whatACollectionStrikesIsTheVictimAndWhoAllocatesIsTheCause() {
        SimulatedStarts baseline = SimulatedStarts.usual().init("example.com/sts/endpoints", .26e6, 685, 0);
        SimulatedStarts candidate = SimulatedStarts.usual()
                .init("example.com/jsonschema", 2.65e6, 21_285, 0)
                .init("example.com/sts/endpoints", 1.2e6, 688, 1);
        List<Slower> slower = compare(candidate, baseline);
        assertThat(slower)
                .extracting(Slower::packageName)
                .containsExactly("example.com/jsonschema", "example.com/sts/endpoints");
        assertThat(slower).extracting(Slower::kind).containsExactly(Slower.Kind.CAUSE, Slower.Kind.VICTIM);
    }

    @Test
    void aVictimAloneIsShownWithWhoAllocatesMore() {
        SimulatedStarts baseline = SimulatedStarts.usual().init("example.com/victim", .26e6, 685, 0);
        SimulatedStarts candidate = SimulatedStarts.usual()
                .init("example.com/p3", 72_000, 60 + 60 + 5_000, 0)
                .init("example.com/victim", 1.5e6, 686, 1);
        List<Slower> slower = compare(candidate, baseline);
        assertThat(slower)
                .filteredOn(each -> each.kind() == Slower.Kind.VICTIM)
                .extracting(Slower::packageName)
                .containsExactly("example.com/victim");
        assertThat(slower)
                .filteredOn(each -> each.kind() == Slower.Kind.CAUSE)
                .extracting(Slower::packageName)
                .containsExactly("example.com/p3");
    }

    @Test
    void aPackageThatTheBaselineDoesNotHaveIsNew() {
        List<Slower> slower =
                compare(SimulatedStarts.usual().init("example.com/new", 1e6, 500, 0), SimulatedStarts.usual());
        assertThat(slower).hasSize(1);
        assertThat(slower.get(0).packageName()).isEqualTo("example.com/new");
        assertThat(slower.get(0).isNew()).isTrue();
        assertThat(slower.get(0).at()).isEqualTo("/src/example.com/new.go:7");
    }

    @Test
    void aPackageThatIsGoneIsNoSlowerOne() {
        assertThat(compare(SimulatedStarts.usual(), SimulatedStarts.usual().init("example.com/new", 1e6, 500, 0)))
                .isEmpty();
    }

    @Test
    void workInMainIsNamedByItsCall() {
        List<Slower> slower = compare(SimulatedStarts.usual().main(6e6), SimulatedStarts.usual());
        assertThat(slower).extracting(Slower::packageName).containsExactly(Slower.MAIN);
        assertThat(slower.get(0).at()).isEqualTo("/src/main.warm.go:7");
    }

    @Test
    void aPhaseWithoutPackagesIsNamedAsItself() {
        ArmComparison.Found found = found(SimulatedStarts.usual().process(8e6), SimulatedStarts.usual(), TRACED, 7);

        assertThat(found.slower()).isEmpty();
        assertThat(found.grown()).extracting(GrownPhase::phase).containsExactly(Phase.PROCESS_START);
        assertThat(found.grown().get(0).nanos()).isBetween(5e6, 11e6);
    }

    @Test
    void otherFlagsOfTheBuildComeBeforeSinglePackages() {
        Explanation raced = explained(Map.of("-race", "true"), Map.of("-trimpath", "true"), 21e6);
        Explanation equal = explained(Map.of("-race", "true"), Map.of("-trimpath", "true"), 7e6);

        assertThat(raced.advice().get(0).rule()).isEqualTo("built-otherwise");
        assertThat(equal.advice()).extracting(Advice::rule).doesNotContain("built-otherwise");
    }

    @Test
    void armsOfDifferentCompilersAreNotCompared() {
        Explanation different = explained("go1.25.1", "go1.26.8");
        assertThat(different.slower()).isEmpty();
        assertThat(different.notes()).anyMatch(note -> note.startsWith("INCONCLUSIVE: ") && note.contains("go1.25.1"));
        Explanation same = explained("go1.26.8", "go1.26.8");
        assertThat(same.slower()).extracting(Slower::packageName).containsExactly(LARGE);
        assertThat(same.notes()).noneMatch(note -> note.startsWith("INCONCLUSIVE"));
    }

    @Test
    void theSourcesOfPackageInitsDisagreeOnlyBeyondTheIntervalOfTheStops() {
        assertThat(notes(starts(7e6, 7e6))).isEmpty();
        assertThat(notes(starts(7e6, 30e6))).containsExactly("disagree");
        assertThat(notes(starts(30e6, 7e6))).containsExactly("disagree");
    }

    /** Starts whose package takes one time by the stops and another by the runtime's clocks. */
    private static List<ExplainedStart> starts(double byStops, double byClocks) {
        List<ExplainedStart> starts = new ArrayList<>(
                SimulatedStarts.usual().init(LARGE, byStops, 40_346, 0).take(Arm.CANDIDATE, 0, STOPS, 3));
        SimulatedStarts.usual().init(LARGE, byClocks, 40_346, 0).take(Arm.CANDIDATE, TRACED, 0, 4).stream()
                .filter(start -> start.kind() == ExplainedStart.Kind.TRACED)
                .forEach(starts::add);
        return starts;
    }

    private static List<String> notes(List<ExplainedStart> starts) {
        Explanations explanations = new Explanations();
        starts.forEach(start -> explanations.accept(new ResultsRecord.Explained(start)));
        return explanations.all().get(0).notes().stream()
                .filter(note -> note.contains("disagree"))
                .map(note -> "disagree")
                .toList();
    }

    private static Explanation explained(String now, String then) {
        return explained(build(Arm.CANDIDATE, now, Map.of()), build(Arm.BASELINE, then, Map.of()), 21e6);
    }

    private static Explanation explained(Map<String, String> now, Map<String, String> then, double large) {
        return explained(build(Arm.CANDIDATE, "go1.26.8", now), build(Arm.BASELINE, "go1.26.8", then), large);
    }

    private static Explanation explained(ArmBuild now, ArmBuild then, double large) {
        Explanations explanations = new Explanations();
        explanations.accept(new ResultsRecord.Built(now));
        explanations.accept(new ResultsRecord.Built(then));
        SimulatedStarts.usual()
                .init(LARGE, large, large > 7e6 ? 80_000 : 40_346, 0)
                .take(Arm.CANDIDATE, TRACED, STOPS, 1)
                .forEach(start -> explanations.accept(new ResultsRecord.Explained(start)));
        SimulatedStarts.usual()
                .take(Arm.BASELINE, TRACED, STOPS, 2)
                .forEach(start -> explanations.accept(new ResultsRecord.Explained(start)));
        return explanations.all().get(0);
    }

    private static ArmBuild build(Arm arm, String language, Map<String, String> settings) {
        return new ArmBuild(
                "f", arm, language, "example.com/f", "example.com/f", settings, Map.of(), true, false, 1, 1, Map.of());
    }
}
