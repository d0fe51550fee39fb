package io.coldgate.embedded.runtime.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An extension as the log shows it.
 *
 * @param state {@code Ready}, {@code Crash} or such
 * @param events that it registered for
 * @param errorType null where it has not failed
 */
public record ExtensionLine(
        String name,
        String state,
        List<String> events,
        @Nullable String errorType) {}
