package io.coldgate.run.watch;

import io.coldgate.lambda.CallException;
import io.coldgate.lambda.LiveFunctions;
import io.coldgate.thresholds.WatchAction;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sets environment variables of the unpublished version; other variables stay.
 *
 * @param functions the platform's functions
 * @param function the deployed function
 * @param kind the step
 */
record EnvironmentStep(LiveFunctions functions, String function, WatchAction.SetEnvironment kind) implements LiveStep {
    @Override
    public String look(Map<String, String> revisions) throws CallException, InterruptedException {
        return encoded(functions.settings(function).variables());
    }

    @Override
    public String take(String before) throws CallException, InterruptedException {
        LiveFunctions.Settings now = functions.settings(function);
        Map<String, String> variables = new HashMap<>(now.variables());
        variables.putAll(kind.variables());
        functions.setVariables(function, variables, now.revision());
        return "set";
    }

    @Override
    public Optional<Boolean> isTaken(String before) throws CallException, InterruptedException {
        Map<String, String> now = functions.settings(function).variables();
        return LiveStep.told(
                now.entrySet().containsAll(kind.variables().entrySet()),
                encoded(now).equals(before));
    }

    @Override
    public void undo(String before) throws CallException, InterruptedException {
        LiveFunctions.Settings now = functions.settings(function);
        Map<String, String> variables = new HashMap<>(now.variables());
        kind.variables().keySet().forEach(variables::remove);
        variables.putAll(decoded(before));
        functions.setVariables(function, variables, now.revision());
    }

    /** Returns the present values of the variables that will be set, as far as they exist. */
    private String encoded(Map<String, String> now) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(now).forEach((name, value) -> {
            if (kind.variables().containsKey(name)) {
                text.append(text.length() == 0 ? "" : "&")
                        .append(name)
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return text.toString();
    }

    private static Map<String, String> decoded(String text) {
        Map<String, String> values = new HashMap<>();
        for (String each : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            int equals = each.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(each);
            }
            values.put(
                    each.substring(0, equals), URLDecoder.decode(each.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return values;
    }
}
