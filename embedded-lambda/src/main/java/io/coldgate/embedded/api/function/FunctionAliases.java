package io.coldgate.embedded.api.function;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The aliases of one function. Guarded by the function, so that an alias and its version are looked up in one atomic
 * step.
 */
public final class FunctionAliases {
    private final LambdaFunction function;
    private final NavigableMap<String, Alias> aliases = new TreeMap<>();

    FunctionAliases(LambdaFunction function) {
        this.function = function;
    }

    /** The aliases, sorted by name. */
    public List<Alias> all() {
        synchronized (function) {
            return List.copyOf(aliases.values());
        }
    }

    /** The alias of that name; null when there is none, or when the name is null. */
    public @Nullable Alias find(@Nullable String name) {
        synchronized (function) {
            return name == null ? null : aliases.get(name);
        }
    }

    /** Adds an alias; false when there is one of that name. */
    public boolean add(Alias alias) {
        synchronized (function) {
            return aliases.putIfAbsent(alias.name(), alias) == null;
        }
    }

    /** Replaces an alias, unless a revision is expected and the alias has a different one. */
    public void replace(@Nullable String revisionId, Alias before, Alias after) {
        synchronized (function) {
            Revision.require(revisionId, before.revisionId());
            aliases.put(after.name(), after);
        }
    }

    /** Removes an alias and its options; false when there is no such alias. */
    public boolean remove(String name) {
        synchronized (function) {
            boolean removed = aliases.remove(name) != null;
            if (removed) {
                function.options().forget(name);
            }
            return removed;
        }
    }

    /** Returns whether any alias sends invocations to that version. */
    boolean pointTo(String version) {
        synchronized (function) {
            return aliases.values().stream()
                    .anyMatch(alias ->
                            alias.version().equals(version) || alias.weights().containsKey(version));
        }
    }

    /** Gives the alias of that name a new revision id; false when there is none. */
    boolean revise(@Nullable String name) {
        synchronized (function) {
            Alias alias = find(name);
            if (alias == null) {
                return false;
            }
            aliases.put(alias.name(), Alias.of(alias.name(), alias.version(), alias.description(), alias.weights()));
            return true;
        }
    }
}
