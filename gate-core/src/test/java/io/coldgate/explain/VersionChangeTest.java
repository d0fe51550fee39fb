package io.coldgate.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.artifact.GoBuild;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionChangeTest {
    private static GoBuild build(Map<String, String> modules) {
        return new GoBuild(
                "go1.26",
                Optional.of("example.com/app/cmd"),
                Optional.of("example.com/app (devel)"),
                Map.of(),
                modules);
    }

    private static Optional<VersionChange> change(
            String importPath, Map<String, String> baseline, Map<String, String> candidate) {
        return VersionChange.of(importPath, build(baseline), build(candidate));
    }

    @Test
    void names_both_versions_of_a_packages_module() {
        Map<String, String> before = Map.of("github.com/mattn/go-runewidth", "v0.0.25");
        Map<String, String> after = Map.of("github.com/mattn/go-runewidth", "v0.0.27");
        VersionChange expected =
                new VersionChange("github.com/mattn/go-runewidth", Optional.of("v0.0.25"), Optional.of("v0.0.27"));
        assertThat(change("github.com/mattn/go-runewidth", before, after)).contains(expected);
        assertThat(change("github.com/mattn/go-runewidth/internal/x", before, after))
                .contains(expected);
        assertThat(change("github.com/mattn/go-runewidth-fork", before, after)).isEmpty();
        assertThat(change("github.com/mattn/go-runewidth", before, before)).isEmpty();
        assertThat(change("net/http", before, after)).isEmpty();
    }

    @Test
    void the_longest_path_is_the_module() {
        Map<String, String> before = Map.of("example.com/sdk", "v1.0.0", "example.com/sdk/s3", "v2.0.0");
        Map<String, String> after = Map.of("example.com/sdk", "v1.0.1", "example.com/sdk/s3", "v2.0.0");
        assertThat(change("example.com/sdk/s3/types", before, after)).isEmpty();
        assertThat(change("example.com/sdk/s30", before, after).map(VersionChange::module))
                .contains("example.com/sdk");
    }

    @Test
    void a_package_of_the_main_module_has_no_version() {
        assertThat(change("example.com/app/audit", Map.of("example.com", "v1.0.0"), Map.of("example.com", "v2.0.0")))
                .isEmpty();
    }

    @Test
    void a_module_that_only_one_has_changed_too() {
        assertThat(change("new/x", Map.of(), Map.of("new", "v1.0.0 => ./new")))
                .contains(new VersionChange("new", Optional.empty(), Optional.of("v1.0.0 => ./new")));
        assertThat(change("old/x", Map.of("old", "v1.0.0"), Map.of()))
                .contains(new VersionChange("old", Optional.of("v1.0.0"), Optional.empty()));
    }
}
