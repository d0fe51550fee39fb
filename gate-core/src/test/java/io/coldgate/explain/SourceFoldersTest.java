package io.coldgate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Arm;
import io.coldgate.sample.ArmBuild;
import io.coldgate.sample.ExplainedStart;
import io.coldgate.sample.ExplainedStart.Look;
import io.coldgate.sample.ExplainedStart.Phase;
import io.coldgate.sample.ResultsRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of source files as paths in the repository. */
class SourceFoldersTest {
    private static final ArmBuild BUILD = new ArmBuild(
                    "f",
                    Arm.CANDIDATE,
                    "go1.26.1",
                    "shop/cmd/f",
                    "shop",
                    Map.of(),
                    Map.of("shop/lib", "(devel)", "shop/far", "v1.0.0", "shop/near", "v0.0.0 => ../near"),
                    true,
                    false,
                    1,
                    1,
                    Map.of())
            .from(Map.of(
                    "shop", "services/shop",
                    "shop/lib", "libs/lib",
                    "shop/near@v0.0.0", "libs/near",
                    "/home/u/mono", ""));

    @ParameterizedTest
    @CsvSource({
        // The program's module, of a build with -trimpath; a module of its workspace; one that is replaced by a folder.
        "shop/config/eager.go:12, ./services/shop/config/eager.go:12",
        "shop/lib/a/b.go:3, ./libs/lib/a/b.go:3",
        "shop/near@v0.0.0/a.go:3, ./libs/near/a.go:3",
        // A build without -trimpath.
        "/home/u/mono/services/shop/config/eager.go:12, ./services/shop/config/eager.go:12",
        // Other modules, the standard library, another machine, and a longer name.
        "shop/far/a.go:3, shop/far/a.go:3",
        "shop/far@v1.0.0/a.go:3, shop/far@v1.0.0/a.go:3",
        "github.com/x/y@v1.2.3/a.go:3, github.com/x/y@v1.2.3/a.go:3",
        "/home/u/mono/.cache/mod/x@v1.2.3/a.go:3, /home/u/mono/.cache/mod/x@v1.2.3/a.go:3",
        "net/http/server.go:3, net/http/server.go:3",
        "/src/shop/config/eager.go:12, /src/shop/config/eager.go:12",
        "shopping/a.go:3, shopping/a.go:3"
    })
    void onlyAFileWhoseFolderIsKnownIsAPathInTheRepository(String named, String shown) {
        assertThat(SourceFolders.of(BUILD).shown(named)).isEqualTo(shown);
    }

    @Test
    void aModuleAtTheTopHasNoFolderAboveIt() {
        ArmBuild build = BUILD.from(Map.of("shop", ""));

        assertThat(SourceFolders.of(build).shown("shop/main.go:3")).isEqualTo("./main.go:3");
    }

    @Test
    void anExplanationNamesPathsInTheRepository() {
        Explanations explanations = new Explanations();
        explanations.accept(new ResultsRecord.Built(BUILD));
        explanations.accept(new ResultsRecord.Explained(SimulatedStarts.timed(ExplainedStart.Kind.PLAIN, 100)));
        for (int stop = 10; stop < 100; stop += 10) {
            explanations.accept(new ResultsRecord.Explained(SimulatedStarts.looked(stop, Phase.INIT, "shop/config")
                    .lookingAt(
                            Optional.of(new Look(Phase.INIT, "shop/config", "shop/config/eager.go:12", List.of())))));
        }

        assertThat(explanations.all().get(0).candidate().cost("shop/config").map(PackageCost::at))
                .contains("./services/shop/config/eager.go:12");
    }
}
