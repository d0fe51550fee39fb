package io.coldgate.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.artifact.GoBuild;
import io.coldgate.fixture.GitRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folders of a program's sources in a repository. */
@Tag("git")
class GoSourcesTest {
    @TempDir
    private Path temporary;

    private GitRepository repository;

    @BeforeEach
    void write() throws Exception {
        repository = GitRepository.create(temporary);
        repository.write("services/shop/go.mod", "module shop\n");
    }

    private Map<String, String> sources(Map<String, String> modules) throws Exception {
        GoBuild build =
                new GoBuild("go1.26", Optional.of("shop/cmd/f"), Optional.of("shop (devel)"), Map.of(), modules);
        Map<String, String> found = new GoSources(repository.top().resolve("services")).of(build);
        assertThat(found).containsEntry(repository.top().toRealPath().toString(), "");
        return found;
    }

    @Test
    void theModuleIsFoundInTheRepository() throws Exception {
        assertThat(sources(Map.of("github.com/x/y", "v1.2.3")))
                .containsEntry("shop", "services/shop")
                .hasSize(2);
    }

    @Test
    void modulesOfAWorkspaceAndReplacementsHaveFoldersOfTheirOwn() throws Exception {
        repository.write("go.work", "go 1.21\n");
        repository.write("libs/one/go.mod", "module example.com/one\n");
        repository.write("libs/two/go.mod", "module two\n");
        repository.write("services/three/go.mod", "module three\n");

        assertThat(sources(Map.of(
                        "example.com/one", "(devel)",
                        "shop/two", "v0.0.0 => ./libs/two",
                        "shop/three", "v0.1.0 => ../three",
                        "shop/four", "v0.1.0 => ../four",
                        "shop/five", "v0.1.0 => example.com/five v0.2.0")))
                .containsEntry("example.com/one", "libs/one")
                .containsEntry("shop/two@v0.0.0", "libs/two")
                .containsEntry("shop/three@v0.1.0", "services/three")
                .hasSize(5);
    }

    @Test
    void aModuleThatIsThereTwiceOrNotAtAllIsNotGuessed() throws Exception {
        repository.write("copy/go.mod", "module shop\n");
        GoBuild twice = new GoBuild("go1.26", Optional.of("shop"), Optional.of("shop (devel)"), Map.of(), Map.of());
        GoBuild foreign = new GoBuild("go1.26", Optional.of("other"), Optional.of("other (devel)"), Map.of(), Map.of());

        GoSources sources = new GoSources(repository.top());
        assertThat(sources.of(twice)).isEmpty();
        assertThat(sources.of(foreign)).isEmpty();
    }

    @Test
    void outsideOfARepositoryNothingIsKnown() throws Exception {
        Path alone = Files.createDirectories(temporary.resolve("alone"));
        Files.writeString(alone.resolve("go.mod"), "module shop\n");
        GoBuild build = new GoBuild("go1.26", Optional.of("shop"), Optional.of("shop (devel)"), Map.of(), Map.of());

        assertThat(new GoSources(alone).of(build)).isEmpty();
    }
}
