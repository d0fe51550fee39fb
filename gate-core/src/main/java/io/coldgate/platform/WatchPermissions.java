package io.coldgate.platform;

import io.coldgate.thresholds.WatchAction;
import io.coldgate.thresholds.WatchedFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The permissions of a watch's steps. A watch itself only reads logs; its steps need more, and only with {@code --act}.
 */
final class WatchPermissions {
    /** The IAM actions to request, await and remove provisioned concurrency. */
    static final List<String> PROVISIONED_CONCURRENCY = List.of(
            "lambda:DeleteProvisionedConcurrencyConfig",
            "lambda:GetProvisionedConcurrencyConfig",
            "lambda:PutProvisionedConcurrencyConfig");

    private WatchPermissions() {}

    /** Returns the IAM actions that the steps need, grouped by the functions that need the same ones. */
    static Map<Set<String>, Set<String>> ofSteps(List<WatchedFunction> watched) {
        Map<String, Set<String>> functionsByAction = new TreeMap<>();
        for (WatchedFunction function : watched) {
            for (WatchAction step : function.watch().actions()) {
                needed(step.kind())
                        .forEach(action -> functionsByAction
                                .computeIfAbsent(action, any -> new TreeSet<>())
                                .add(function.deployedName()));
            }
        }
        Map<Set<String>, Set<String>> actionsByFunctions = new LinkedHashMap<>();
        functionsByAction.forEach((action, functions) -> actionsByFunctions
                .computeIfAbsent(functions, any -> new TreeSet<>())
                .add(action));
        return actionsByFunctions;
    }

    private static List<String> needed(WatchAction.Kind kind) {
        if (kind instanceof WatchAction.SetEnvironment || kind instanceof WatchAction.Memory) {
            return List.of("lambda:GetFunction", "lambda:UpdateFunctionConfiguration");
        }
        if (kind instanceof WatchAction.Provision) {
            return PROVISIONED_CONCURRENCY;
        }
        if (kind instanceof WatchAction.Alias) {
            return List.of("lambda:GetAlias", "lambda:ListVersionsByFunction", "lambda:UpdateAlias");
        }
        if (kind instanceof WatchAction.Local) {
            return List.of();
        }
        throw new IllegalStateException("a step without its permissions: " + kind.shown());
    }
}
