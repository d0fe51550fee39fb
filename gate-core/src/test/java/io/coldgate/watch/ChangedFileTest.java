package io.coldgate.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.Watch;
import io.coldgate.thresholds.WatchObjective;
import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The file is changed while an incident is open: recovery that is not proven is never called so. */
class ChangedFileTest {
    private static final Location AT = new Location("thresholds.yaml", 4, 5);
    private static final long T0 = 1_800_000_000_000L;
    private static final Duration OVER = Duration.ofMinutes(5);
    private static final WatchObjective P95 = duration("p95", 0.95, 100, OVER);
    private static final WatchObjective P50 = duration("p50", 0.5, 100, OVER);
    private static final double SLOW_MILLIS = 300;
    private static final double QUICK_MILLIS = 20;
    private static final int SLOW = 10;
    private static final int HARDLY = 1;
    private static final int QUICK = 0;
    private static final int LONG = 1800;

    private final List<WatchEvent> events = new ArrayList<>();
    private FunctionWatch watch = watch("checkout-prod", Optional.empty(), P95);
    private int second;

    private static WatchObjective duration(String quantile, double p, double millis, Duration over) {
        return new WatchObjective.Latency(
                Metric.DURATION,
                new BudgetRule.Quantile(quantile, p),
                new Quantity(millis * 1e6, Dimension.TIME),
                over,
                AT);
    }

    private static FunctionWatch watch(String deployed, Optional<FunctionState> from, WatchObjective... objectives) {
        Watch file = new Watch(List.of(objectives), Duration.ofDays(30), List.of());
        return new FunctionWatch("checkout", deployed, file, Duration.ofMinutes(2), from);
    }

    /** Ten invocations a second, of which some are slow. */
    private void invocations(int seconds, int slow) {
        for (int end = second + seconds; second < end; second++) {
            for (int i = 0; i < 10; i++) {
                watch.add(
                        new Call(
                                T0 + second * 1000L + i,
                                OptionalDouble.of((i < slow ? SLOW_MILLIS : QUICK_MILLIS) * 1e6),
                                OptionalDouble.empty(),
                                false,
                                false),
                        Long.MAX_VALUE);
            }
            events.addAll(watch.advance(Duration.ZERO, Long.MAX_VALUE));
        }
    }

    private static FunctionState throughTheDisk(FunctionState state) {
        String text = WatchState.of(Map.of("checkout", state), Map.of()).json();
        return read(text);
    }

    private static FunctionState read(String text) {
        return Objects.requireNonNull(
                WatchState.parse(text).orElseThrow().functions().get("checkout"));
    }

    /** Goes on from the disk, with the file as it is now. */
    private void restart(WatchObjective... objectives) {
        restart("checkout-prod", objectives);
    }

    private void restart(String deployed, WatchObjective... objectives) {
        events.clear();
        watch = watch(deployed, Optional.of(throughTheDisk(watch.state())), objectives);
        events.addAll(watch.changes());
    }

    private <T extends WatchEvent> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void anAlarm() {
        invocations(900, SLOW);
        assertThat(events(WatchEvent.Alarm.class)).isNotEmpty();
    }

    private void twoAlarms() {
        watch = watch("checkout-prod", Optional.empty(), P95, P50);
        invocations(2 * LONG, SLOW);
        assertThat(watch.status().objectives()).allMatch(ObjectiveStatus::broken);
    }

    private Incident closed() {
        assertThat(events(WatchEvent.Recovered.class)).isEmpty();
        assertThat(events(WatchEvent.Closed.class)).hasSize(1);
        assertThat(watch.status().incident()).isEmpty();
        Incident closed = events(WatchEvent.Closed.class).get(0).incident();
        assertThat(closed.recoveredMillis()).isNull();
        assertThat(closed.closedMillis()).isGreaterThanOrEqualTo(closed.alarmMillis());
        return closed;
    }

    private void slowStaysBrokenAndQuickRecovers(WatchObjective changed) {
        anAlarm();
        long alarm = watch.status().incident().orElseThrow().alarmMillis();
        restart(changed);
        assertThat(events(WatchEvent.Changed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.objective()).isEqualTo("duration.p95"))
                .satisfies(
                        event -> assertThat(event.now().orElseThrow().broken()).isTrue());
        invocations(LONG, SLOW);
        restart(changed);
        assertThat(events).as("it is said once").isEmpty();
        invocations(LONG, SLOW);
        watch.finish();
        assertThat(events(WatchEvent.Recovered.class)).isEmpty();
        assertThat(watch.status().incident()).isPresent();

        second += 3600;
        invocations(LONG, QUICK);
        Incident over = events(WatchEvent.Recovered.class).get(0).incident();
        assertThat(over.alarmMillis()).isEqualTo(alarm);
        assertThat(over.millisToRecovery()).isGreaterThan(0);
    }

    @Test
    void anotherLimitProvesNothing() {
        slowStaysBrokenAndQuickRecovers(duration("p95", 0.95, 120, OVER));
    }

    @Test
    void anotherTimeProvesNothing() {
        slowStaysBrokenAndQuickRecovers(duration("p95", 0.95, 100, Duration.ofMinutes(10)));
    }

    @Test
    void aLimitThatIsKeptFromNowOnIsProvenFromNowOn() {
        anAlarm();
        restart(duration("p95", 0.95, 1000, OVER));
        invocations(100, SLOW);
        assertThat(watch.status().incident()).as("too soon").isPresent();
        invocations(LONG, SLOW);
        assertThat(events(WatchEvent.Recovered.class)).hasSize(1);
    }

    @Test
    void anObjectiveThatIsRemovedClosesTheIncidentWithoutAProof() {
        invocations(10, QUICK);
        anAlarm();
        restart(duration("p90", 0.9, 1000, OVER));
        assertThat(closed().unproven()).containsExactly("duration.p95");
        assertThat(events(WatchEvent.Changed.class))
                .singleElement()
                .satisfies(event -> assertThat(event.now()).isEmpty());
        restart(duration("p90", 0.9, 1000, OVER));
        assertThat(events).isEmpty();
        assertThat(watch.status().ended())
                .singleElement()
                .satisfies(over -> assertThat(over.millisToRecovery()).isNull());
        invocations(LONG, SLOW);
        assertThat(events(WatchEvent.Recovered.class)).isEmpty();
    }

    @Test
    void aRemovedObjectiveThatComesBackAfterTheIncidentWasClosedBeginsAnew() {
        anAlarm();
        restart(P50);
        closed();
        invocations(10, QUICK);
        restart(P95);
        assertThat(watch.status().objectives().get(0).broken()).isFalse();
        invocations(900, SLOW);
        assertThat(events(WatchEvent.Alarm.class).get(0).incident()).isEqualTo(2);
    }

    @Test
    void whatOthersProveIsNotProvenForAnObjectiveThatWasRemoved() {
        twoAlarms();
        restart(P50);
        assertThat(events(WatchEvent.Closed.class)).as("p50 is still broken").isEmpty();
        invocations(LONG, QUICK);
        assertThat(events(WatchEvent.Within.class)).hasSize(1);
        assertThat(closed().unproven()).containsExactly("duration.p95");
    }

    @Test
    void aRemovedObjectiveThatComesBackInTheIncidentHasToBeProven() {
        twoAlarms();
        restart(P50);
        invocations(10, SLOW);
        restart(P95, P50);
        assertThat(watch.status().objectives()).allMatch(ObjectiveStatus::broken);
        assertThat(watch.status().incident().orElseThrow().unproven()).isEmpty();
        invocations(LONG, QUICK);
        assertThat(events(WatchEvent.Within.class)).hasSize(2);
        assertThat(events(WatchEvent.Recovered.class)).hasSize(1);
    }

    @Test
    void anObjectiveWhoseRecoveryWasProvenBeforeMayGo() {
        twoAlarms();
        while (watch.status().objectives().get(1).broken()) {
            invocations(1, HARDLY);
        }
        assertThat(watch.status().objectives().get(0).broken()).isTrue();
        restart(P95);
        assertThat(events).isEmpty();
        invocations(LONG, QUICK);
        assertThat(events(WatchEvent.Recovered.class)).hasSize(1);
    }

    @Test
    void anotherFunctionBehindTheSameNameProvesNothing() {
        anAlarm();
        restart("checkout-next", P95);
        assertThat(closed().unproven()).containsExactly("duration.p95");
        invocations(LONG, QUICK);
        assertThat(events(WatchEvent.Recovered.class)).isEmpty();
        assertThat(watch.status().objectives().get(0).broken()).isFalse();
    }

    @Test
    void aStateOfAnEarlierVersionGoesOn() {
        anAlarm();
        String text = WatchState.of(Map.of("checkout", watch.state()), Map.of()).json();
        String earlier = text.replace(",\"deployed\":\"checkout-prod\"", "")
                .replace(",\"unproven\":[],\"closedMillis\":null", "");
        assertThat(earlier).isNotEqualTo(text).doesNotContain("deployed", "unproven");
        FunctionState read = read(earlier);
        assertThat(read.deployed()).isNull();
        events.clear();
        watch = watch("checkout-prod", Optional.of(read), P95);
        assertThat(watch.changes()).isEmpty();
        invocations(LONG, QUICK);
        assertThat(events(WatchEvent.Recovered.class)).hasSize(1);
    }

    @Test
    void aRecoveryBeforeItsAlarmAsAnEarlierVersionWroteItIsNone() {
        Incident wrong = new Incident(1, T0, List.of("duration.p95"), List.of(), 0L, Map.of(), List.of(), null);
        assertThat(wrong.recoveredMillis()).isNull();
        assertThat(wrong.millisToRecovery()).isNull();
        assertThat(wrong.closedMillis()).isEqualTo(T0);
    }
}
