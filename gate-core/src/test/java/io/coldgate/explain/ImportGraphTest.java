package io.coldgate.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportGraphTest {
    /** Printed by go 1.26 for a program of three packages and two modules; most of the standard library is left out. */
    private static final Path RECORDED = Path.of("src/test/resources/io/coldgate/explain/go-list.json");

    private static ImportGraph recorded() throws IOException, GoListException {
        return ImportGraph.parse(Files.readString(RECORDED));
    }

    /** A program of packages, each written as {@code importer>imported,imported}; the last one is the program. */
    private static ImportGraph graph(String... packages) {
        Map<String, GoPackage> made = new LinkedHashMap<>();
        for (String written : packages) {
            String[] parts = written.split(">", 2);
            List<String> imports = parts.length < 2 || parts[1].isEmpty() ? List.of() : List.of(parts[1].split(","));
            boolean last = written.equals(packages[packages.length - 1]);
            String name = last ? "main" : parts[0];
            made.put(
                    parts[0],
                    new GoPackage(parts[0], name, imports, Map.of(), false, Optional.empty(), "/src", List.of()));
        }
        return new ImportGraph(made);
    }

    private static ImportChain chain(String... packages) {
        return new ImportChain(List.of(packages));
    }

    @Test
    void readsWhatGoPrints() throws Exception {
        ImportGraph graph = recorded();
        assertThat(graph.packages().keySet())
                .containsExactly(
                        "errors",
                        "regexp",
                        "example.com/lib",
                        "example.com/app/audit",
                        "vendor/golang.org/x/net/idna",
                        "net/http",
                        "example.com/app");
        assertThat(graph.packages().get("example.com/app"))
                .isEqualTo(new GoPackage(
                        "example.com/app",
                        "main",
                        List.of("example.com/app/audit", "net/http"),
                        Map.of(),
                        false,
                        Optional.of(new GoModule("example.com/app", Optional.empty())),
                        "/src/app",
                        List.of("main.go")));
        assertThat(graph.packages().get("errors").standard()).isTrue();
        assertThat(graph.packages().get("errors").module()).isEmpty();
    }

    @Test
    void aReplacedModuleHasBothVersions() throws Exception {
        assertThat(recorded().packages().get("example.com/lib").module())
                .contains(new GoModule("example.com/lib", Optional.of("v1.2.3 => ../lib")));
    }

    @Test
    void theRuntimesNameOfTheProgramIsMain() throws Exception {
        assertThat(recorded().chain("main", "regexp"))
                .contains(chain("example.com/app", "example.com/app/audit", "example.com/lib", "regexp"));
        assertThat(recorded().chain("example.com/app", "main")).contains(chain("example.com/app"));
    }

    @Test
    void aDotThatTheRuntimeEscapesIsFound() {
        assertThat(graph("gopkg.in/yaml.v3", "app>gopkg.in/yaml.v3").chain("main", "gopkg.in/yaml%2ev3"))
                .contains(chain("app", "gopkg.in/yaml.v3"));
    }

    @Test
    void anImportOfTheStandardLibrarysVendorFolderIsResolved() throws Exception {
        GoPackage http = recorded().packages().get("net/http");
        assertThat(http.resolve("golang.org/x/net/idna")).isEqualTo("vendor/golang.org/x/net/idna");
        assertThat(recorded().chain("main", "vendor/golang.org/x/net/idna"))
                .contains(chain("example.com/app", "net/http", "vendor/golang.org/x/net/idna"));
    }

    @Test
    void ofTwoShortestWaysTheFirstImportIsTaken() {
        ImportGraph graph = graph("deep", "b>deep", "a>deep", "far>a", "app>far,b,a");
        assertThat(graph.chain("main", "deep")).contains(chain("app", "b", "deep"));
    }

    @Test
    void thereIsNoChainToWhatNothingImports() {
        ImportGraph graph = graph("runtime", "a", "app>a,gone");
        assertThat(graph.chain("main", "runtime")).isEmpty();
        assertThat(graph.chain("main", "unknown")).isEmpty();
        assertThat(graph.chain("main", "gone")).isEmpty();
        assertThat(graph.chain("a", "main")).isEmpty();
    }

    @Test
    void importsInACircleComeToAnEnd() {
        assertThat(graph("c>a", "b", "a>c", "app>a").chain("main", "b", graph("app")))
                .isEmpty();
    }

    @Test
    void everyWayToANewPackageHasANewEdge() {
        ImportGraph before = graph("audit", "app>audit");
        ImportGraph after = graph("schema", "audit>schema", "app>audit");
        ImportChain chain = after.chain("main", "schema", before).orElseThrow();
        assertThat(chain).isEqualTo(chain("app", "audit", "schema"));
        assertThat(chain.newIn(before)).contains(new NewEdge("audit", "schema", true));
    }

    @Test
    void theFirstNewEdgeIsTheOneThatBroughtAllBehindIt() {
        ImportGraph before = graph("log", "app>log");
        ImportGraph after = graph("schema", "audit>schema", "log", "app>audit,log");
        assertThat(after.chain("main", "schema", before).orElseThrow().newIn(before))
                .contains(new NewEdge("app", "audit", true));
    }

    @Test
    void ofTwoShortestWaysTheOneWithANewEdgeIsTaken() {
        ImportGraph before = graph("regexp", "a>regexp", "b", "app>a,b");
        ImportGraph after = graph("regexp", "a>regexp", "b>regexp", "app>a,b");
        assertThat(after.chain("main", "regexp")).contains(chain("app", "a", "regexp"));
        ImportChain chain = after.chain("main", "regexp", before).orElseThrow();
        assertThat(chain).isEqualTo(chain("app", "b", "regexp"));
        assertThat(chain.newIn(before)).contains(new NewEdge("b", "regexp", false));
    }

    @Test
    void aLongerWayIsTakenWhenOnlyThatHasANewEdge() {
        ImportGraph before = graph("regexp", "a>regexp", "app>a,regexp");
        ImportGraph after = graph("regexp", "a>regexp", "b>a", "app>regexp,a,b");
        assertThat(after.chain("main", "regexp", before)).contains(chain("app", "b", "a", "regexp"));
    }

    @Test
    void withoutAnyNewEdgeTheWayIsTheShortest() {
        ImportGraph graph = graph("regexp", "a>regexp", "app>a");
        ImportChain chain = graph.chain("main", "regexp", graph).orElseThrow();
        assertThat(chain).isEqualTo(chain("app", "a", "regexp"));
        assertThat(chain.newIn(graph)).isEmpty();
    }

    @Test
    void aRenamedProgramIsNotNew() {
        ImportGraph before = graph("a", "cmd/old>a");
        ImportGraph after = graph("b", "a>b", "cmd/new>a");
        assertThat(after.chain("main", "b", before).orElseThrow().newIn(before)).contains(new NewEdge("a", "b", true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "{\"ImportPath\": \"a\" ~ go list printed no whole JSON at line 1: Unexpected end-of-input",
                "{\"Name\": \"a\"} ~ go list printed a package without ImportPath",
                "[] ~ go list printed something that is not a package at line 1",
                "go: downloading ~ go list printed no whole JSON at line 1: Unrecognized token 'go'",
                "{\"ImportPath\": \"a\"} 7 ~ go list printed something that is not a package at line 1",
            })
    void brokenOutputIsRefusedWithASentence(String text, String message) {
        assertThatThrownBy(() -> ImportGraph.parse(text))
                .isInstanceOf(GoListException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void noOutputAndTooDeepOutputAreRefused() {
        assertThatThrownBy(() -> ImportGraph.parse(" \n")).hasMessage("go list printed no package");
        String deep = "{\"ImportPath\":\"a\",\"X\":" + "[".repeat(100_000);
        assertThatThrownBy(() -> ImportGraph.parse(deep)).isInstanceOf(GoListException.class);
    }

    @Test
    void unknownAndMissingFieldsArePassedOver() throws Exception {
        ImportGraph graph = ImportGraph.parse("""
                {"ImportPath": "x", "Future": {"a": [1]}, "Imports": ["C", "y [app]", "y"], "CgoFiles": ["c.go"], "GoFiles": ["d.go"]}
                """);
        assertThat(graph.packages().get("x"))
                .isEqualTo(new GoPackage(
                        "x", "", List.of("y"), Map.of(), false, Optional.empty(), "", List.of("c.go", "d.go")));
    }
}
