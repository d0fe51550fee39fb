package io.coldgate.explain;

import java.util.List;
import java.util.stream.Stream;

/**
 * Findings that several functions of a run share, such as the init of a package that all of them import: each is stated
 * once, instead of once per function.
 *
 * @param groups the functions with the same findings; the most functions first
 */
public record SharedFindings(List<Group> groups) {
    /** No shared finding: every function stands for itself. */
    public static final SharedFindings NONE = new SharedFindings(List.of());

    /** Copies the list. */
    public SharedFindings {
        groups = List.copyOf(groups);
    }

    /**
     * Functions that have the same causes of a slowdown.
     *
     * @param functions their names, in the order of the explanations; at least two
     * @param causes what got slower in each of them, the largest slowdown first; empty if only advice is shared
     * @param advice what to do in each of them, or in some of them
     */
    public record Group(List<String> functions, List<SharedCause> causes, List<SharedAdvice> advice) {
        /** Copies the lists. */
        public Group {
            functions = List.copyOf(functions);
            causes = List.copyOf(causes);
            advice = List.copyOf(advice);
        }

        /** Returns the packages that got slower. */
        public List<String> packages() {
            return causes.stream().map(each -> each.cause().packageName()).toList();
        }
    }

    /** Finds what the explanations of a run share. */
    public static SharedFindings of(List<Explanation> explanations) {
        return SharedSearch.of(explanations);
    }

    /** Returns the groups to which a function belongs. */
    public List<Group> of(String function) {
        return groups.stream()
                .filter(group -> group.functions().contains(function))
                .toList();
    }

    /** Returns the number of functions that share a function's finding; 1 if it is this function's own. */
    public int functions(String function, Slower slower) {
        return causes(function)
                .filter(shared -> shared.cause().kind() == slower.kind()
                        && shared.cause().packageName().equals(slower.packageName()))
                .mapToInt(shared -> shared.functions().size())
                .findFirst()
                .orElse(1);
    }

    /** Returns whether a function's advice is given for several functions at once. */
    public boolean isShared(String function, Advice advice) {
        return groups.stream()
                .flatMap(group -> group.advice().stream())
                .anyMatch(shared -> shared.functions().contains(function) && shared.isFor(advice));
    }

    private Stream<SharedCause> causes(String function) {
        return groups.stream()
                .flatMap(group -> group.causes().stream())
                .filter(shared -> shared.functions().contains(function));
    }
}
