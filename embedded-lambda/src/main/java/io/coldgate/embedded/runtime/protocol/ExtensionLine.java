package io.coldgate.embedded.runtime.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An extension as the log shows it.
 *
 * @param state {@code Ready}, {@code Crash} or another state
 * @param events the events for which it registered
 * @param errorType null if it has not failed
 */
public record ExtensionLine(
        String name,
        String state,
        List<String> events,
        @Nullable String errorType) {}
