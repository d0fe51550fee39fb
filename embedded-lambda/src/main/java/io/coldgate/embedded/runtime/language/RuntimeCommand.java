package io.coldgate.embedded.runtime.language;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The command that starts a runtime for one function.
 *
 * @param command absolute path of the program, and its arguments
 * @param variables the variables that the runtime's own bootstrap sets on Lambda; the user's variables take precedence
 * @param note one line for the log on the differences from Lambda; null for none
 */
public record RuntimeCommand(
        List<String> command,
        Map<String, String> variables,
        @Nullable String note) {
    public RuntimeCommand {
        command = List.copyOf(command);
        variables = Map.copyOf(variables);
    }
}
