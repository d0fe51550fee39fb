package io.coldgate.watch;

import io.coldgate.thresholds.WatchAction;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A change of a function as made by a step. It allows recognising and undoing the change, whatever the file contains
 * later.
 *
 * @param function the function's name on the platform
 * @param kind its key in the file, such as {@code memory}
 * @param settings the settings that it changes, by name
 * @param undo whether it was to be undone
 */
public record KeptAction(String function, String kind, Map<String, String> settings, boolean undo) {
    private static final String ENVIRONMENT = "set-environment";
    private static final String MEMORY = "memory";
    private static final String PROVISION = "provisioned-concurrency";
    private static final String ALIAS = "alias";

    private static final String MEGABYTES = "megabytes";
    private static final String ENVIRONMENTS = "environments";
    private static final String VERSION = "version";

    /**
     * Copies the settings.
     *
     * @throws IllegalArgumentException when they do not fit that kind
     */
    public KeptAction {
        Objects.requireNonNull(function, "function");
        settings = Map.copyOf(settings);
        change(kind, settings);
    }

    /** Returns the form of a change for the disk. */
    public static KeptAction of(String function, WatchAction.Live change, boolean undo) {
        if (change instanceof WatchAction.SetEnvironment set) {
            return new KeptAction(function, ENVIRONMENT, set.variables(), undo);
        }
        if (change instanceof WatchAction.Memory memory) {
            return new KeptAction(function, MEMORY, Map.of(MEGABYTES, String.valueOf(memory.megabytes())), undo);
        }
        if (change instanceof WatchAction.Provision provision) {
            return new KeptAction(
                    function,
                    PROVISION,
                    Map.of(ALIAS, provision.alias(), ENVIRONMENTS, String.valueOf(provision.environments())),
                    undo);
        }
        WatchAction.Alias alias = (WatchAction.Alias) change;
        Map<String, String> settings = new TreeMap<>(Map.of(ALIAS, alias.alias()));
        alias.version().ifPresent(version -> settings.put(VERSION, String.valueOf(version)));
        return new KeptAction(function, ALIAS, settings, undo);
    }

    /** Returns the change. */
    public WatchAction.Live change() {
        return change(kind, settings);
    }

    private static WatchAction.Live change(String kind, Map<String, String> settings) {
        return switch (kind) {
            case ENVIRONMENT -> new WatchAction.SetEnvironment(settings);
            case MEMORY -> new WatchAction.Memory(number(settings, MEGABYTES));
            case PROVISION -> new WatchAction.Provision(text(settings, ALIAS), number(settings, ENVIRONMENTS));
            case ALIAS ->
                new WatchAction.Alias(
                        text(settings, ALIAS),
                        settings.containsKey(VERSION) ? Optional.of(number(settings, VERSION)) : Optional.empty());
            default -> throw new IllegalArgumentException("kind " + kind);
        };
    }

    private static String text(Map<String, String> settings, String name) {
        return Objects.requireNonNull(settings.get(name), name);
    }

    private static int number(Map<String, String> settings, String name) {
        return Integer.parseInt(text(settings, name));
    }
}
