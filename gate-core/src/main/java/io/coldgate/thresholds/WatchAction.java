package io.coldgate.thresholds;

import io.coldgate.thresholds.diagnostic.Location;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A step that is taken when an objective is broken.
 *
 * @param after the delay after the alarm or the previous step, unless the function recovers first
 * @param kind what it does
 * @param undo whether it is undone when the function has recovered
 * @param location its location in the file
 */
public record WatchAction(Duration after, Kind kind, boolean undo, Location location) {
    /** Names the version before the present one, in place of a number. */
    public static final String PREVIOUS = "previous";

    /** The kind of a step. */
    public sealed interface Kind {
        /** Returns the step as text for people. */
        String shown();
    }

    /** An action on this machine, whose effect cannot be observed afterwards. */
    public sealed interface Local extends Kind {}

    /** A change of the function, which can be observed and undone. */
    public sealed interface Live extends Kind {}

    /**
     * A command on this machine.
     *
     * @param words the program and its arguments; run in the folder of the thresholds file
     */
    public record Run(List<String> words) implements Local {
        /** Copies the list. */
        public Run {
            words = List.copyOf(words);
        }

        @Override
        public String shown() {
            return "run " + String.join(" ", words);
        }
    }

    /**
     * A POST of JSON.
     *
     * @param url http or https
     */
    public record WebHook(URI url) implements Local {
        @Override
        public String shown() {
            // The path of a web hook is often a secret.
            return "web-hook " + url.getScheme() + "://" + url.getAuthority();
        }
    }

    /**
     * Environment variables of the function's unpublished version; other variables stay.
     *
     * @param variables names and values
     */
    public record SetEnvironment(Map<String, String> variables) implements Live {
        /** Copies the map. */
        public SetEnvironment {
            variables = Map.copyOf(variables);
        }

        @Override
        public String shown() {
            return "set-environment "
                    + String.join(", ", variables.keySet().stream().sorted().toList());
        }
    }

    /**
     * Provisioned concurrency of an alias.
     *
     * @param alias the alias
     * @param environments the number of environments
     */
    public record Provision(String alias, int environments) implements Live {
        @Override
        public String shown() {
            return "provisioned-concurrency " + alias + ": " + environments;
        }
    }

    /**
     * Memory of the function's unpublished version.
     *
     * @param megabytes Lambda's setting
     */
    public record Memory(int megabytes) implements Live {
        @Override
        public String shown() {
            return "memory " + megabytes + " MB";
        }
    }

    /**
     * An alias pointed to another version.
     *
     * @param alias the alias
     * @param version the version; empty for the one before the present one
     */
    public record Alias(String alias, Optional<Integer> version) implements Live {
        @Override
        public String shown() {
            return "alias " + alias + ": " + version.map(String::valueOf).orElse(PREVIOUS);
        }
    }
}
