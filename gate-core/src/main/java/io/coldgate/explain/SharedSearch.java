package io.coldgate.explain;

import io.coldgate.sample.ArmBuild;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds what several explanations have in common. Only findings that must have one cause count: in Go programs, an
 * import path in the same folder is the same code. A module of another language has a name of its own in each package,
 * so it is never compared.
 */
final class SharedSearch {
    private static final String MAIN = "main";

    /** Go's name of a program that was built from named files, whatever these are. */
    private static final String FILES = "command-line-arguments";

    /** Rules about a whole program, whose advice has no place. */
    private static final Set<String> OF_PROGRAM = Set.of(
            "built-otherwise",
            "gc-before-ready",
            "reads-code",
            "unpacks-itself",
            "lambda-norpc",
            "many-files",
            "busy-host");

    /** The cause of a slowdown; the import counts only if it is what changed. */
    private record CauseKey(
            String packageName,
            boolean isNew,
            boolean importIsNew,
            String importedAt,
            Optional<Slower.Version> version) {}

    private record AdviceKey(String rule, String action, String folder) {}

    /** A finding of a function. */
    private record Found<T>(String function, T finding) {}

    private final List<Explanation> explanations;

    private SharedSearch(List<Explanation> explanations) {
        this.explanations = explanations;
    }

    static SharedFindings of(List<Explanation> explanations) {
        return explanations.size() < 2 ? SharedFindings.NONE : new SharedSearch(explanations).groups();
    }

    private SharedFindings groups() {
        Map<List<String>, List<SharedCause>> causes = new LinkedHashMap<>();
        causes().forEach(cause -> causes.computeIfAbsent(cause.functions(), functions -> new ArrayList<>())
                .add(cause));
        Map<List<String>, List<SharedAdvice>> advice = new LinkedHashMap<>();
        advice().forEach(each -> advice.computeIfAbsent(home(each, causes.keySet()), functions -> new ArrayList<>())
                .add(each));
        List<SharedFindings.Group> groups = new ArrayList<>();
        causes.forEach((functions, found) -> groups.add(new SharedFindings.Group(
                functions,
                found.stream()
                        .sorted(Comparator.comparingDouble(
                                cause -> -cause.nanos().most()))
                        .toList(),
                advice.getOrDefault(functions, List.of()))));
        advice.forEach((functions, found) -> {
            if (!causes.containsKey(functions)) {
                groups.add(new SharedFindings.Group(functions, List.of(), found));
            }
        });
        groups.sort(Comparator.<SharedFindings.Group, Boolean>comparing(
                        group -> group.causes().isEmpty())
                .thenComparing(group -> -group.functions().size()));
        return new SharedFindings(groups);
    }

    /** Returns the functions under which advice is shown: those with the same causes, or its own. */
    private static List<String> home(SharedAdvice advice, Collection<List<String>> groups) {
        return groups.stream()
                .filter(functions -> functions.containsAll(advice.functions()))
                .findFirst()
                .orElse(advice.functions());
    }

    private List<SharedCause> causes() {
        Map<CauseKey, List<Found<Slower>>> found = new LinkedHashMap<>();
        for (Explanation explanation : explanations) {
            for (Slower each : explanation.slower()) {
                key(explanation, each)
                        .ifPresent(key -> found.computeIfAbsent(key, first -> new ArrayList<>())
                                .add(new Found<>(explanation.function(), each)));
            }
        }
        return found.values().stream()
                .flatMap(SharedSearch::byFolder)
                .filter(each -> functions(each).size() > 1)
                .map(SharedSearch::cause)
                .toList();
    }

    private static Optional<CauseKey> key(Explanation explanation, Slower slower) {
        Optional<String> name = name(explanation, slower.packageName());
        return slower.kind() != Slower.Kind.CAUSE
                ? Optional.empty()
                : name.map(packageName -> new CauseKey(
                        packageName,
                        slower.isNew(),
                        slower.importIsNew(),
                        slower.importIsNew() ? slower.importedAt() : "",
                        slower.version()));
    }

    /** Returns a name of the package that is unique in the repository; empty if there is none. */
    private static Optional<String> name(Explanation explanation, String packageName) {
        Optional<String> main = explanation
                .build()
                .filter(SharedSearch::isGo)
                .map(ArmBuild::mainPackage)
                .filter(name -> !name.isEmpty() && !name.equals(FILES));
        boolean own = packageName.equals(MAIN) || packageName.equals(Slower.MAIN);
        return main.map(name -> own ? name + " " + packageName : packageName);
    }

    private static boolean isGo(ArmBuild build) {
        return build.language().startsWith("go");
    }

    /**
     * Separates packages of one name in different folders. One without a known place belongs to the others if these are
     * in one folder.
     */
    private static Stream<List<Found<Slower>>> byFolder(List<Found<Slower>> found) {
        Map<String, List<Found<Slower>>> folders = new LinkedHashMap<>();
        found.forEach(
                each -> folders.computeIfAbsent(Places.folder(each.finding().at()), folder -> new ArrayList<>())
                        .add(each));
        boolean one =
                folders.keySet().stream().filter(folder -> !folder.isEmpty()).count() <= 1;
        if (one) {
            return Stream.of(found);
        }
        folders.remove("");
        return folders.values().stream();
    }

    private static SharedCause cause(List<Found<Slower>> found) {
        List<Slower> all = found.stream().map(Found::finding).toList();
        Slower largest =
                all.stream().max(Comparator.comparingDouble(Slower::nanos)).orElseThrow();
        List<String> sites = all.stream().map(Slower::importedAt).distinct().toList();
        String site = sites.size() == 1 ? sites.get(0) : "";
        List<String> chain = sharedEnd(
                all.stream().map(Slower::chain).filter(each -> !each.isEmpty()).toList());
        boolean says = chain.size() > 1 || !site.isEmpty();
        return new SharedCause(
                largest.foundAt(Places.mostFrequent(all.stream().map(Slower::at).toList()))
                        .imported(says ? chain : List.of(), site, largest.importIsNew()),
                functions(found),
                new SharedCause.Range(
                        all.stream().mapToDouble(Slower::nanos).min().orElseThrow(), largest.nanos()),
                new SharedCause.Range(
                        all.stream().mapToLong(Slower::allocs).min().orElseThrow(),
                        all.stream().mapToLong(Slower::allocs).max().orElseThrow()));
    }

    /** Returns the packages with which all chains end. */
    private static List<String> sharedEnd(List<List<String>> chains) {
        if (chains.isEmpty()) {
            return List.of();
        }
        List<String> end = chains.get(0);
        for (List<String> chain : chains) {
            int same = 0;
            while (same < Math.min(end.size(), chain.size())
                    && end.get(end.size() - 1 - same).equals(chain.get(chain.size() - 1 - same))) {
                same++;
            }
            end = end.subList(end.size() - same, end.size());
        }
        return end;
    }

    private static <T> List<String> functions(List<Found<T>> found) {
        return found.stream().map(Found::function).distinct().toList();
    }

    private List<SharedAdvice> advice() {
        Map<AdviceKey, List<Found<Advice>>> found = new LinkedHashMap<>();
        for (Explanation explanation : explanations) {
            for (Advice each : explanation.advice()) {
                if (isComparable(explanation, each)) {
                    found.computeIfAbsent(
                                    new AdviceKey(each.rule(), each.action(), Places.folder(each.at())),
                                    first -> new ArrayList<>())
                            .add(new Found<>(explanation.function(), each));
                }
            }
        }
        return found.values().stream()
                .filter(each -> functions(each).size() > 1)
                .map(SharedSearch::advice)
                .toList();
    }

    private static boolean isComparable(Explanation explanation, Advice advice) {
        String folder = Places.folder(advice.at());
        return advice.at().isEmpty()
                ? OF_PROGRAM.contains(advice.rule())
                : explanation.build().filter(SharedSearch::isGo).isPresent()
                        && !Set.of("", ".", FILES).contains(folder);
    }

    private static SharedAdvice advice(List<Found<Advice>> found) {
        String at = Places.mostFrequent(
                found.stream().map(each -> each.finding().at()).toList());
        Found<Advice> shown = found.stream()
                .filter(each -> each.finding().at().equals(at))
                .findFirst()
                .orElseThrow();
        return new SharedAdvice(shown.finding(), shown.function(), functions(found));
    }
}
