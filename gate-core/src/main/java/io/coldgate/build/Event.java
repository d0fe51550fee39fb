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
 * @param payload which of the function's payloads it is; empty where there is one event only
 * @param body what is sent
 */
public record Event(Optional<DrawnPayload> payload, byte[] body) {
    /** Returns the only event of a function. */
    public static Event only(byte[] body) {
        return new Event(Optional.empty(), body);
    }

    /** Returns the one that is sent most often, of several such the first. */
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
