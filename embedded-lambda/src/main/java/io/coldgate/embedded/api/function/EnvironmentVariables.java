package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Sizes;
import io.coldgate.facts.Variables;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Rules for a function's environment variables. */
final class EnvironmentVariables {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z]([a-zA-Z0-9_])+");
    private static final String UNABLE = "Lambda was unable to configure your environment variables because the"
            + " environment variables you have provided ";

    private EnvironmentVariables() {}

    /** Refuses reserved names, names that are invalid in a shell, and more than 4 KB. */
    static void check(Map<String, String> variables) {
        List<String> reserved =
                variables.keySet().stream().filter(Variables.RESERVED::contains).toList();
        if (!reserved.isEmpty()) {
            throw ApiException.invalid(UNABLE
                    + "contains reserved keys that are currently not supported for modification. Reserved keys used in"
                    + " this request: " + String.join(", ", reserved));
        }
        Constraints constraints = new Constraints();
        variables
                .keySet()
                .forEach(name -> constraints.check(
                        NAME.matcher(name).matches(),
                        "environment.variables",
                        name,
                        "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: "
                                + NAME.pattern() + "]"));
        constraints.verify();
        byte[] json = Json.bytes(Json.object(variables));
        if (json.length > Sizes.ENVIRONMENT_BYTES) {
            throw ApiException.invalid(
                    UNABLE + "exceeded the 4KB limit. String measured: " + new String(json, StandardCharsets.UTF_8));
        }
    }
}
