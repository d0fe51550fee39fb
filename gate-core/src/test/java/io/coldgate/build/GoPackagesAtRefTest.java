package io.coldgate.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.artifact.GoBuild;
import io.coldgate.explain.GoPackage;
import io.coldgate.explain.ImportChain;
import io.coldgate.explain.ImportGraph;
import io.coldgate.explain.ImportSite;
import io.coldgate.explain.NewEdge;
import io.coldgate.thresholds.FunctionSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program at two refs, with a real git and a real go. */
@Tag("git")
class GoPackagesAtRefTest {
    private static final GoBuild BUILD = GoProgram.build("example.com/app/cmd", Map.of());

    @TempDir
    private Path temporary;

    private TestRepository repository;
    private GitBaseline baseline;

    @BeforeEach
    void commit() throws Exception {
        GoProgram.assumeGo();
        repository = TestRepository.create(temporary);
        GoProgram.write(repository.folder());
        repository.commit("second");
        GoProgram.audit(repository.folder());
        baseline = new GitBaseline(repository.folder(), new StepsOnly());
    }

    private ImportGraph at(String ref) throws Exception {
        GoListing listing = new GoPackages().listAt(baseline, repository.function(), ref, BUILD);
        return listing.found().orElseThrow(() -> new AssertionError(listing));
    }

    @Test
    void namesTheImportThatBroughtAPackage() throws Exception {
        ImportGraph before = at("main");
        ImportGraph after =
                new GoPackages().list(BUILD, repository.folder()).found().orElseThrow();
        ImportChain chain = after.chain("main", "regexp", before).orElseThrow();
        NewEdge edge = chain.newIn(before).orElseThrow();
        assertThat(edge).isEqualTo(new NewEdge("example.com/app/log", "example.com/lib/audit", true));
        GoPackage importer = after.find(edge.importer()).orElseThrow();
        assertThat(ImportSites.find(importer, edge.imported(), repository.folder()))
                .contains(new ImportSite("fn/log/log.go", 7));
    }

    @Test
    void tellsPlacesFromTheTopOfTheRepository() throws Exception {
        Git git = new Git("git");
        Path module = repository.folder().resolve("fn");
        Path base = ImportSites.base(git, module);
        GoPackage log = new GoPackages()
                .list(BUILD, repository.folder())
                .found()
                .orElseThrow()
                .find("example.com/app/log")
                .orElseThrow();

        assertThat(base).isEqualTo(repository.folder().getParent().toRealPath());
        assertThat(ImportSites.find(log, "example.com/lib/audit", base))
                .contains(new ImportSite("app/fn/log/log.go", 7));
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        assertThat(ImportSites.base(git, outside)).isEqualTo(outside);
        assertThat(ImportSites.base(new Git("no-such-git"), module)).isEqualTo(module);
    }

    @Test
    void buildsNothingAndLeavesTheCandidateAlone() throws Exception {
        at("main");
        assertThat(repository.builds()).isZero();
        assertThat(repository.folder().resolve("fn/log/log.go")).hasContent(GoProgram.AUDITED);
    }

    @Test
    void readsTheWorktreeThatTheBaselineWasBuiltIn() throws Exception {
        FunctionSpec function = repository.function();
        Path built = baseline.build(function, it -> it).packagePath();
        assertThat(at("main").find("main").orElseThrow().folder())
                .isEqualTo(built.getParent().resolve("../../fn/cmd").normalize().toString());
        assertThat(baseline.build(function, it -> it).packagePath()).isEqualTo(built);
        assertThat(repository.builds()).isEqualTo(1);
    }

    @Test
    void neverTakesTheCandidatesModuleForThatOfTheRef() throws Exception {
        Files.move(repository.folder().resolve("fn/go.mod"), repository.top().resolve("go.mod"));
        assertThat(new GoPackages().listAt(baseline, repository.function(), "main~1", BUILD))
                .isInstanceOfSatisfying(
                        GoListing.Unlisted.class,
                        unlisted -> assertThat(unlisted.reason()).startsWith("no go.mod at, above or below "));
    }

    @Test
    void anUnknownRefIsAReason() throws Exception {
        assertThat(new GoPackages().listAt(baseline, repository.function(), "gone", BUILD))
                .isEqualTo(new GoListing.Unlisted("\"gone\": no such branch, tag or commit here; name another"));
    }
}
