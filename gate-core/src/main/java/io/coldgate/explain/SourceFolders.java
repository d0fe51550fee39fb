package io.coldgate.explain;

import io.coldgate.sample.ArmBuild;
import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.Look;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names that a build gives to the source files of a repository, turned into paths in that repository. They begin
 * with {@value #HERE}, because a path without it may also be a name that was given by {@code -trimpath}.
 */
final class SourceFolders {
    /** The beginning of a path that is relative to the repository. */
    static final String HERE = "./";

    /** No folder is known: every place keeps its name. */
    static final SourceFolders NONE = new SourceFolders(Map.of(), Set.of());

    private final List<Map.Entry<String, String>> longestFirst;
    private final Set<String> otherModules;

    private SourceFolders(Map<String, String> folders, Set<String> otherModules) {
        this.longestFirst = folders.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> -entry.getKey().length()))
                .toList();
        this.otherModules = otherModules;
    }

    static SourceFolders of(ArmBuild build) {
        return new SourceFolders(build.sources(), build.modules().keySet());
    }

    /** Returns the start with the place that it was found at, as a path in the repository if that is known. */
    ExplainedStart shown(ExplainedStart start) {
        return longestFirst.isEmpty()
                ? start
                : start.lookingAt(start.look()
                        .map(look -> new Look(look.phase(), look.subject(), shown(look.at()), look.path())));
    }

    /** Returns a place as a path in the repository; unchanged if that is not known. */
    String shown(String at) {
        Optional<Map.Entry<String, String>> found = longestFirst.stream()
                .filter(entry -> at.startsWith(entry.getKey() + "/"))
                .findFirst();
        if (found.isEmpty()) {
            return at;
        }
        String name = found.get().getKey();
        String rest = at.substring(name.length() + 1);
        // A module within the module is in another folder, or in Go's cache, where its name has a version.
        boolean elsewhere = rest.contains("@")
                || otherModules.stream()
                        .anyMatch(other -> other.length() > name.length() && at.startsWith(other + "/"));
        String folder = found.get().getValue();
        return elsewhere ? at : HERE + (folder.isEmpty() ? "" : folder + "/") + rest;
    }
}
