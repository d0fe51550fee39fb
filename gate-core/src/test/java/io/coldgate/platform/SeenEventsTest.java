package io.coldgate.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeenEventsTest {
    private static final long NOW = 10_000_000;

    @Test
    void anEventIsNewOnceAlsoAfterAnInterruption() {
        SeenEvents seen = SeenEvents.parse(SeenEvents.since(NOW));
        assertThat(seen.isNew("a", NOW, NOW)).isTrue();
        assertThat(seen.isNew("a", NOW, NOW)).isFalse();
        seen.searched();
        SeenEvents later = SeenEvents.parse(seen.text());
        assertThat(later.isNew("a", NOW, NOW)).isFalse();
        assertThat(later.isNew("b", NOW, NOW)).isTrue();
    }

    @Test
    void aLateEventIsFoundForAMinute() {
        SeenEvents seen = SeenEvents.parse(SeenEvents.since(0));
        seen.isNew("newest", NOW, NOW);
        seen.searched();
        assertThat(seen.from()).isEqualTo(NOW - 60_000);
        assertThat(seen.isNew("late", NOW - 60_000, NOW)).isTrue();
        assertThat(seen.isNew("too late", NOW - 60_001, NOW)).isFalse();
    }

    @Test
    void aTimeThatLiesAheadHidesNothing() {
        SeenEvents seen = SeenEvents.parse(SeenEvents.since(0));
        seen.isNew("wrong clock", NOW + 7_200_000, NOW);
        seen.searched();
        assertThat(seen.isNew("now", NOW, NOW)).isTrue();
    }

    @Test
    void memoryIsBoundedAndNothingIsReadTwice() {
        SeenEvents seen = SeenEvents.parse(SeenEvents.since(0));
        for (int i = 0; i < 100_000; i++) {
            assertThat(seen.isNew("e" + i, NOW + i / 10, NOW + 20_000)).isTrue();
        }
        seen.searched();
        assertThat(seen.text()).hasSizeLessThan(500_000);
        for (int i = 0; i < 100_000; i++) {
            assertThat(seen.isNew("e" + i, NOW + i / 10, NOW + 20_000)).isFalse();
        }
    }
}
