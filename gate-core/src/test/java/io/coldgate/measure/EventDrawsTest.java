package io.coldgate.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.build.Event;
import io.coldgate.sample.DrawnPayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventDrawsTest {
    private static final List<Event> EVENTS = List.of(event("rare", 0.1), event("usual", 0.6), event("other", 0.3));

    private static Event event(String name, double share) {
        return new Event(Optional.of(new DrawnPayload(name, share)), name.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> names(List<Event> events) {
        return events.stream()
                .map(event -> event.payload().orElseThrow().name())
                .toList();
    }

    @Test
    void drawsEachEventByItsShareAndIndependentlyOfTheOneBefore() {
        int n = 20_000;
        List<String> drawn = names(IntStream.rangeClosed(1, n)
                .mapToObj(new EventDraws(EVENTS, 42)::ofStart)
                .toList());

        assertCount(n, 0.1, drawn.stream().filter("rare"::equals).count());
        assertCount(n, 0.3, drawn.stream().filter("other"::equals).count());
        long pairs = IntStream.range(1, n)
                .filter(i -> drawn.get(i).equals("usual") && drawn.get(i - 1).equals("usual"))
                .count();
        assertCount(n, 0.36, pairs);
    }

    /** Within five standard deviations: the draws are fixed by their seed, so this is no matter of luck. */
    private static void assertCount(int n, double share, long count) {
        double deviation = Math.sqrt(n * share * (1 - share));
        assertThat((double) count).isBetween(n * share - 5 * deviation, n * share + 5 * deviation);
    }

    @Test
    void theSameSeedDrawsTheSameAndRoundsAreDrawnApartFromStarts() {
        EventDraws draws = new EventDraws(EVENTS, 1);
        EventDraws same = new EventDraws(EVENTS, 1);
        List<Event> rounds = IntStream.range(1, 200).mapToObj(draws::ofRound).toList();

        assertThat(IntStream.range(1, 200).mapToObj(same::ofRound)).containsExactlyElementsOf(rounds);
        assertThat(names(IntStream.range(1, 200).mapToObj(draws::ofStart).toList()))
                .isNotEqualTo(names(rounds));
    }

    @Test
    void oneEventIsAlwaysDrawnAndTheMainOneIsThatOfTheLargestShare() {
        Event only = Event.only(new byte[] {1});

        assertThat(new EventDraws(List.of(only), 3).ofStart(1)).isSameAs(only);
        assertThat(Event.main(EVENTS)).isEqualTo(EVENTS.get(1));
        Event first = event("first", 0.5);
        assertThat(Event.main(List.of(first, event("second", 0.5)))).isSameAs(first);
    }
}
