package io.coldgate.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.Watch;
import io.coldgate.thresholds.WatchAction;
import io.coldgate.thresholds.WatchObjective;
import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One function by its invocations: late, from the future, in bounded memory, across restarts. */
class FunctionWatchTest {
    private static final Location AT = new Location("thresholds.yaml", 4, 5);
    private static final long T0 = 1_800_000_000_000L;
    private static final Duration LATENESS = Duration.ofMinutes(2);
    private static final Watch WATCH = new Watch(
            List.of(
                    new WatchObjective.Latency(
                            Metric.DURATION,
                            new BudgetRule.Quantile("p99", 0.99),
                            new Quantity(99e6, Dimension.TIME),
                            Duration.ofMinutes(5),
                            AT),
                    new WatchObjective.Share(WatchObjective.Kind.COLD, 0.02, Duration.ofMinutes(5), AT),
                    new WatchObjective.Latency(
                            Metric.INIT_DURATION,
                            new BudgetRule.Quantile("p95", 0.95),
                            new Quantity(250e6, Dimension.TIME),
                            Duration.ofHours(1),
                            AT)),
            Duration.ofDays(30),
            List.of(
                    new WatchAction(Duration.ofMinutes(1), new WatchAction.Run(List.of("true")), false, AT),
                    new WatchAction(Duration.ZERO, new WatchAction.Memory(512), true, AT)));

    private FunctionWatch watch = new FunctionWatch("checkout", "checkout-prod", WATCH, LATENESS, Optional.empty());
    private final List<WatchEvent> events = new ArrayList<>();

    private static Call call(long millis, double durationMillis) {
        return new Call(millis, OptionalDouble.of(durationMillis * 1e6), OptionalDouble.empty(), false, false);
    }

    private void second(long second, int slow, int fast) {
        for (int i = 0; i < slow + fast; i++) {
            watch.add(call(T0 + second * 1000 + i, i < slow ? 300 : 50), Long.MAX_VALUE);
        }
        events.addAll(watch.advance(Duration.ZERO, Long.MAX_VALUE));
    }

    private <T extends WatchEvent> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Test
    void anAlarmAStepAndARecoveryAreToldWithTheirTimes() {
        for (int second = 0; second < 600; second++) {
            second(second, 0, 10);
        }
        for (int second = 600; second < 1300; second++) {
            second(second, 3, 7);
        }
        WatchEvent.Alarm alarm = events(WatchEvent.Alarm.class).get(0);
        assertThat(alarm.now().objective().key()).isEqualTo("duration.p99");
        assertThat(alarm.atMillis() - T0).isBetween(11 * 60_000L, 16 * 60_000L);
        assertThat(watch.due())
                .hasValueSatisfying(step -> assertThat(step.kind()).isInstanceOf(WatchAction.Run.class));
        events.add(watch.noted(
                new StepRecord(1, "run true", StepRecord.State.DONE, watch.nowMillis(), "exit code 0", null, null)));
        assertThat(watch.due())
                .as("nothing shows yet that the step did not help")
                .isEmpty();
        for (int second = 1300; second < 2600; second++) {
            second(second, 0, 10);
            assertThat(watch.due()).as("second %d: it looks better", second).isEmpty();
        }
        Incident over = events(WatchEvent.Recovered.class).get(0).incident();
        assertThat(over.millisToRecovery()).isEqualTo(over.recoveredMillis() - alarm.atMillis());
        assertThat(over.steps()).extracting(StepRecord::state).containsExactly(StepRecord.State.DONE);
        assertThat(watch.status().incident()).isEmpty();
    }

    @Test
    void theNextStepIsDueOnlyWhenInvocationsShowThatTheOneBeforeDidNotHelp() {
        for (int second = 0; second < 900; second++) {
            second(second, 3, 7);
        }
        assertThat(watch.due()).isPresent();
        watch.noted(new StepRecord(1, "run true", StepRecord.State.DONE, watch.nowMillis(), "", null, null));
        watch.advance(Duration.ofHours(5), Long.MAX_VALUE);
        assertThat(watch.due()).as("no invocation since").isEmpty();
        for (int second = 900; second < 1400; second++) {
            second(second, 3, 7);
        }
        assertThat(watch.due())
                .hasValueSatisfying(step -> assertThat(step.kind()).isEqualTo(new WatchAction.Memory(512)));
    }

    @Test
    void whatComesLateOrFromTheFutureIsCountedAsSuchAndChangesNothing() {
        for (int second = 0; second < 600; second++) {
            second(second, 0, 10);
        }
        long before = watch.status().calls();
        watch.add(call(T0, 300), Long.MAX_VALUE);
        watch.add(call(T0 + 90_000_000_000L, 300), T0 + 3_600_000);
        assertThat(watch.status().late()).isEqualTo(1);
        assertThat(watch.status().ahead()).isEqualTo(1);
        assertThat(watch.status().calls()).isEqualTo(before);
        assertThat(watch.status().newestMillis()).isLessThan(T0 + 3_600_000);
    }

    @Test
    void linesThatAreOutOfOrderWithinTheLatenessGiveTheSame() {
        FunctionWatch other = new FunctionWatch("checkout", "checkout-prod", WATCH, LATENESS, Optional.empty());
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 6000; i++) {
            calls.add(call(T0 + i * 100L, i % 50 == 0 ? 300 : 50));
        }
        calls.forEach(each -> watch.add(each, Long.MAX_VALUE));
        for (int i = 0; i < calls.size(); i += 100) {
            List<Call> turned = new ArrayList<>(calls.subList(i, i + 100));
            Collections.reverse(turned);
            turned.forEach(each -> other.add(each, Long.MAX_VALUE));
            other.advance(Duration.ZERO, Long.MAX_VALUE);
        }
        watch.finish();
        other.finish();
        assertThat(other.status().objectives()).isEqualTo(watch.status().objectives());
        assertThat(other.status().late()).isZero();
    }

    @Test
    void aRestartAtAnyMomentGivesTheSameAsNone() {
        FunctionWatch other = new FunctionWatch("checkout", "checkout-prod", WATCH, LATENESS, Optional.empty());
        List<WatchEvent> others = new ArrayList<>();
        for (int second = 0; second < 2400; second++) {
            int slow = second >= 600 && second < 1200 ? 3 : 0;
            second(second, slow, 10 - slow);
            for (int i = 0; i < 10; i++) {
                other.add(call(T0 + second * 1000L + i, i < slow ? 300 : 50), Long.MAX_VALUE);
            }
            others.addAll(other.advance(Duration.ZERO, Long.MAX_VALUE));
            if (second % 37 == 0) {
                String text = WatchState.of(Map.of("checkout", other.state()), Map.of())
                        .json();
                FunctionState read =
                        WatchState.parse(text).orElseThrow().functions().get("checkout");
                other = new FunctionWatch("checkout", "checkout-prod", WATCH, LATENESS, Optional.of(read));
            }
        }
        assertThat(others).isEqualTo(events).hasSizeGreaterThan(3);
    }

    @Test
    void aFailedInitExceedsEveryLimitOnInit() {
        for (int i = 0; i < 100; i++) {
            watch.add(new Call(T0 + i, OptionalDouble.of(1e6), OptionalDouble.empty(), true, true), Long.MAX_VALUE);
        }
        watch.finish();
        ObjectiveStatus init = watch.status().objectives().get(2);
        assertThat(init.calls()).isEqualTo(100);
        assertThat(init.over()).isEqualTo(100);
    }

    @Test
    void thePlainRuleIsTheQuantileOfTheLastMinutes() {
        for (int second = 0; second < 600; second++) {
            second(second, second % 10 == 0 ? 1 : 0, 4);
        }
        ObjectiveStatus duration = watch.status().objectives().get(0);
        assertThat(duration.measured().getAsDouble())
                .isCloseTo(300e6, org.assertj.core.data.Percentage.withPercentage(1));
        assertThat(duration.plainOver()).isTrue();
        assertThat(events(WatchEvent.Plain.class)).hasSize(1);
    }

    private void weeks(int invocations) {
        int most = 0;
        for (int i = 0; i < invocations; i++) {
            watch.add(call(T0 + i * 60L, 20 + i % 61), Long.MAX_VALUE);
            if (watch.mayClose(Long.MAX_VALUE)) {
                watch.advance(Duration.ZERO, Long.MAX_VALUE);
            }
            most = Math.max(most, watch.heldSlots());
        }
        assertThat(most).isLessThan(40);
        assertThat(watch.status().calls()).isEqualTo(invocations);
        String state =
                WatchState.of(Map.of("checkout", watch.state()), Map.of()).json();
        assertThat(state.length()).isLessThan(50_000);
    }

    @Test
    void hoursOfInvocationsAreHeldInBoundedMemory() {
        weeks(300_000);
    }

    @Tag("simulation")
    @Test
    void weeksOfInvocationsAreHeldInBoundedMemory() {
        weeks(40_000_000);
    }
}
