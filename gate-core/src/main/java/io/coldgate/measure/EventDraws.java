package io.coldgate.measure;

import io.coldgate.build.Event;
import io.coldgate.sample.DrawnPayload;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws the event of each start by the weights of the function's payloads, independently of all other starts: the
 * starts are thus a sample of the mixture of payloads, and those with one payload are a sample of that payload
 * (docs/adr/0018-payloads-are-drawn.md). Both starts of a round have the same event, and so do repetitions of a start.
 */
final class EventDraws {
    private final List<Event> events;
    private final long seed;

    /**
     * Draws of one function.
     *
     * @param seed the seed of the run and the function: the same seed draws the same events
     */
    EventDraws(List<Event> events, long seed) {
        this.events = events;
        this.seed = seed;
    }

    /** Returns the event of both starts of a round. */
    Event ofRound(int round) {
        return drawn(2L * round);
    }

    /** Returns the event of a start outside rounds. */
    Event ofStart(int number) {
        return drawn(2L * number + 1);
    }

    private Event drawn(long index) {
        double rest = new SplittableRandom(seed + index).nextDouble();
        for (Event event : events) {
            rest -= event.payload().map(DrawnPayload::share).orElse(1.0);
            if (rest < 0) {
                return event;
            }
        }
        // Shares sum up to 1 except for rounding errors.
        return events.get(events.size() - 1);
    }
}
