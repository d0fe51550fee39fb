package io.coldgate.build;

import io.coldgate.artifact.GoBuild;
import io.coldgate.explain.Explanation;
import io.coldgate.explain.GoModule;
import io.coldgate.explain.GoPackage;
import io.coldgate.explain.ImportChain;
import io.coldgate.explain.ImportGraph;
import io.coldgate.explain.ImportSite;
import io.coldgate.explain.NewEdge;
import io.coldgate.explain.PackageCost;
import io.coldgate.explain.Slower;
import io.coldgate.sample.ImportFinding;
import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.FunctionSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The imports that brought the packages of an explanation into a Go function. */
public final class ImportSearch {
    /** The smallest share of the start for which a package's sources are searched. */
    private static final double LEAST_SHARE = .1;

    private static final String MAIN = "main";

    private final FunctionSpec function;
    private final Path folder;
    private final Optional<GoBuild> candidate;
    private final Optional<GoBuild> baseline;
    private final Progress progress;

    /**
     * A search for one function's imports.
     *
     * @param folder the thresholds file's folder
     * @param candidate the Go build of the function; nothing is found without it
     * @param baseline the Go build of its baseline
     */
    public ImportSearch(
            FunctionSpec function,
            Path folder,
            Optional<GoBuild> candidate,
            Optional<GoBuild> baseline,
            Progress progress) {
        this.function = function;
        this.folder = folder;
        this.candidate = candidate;
        this.baseline = baseline;
        this.progress = progress;
    }

    /** Returns the findings; if there are no sources, returns none and reports why. */
    public List<ImportFinding> of(Explanation explanation) throws InterruptedException {
        Set<String> wanted = wanted(explanation);
        if (wanted.isEmpty() || candidate.isEmpty()) {
            return List.of();
        }
        GoListing listing = new GoPackages().list(candidate.get(), folder);
        if (listing instanceof GoListing.Unlisted unlisted) {
            progress.remark(function.name() + ": no import chains: " + unlisted.reason());
            return List.of();
        }
        if (!(listing instanceof GoListing.Listed listed)) {
            throw new IllegalStateException("neither listed nor not: " + listing);
        }
        Optional<ImportGraph> before = before();
        List<ImportFinding> found = new ArrayList<>();
        Path base = ImportSites.base(new Git("git"), listed.module());
        for (String name : wanted) {
            finding(name, listed.graph(), base, before).ifPresent(found::add);
        }
        return found;
    }

    /** Returns packages that got slower, and dependencies that take a tenth of the start. */
    private static Set<String> wanted(Explanation explanation) {
        Set<String> wanted = new LinkedHashSet<>();
        explanation.slower().stream()
                .filter(slower -> slower.kind() == Slower.Kind.CAUSE)
                .map(Slower::packageName)
                .forEach(wanted::add);
        double least = LEAST_SHARE * explanation.candidate().next().value();
        explanation.candidate().packages().stream()
                .filter(cost -> cost.nanos().value() >= least)
                .map(PackageCost::name)
                .forEach(wanted::add);
        wanted.removeAll(Set.of(MAIN, Slower.MAIN));
        return wanted;
    }

    private Optional<ImportGraph> before() throws InterruptedException {
        Optional<String> ref = function.comparison().baseline().flatMap(Baseline::ref);
        if (ref.isEmpty() || baseline.isEmpty()) {
            return Optional.empty();
        }
        GoListing listing =
                new GoPackages().listAt(new GitBaseline(folder, progress), function, ref.get(), baseline.get());
        return listing instanceof GoListing.Listed listed ? Optional.of(listed.graph()) : Optional.empty();
    }

    private Optional<ImportFinding> finding(String name, ImportGraph graph, Path base, Optional<ImportGraph> before) {
        Optional<ImportChain> chain =
                before.isPresent() ? graph.chain(MAIN, name, before.get()) : graph.chain(MAIN, name);
        if (chain.isEmpty() || chain.get().packages().size() < 2) {
            return Optional.empty();
        }
        Optional<NewEdge> fresh = before.flatMap(chain.get()::newIn);
        String cut = leaving(chain.get());
        boolean cutIsNew = before.flatMap(graphThen -> from(chain.get(), cut).newIn(graphThen))
                .filter(edge -> edge.importer().equals(cut))
                .isPresent();
        String importer = cutIsNew ? cut : fresh.map(NewEdge::importer).orElse(cut);
        String imported = chain.get().packages().get(chain.get().packages().indexOf(importer) + 1);
        Optional<ImportSite> site =
                graph.find(importer).flatMap((GoPackage known) -> ImportSites.find(known, imported, base));
        return Optional.of(new ImportFinding(
                function.name(),
                name,
                chain.get().packages(),
                site.map(ImportSite::toString).orElse(""),
                fresh.isPresent()));
    }

    private static ImportChain from(ImportChain chain, String importer) {
        return new ImportChain(chain.packages()
                .subList(chain.packages().indexOf(importer), chain.packages().size()));
    }

    /** Returns the last package on the chain that belongs to the program: the place where the import can be removed. */
    private String leaving(ImportChain chain) {
        String module = candidate.flatMap(GoBuild::modulePath).orElse("");
        String last = chain.packages().get(0);
        for (String each : chain.packages().subList(0, chain.packages().size() - 1)) {
            if (GoModule.isIn(each, module)) {
                last = each;
            }
        }
        return last;
    }
}
