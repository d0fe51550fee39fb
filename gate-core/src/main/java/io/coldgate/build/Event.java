package io.coldgate.build;

import io.coldgate.sample.DrawnPayload;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An event that a function is invoked with.
 *
 * @param payload the function's payload; empty if there is only one event
 * @param body the body that is sent
 */
public record Event(Optional<DrawnPayload> payload, byte[] body) {
    /** Returns the only event of a function. */
    public static Event only(byte[] body) {
        return new Event(Optional.empty(), body);
    }

    /** Returns the event that is sent most often; among several such events, the first. */
    public static Event main(List<Event> events) {
        Comparator<Event> rarest = Comparator.comparingDouble(
                event -> event.payload().map(DrawnPayload::share).orElse(1.0));
        return Collections.min(events, rarest.reversed());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Event event && event.payload.equals(payload) && Arrays.equals(event.body, body);
    }

    @Override
    public int hashCode() {
        return payload.hashCode();
    }

    @Override
    public String toString() {
        return payload.map(DrawnPayload::name).orElse("event") + " of " + body.length + " bytes";
    }
}
