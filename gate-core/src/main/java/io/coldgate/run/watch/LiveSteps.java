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
import org.jspecify.annotations.Nullable;

/**
 * Steps that change a function. What was there before is found first and kept, so that a step can be taken back, and so
 * that it can be seen whether a step of a killed watch was taken.
 */
final class LiveSteps {
    private static final String ARROW = " -> ";

    private final LiveFunctions functions;

    LiveSteps(LiveFunctions functions) {
        this.functions = functions;
    }

    /** Returns whether a step changes the function, and is not taken on this machine. */
    static boolean isLive(WatchAction.Kind kind) {
        return !(kind instanceof WatchAction.Run) && !(kind instanceof WatchAction.WebHook);
    }

    /** Looks at what the step is going to change, and decides on what to change it to. Changes nothing. */
    String look(String function, WatchAction.Kind kind, Map<String, String> revisions)
            throws StepException, InterruptedException {
        try {
            if (kind instanceof WatchAction.SetEnvironment set) {
                return encoded(functions.settings(function).variables(), set.variables());
            }
            if (kind instanceof WatchAction.Memory) {
                return String.valueOf(functions.settings(function).memoryMegabytes());
            }
            if (kind instanceof WatchAction.Provision provision) {
                return String.valueOf(functions.provisioned(function, provision.alias()));
            }
            if (kind instanceof WatchAction.Alias alias) {
                return lookAtAlias(function, alias, revisions);
            }
            return "";
        } catch (CallException e) {
            throw new StepException(String.valueOf(e.getMessage()));
        }
    }

    private String lookAtAlias(String function, WatchAction.Alias alias, Map<String, String> revisions)
            throws CallException, StepException, InterruptedException {
        LiveFunctions.AliasTarget now = functions.alias(function, alias.alias());
        @Nullable String then = revisions.get(alias.alias());
        if (then != null && !then.equals(now.revision())) {
            throw new StepException("somebody changed alias " + alias.alias() + " since the alarm: left alone");
        }
        if (now.weighted()) {
            throw new StepException("alias " + alias.alias() + " leads to two versions, as in a canary: left alone");
        }
        if (!now.version().matches("[0-9]+")) {
            throw new StepException("alias " + alias.alias() + " leads to " + now.version() + ", which has no version"
                    + " before it: publish versions");
        }
        Optional<String> target = alias.version().isPresent()
                ? alias.version().map(String::valueOf)
                : functions.versionBefore(function, now.version());
        if (target.isEmpty()) {
            throw new StepException("no published version of " + function + " before " + now.version());
        }
        return now.version() + ARROW + target.get();
    }

    /** Takes the step; returns how it went. */
    String take(String function, WatchAction.Kind kind, String before) throws StepException, InterruptedException {
        try {
            if (kind instanceof WatchAction.SetEnvironment set) {
                LiveFunctions.Settings now = functions.settings(function);
                Map<String, String> variables = new HashMap<>(now.variables());
                variables.putAll(set.variables());
                functions.setVariables(function, variables, now.revision());
                return "set";
            }
            if (kind instanceof WatchAction.Memory memory) {
                LiveFunctions.Settings now = functions.settings(function);
                functions.setMemory(function, memory.megabytes(), now.revision());
                return "was " + before + " MB";
            }
            if (kind instanceof WatchAction.Provision provision) {
                functions.provision(function, provision.alias(), provision.environments());
                return "was " + before;
            }
            if (kind instanceof WatchAction.Alias alias) {
                lead(function, alias.alias(), before.split(ARROW, 2)[0], before.split(ARROW, 2)[1]);
                return before;
            }
            throw new IllegalStateException("no change of a function: " + kind.shown());
        } catch (CallException e) {
            throw new StepException(String.valueOf(e.getMessage()));
        }
    }

    private void lead(String function, String alias, String from, String to)
            throws CallException, StepException, InterruptedException {
        LiveFunctions.AliasTarget now = functions.alias(function, alias);
        if (!now.version().equals(from) || now.weighted()) {
            throw new StepException("somebody changed alias " + alias + " meanwhile: left alone");
        }
        functions.lead(function, alias, to, now.revision());
    }

    /** Returns whether the step is taken, by what the function is now; empty where nothing tells. */
    Optional<Boolean> isTaken(String function, WatchAction.Kind kind, String before)
            throws StepException, InterruptedException {
        try {
            if (kind instanceof WatchAction.SetEnvironment set) {
                Map<String, String> now = functions.settings(function).variables();
                return told(
                        now.entrySet().containsAll(set.variables().entrySet()),
                        encoded(now, set.variables()).equals(before));
            }
            if (kind instanceof WatchAction.Memory memory) {
                int now = functions.settings(function).memoryMegabytes();
                return told(now == memory.megabytes(), String.valueOf(now).equals(before));
            }
            if (kind instanceof WatchAction.Provision provision) {
                int now = functions.provisioned(function, provision.alias());
                return told(now == provision.environments(), String.valueOf(now).equals(before));
            }
            if (kind instanceof WatchAction.Alias alias) {
                String now = functions.alias(function, alias.alias()).version();
                String[] way = before.split(ARROW, 2);
                return told(now.equals(way[1]), now.equals(way[0]));
            }
            return Optional.empty();
        } catch (CallException e) {
            throw new StepException(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Boolean> told(boolean taken, boolean asBefore) {
        return taken ? Optional.of(true) : asBefore ? Optional.of(false) : Optional.empty();
    }

    /** Takes the step back, unless somebody has changed what it had set. */
    String undo(String function, WatchAction.Kind kind, String before) throws StepException, InterruptedException {
        if (!isTaken(function, kind, before).orElse(false)) {
            throw new StepException("it is not as the step left it: left alone");
        }
        try {
            if (kind instanceof WatchAction.SetEnvironment set) {
                LiveFunctions.Settings now = functions.settings(function);
                Map<String, String> variables = new HashMap<>(now.variables());
                set.variables().keySet().forEach(variables::remove);
                variables.putAll(decoded(before));
                functions.setVariables(function, variables, now.revision());
            } else if (kind instanceof WatchAction.Memory) {
                functions.setMemory(
                        function,
                        Integer.parseInt(before),
                        functions.settings(function).revision());
            } else if (kind instanceof WatchAction.Provision provision) {
                functions.provision(function, provision.alias(), Integer.parseInt(before));
            } else if (kind instanceof WatchAction.Alias alias) {
                lead(function, alias.alias(), before.split(ARROW, 2)[1], before.split(ARROW, 2)[0]);
            }
            return "as before";
        } catch (CallException e) {
            throw new StepException(String.valueOf(e.getMessage()));
        }
    }

    /** The revision of an alias; empty when it cannot be had. */
    Optional<String> revision(String function, String alias) throws InterruptedException {
        try {
            return Optional.of(functions.alias(function, alias).revision());
        } catch (CallException e) {
            // The step itself will say why.
            return Optional.empty();
        }
    }

    /** The present values of the variables that are going to be set, of those that are there. */
    private static String encoded(Map<String, String> now, Map<String, String> set) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(now).forEach((name, value) -> {
            if (set.containsKey(name)) {
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
            values.put(
                    each.substring(0, equals), URLDecoder.decode(each.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return values;
    }
}
