package io.coldgate.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.coldgate.explain.GoModule;
import io.coldgate.explain.GoPackage;
import io.coldgate.explain.ImportGraph;
import io.coldgate.explain.ImportSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real Go modules; go is asked, and builds nothing. */
@Tag("process")
class GoPackagesTest {
    private static final String MAIN = "example.com/app/cmd";

    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void write() throws Exception {
        GoProgram.assumeGo();
        folder = temporary.toRealPath();
        GoProgram.write(folder);
        GoProgram.audit(folder);
    }

    private ImportGraph graph(Path asked, Map<String, String> settings) throws Exception {
        GoListing listing = new GoPackages().list(GoProgram.build(MAIN, settings), asked);
        return listing.found().orElseThrow(() -> new AssertionError(listing));
    }

    private String reason(String mainPackage, Path asked) throws Exception {
        GoListing listing = new GoPackages().list(GoProgram.build(mainPackage, Map.of()), asked);
        assertThat(listing.found()).isEmpty();
        return ((GoListing.Unlisted) listing).reason();
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), text);
    }

    @Test
    void findsTheModuleBelowTheFolderAndTheChainInIt() throws Exception {
        ImportGraph graph = graph(folder, Map.of());
        assertThat(graph.chain("main", "regexp").orElseThrow().packages())
                .containsExactly(MAIN, "example.com/app/log", "example.com/lib/audit", "regexp");
        assertThat(graph.find("example.com/lib/audit").flatMap(GoPackage::module))
                .contains(new GoModule("example.com/lib", Optional.of("v1.2.3 => ../lib")));
        assertThat(graph.find("regexp").orElseThrow().standard()).isTrue();
    }

    @Test
    void findsTheModuleAtAndAboveTheFolder() throws Exception {
        ImportGraph expected = graph(folder, Map.of());
        assertThat(graph(folder.resolve("fn"), Map.of())).isEqualTo(expected);
        assertThat(graph(folder.resolve("fn/cmd"), Map.of())).isEqualTo(expected);
    }

    @Test
    void tellsWhereAnImportStands() throws Exception {
        GoPackage log = graph(folder, Map.of()).find("example.com/app/log").orElseThrow();
        assertThat(ImportSites.find(log, "example.com/lib/audit", folder)).contains(new ImportSite("fn/log/log.go", 7));
        assertThat(ImportSites.find(log, "os", folder.resolve("fn"))).contains(new ImportSite("log/log.go", 4));
        assertThat(ImportSites.find(log, "os", folder.resolve("lib")))
                .contains(new ImportSite("example.com/app/log/log.go", 4));
        assertThat(ImportSites.find(log, "regexp", folder)).isEmpty();
    }

    @Test
    void ofSeveralFilesTheFirstByNameHasTheImport() throws Exception {
        write("fn/log/a.go", "package log\n\nimport _ \"example.com/lib/audit\"\n");
        GoPackage log = graph(folder, Map.of()).find("example.com/app/log").orElseThrow();
        assertThat(log.goFiles()).containsExactly("a.go", "log.go");
        assertThat(ImportSites.find(log, "example.com/lib/audit", folder)).contains(new ImportSite("fn/log/a.go", 3));
        Files.delete(folder.resolve("fn/log/a.go"));
        assertThat(ImportSites.find(log, "example.com/lib/audit", folder)).contains(new ImportSite("fn/log/log.go", 7));
    }

    @Test
    void anImportOfTheStandardLibrarysVendorFolderIsFoundAsItIsWritten() throws Exception {
        write("fn/cmd/main.go", "package main\n\nimport _ \"net/http\"\n\nfunc main() {}\n");
        GoPackage http = graph(folder, Map.of()).find("net/http").orElseThrow();
        assertThat(ImportSites.find(http, "vendor/golang.org/x/net/idna", folder)
                        .orElseThrow()
                        .file())
                .startsWith("net/http/");
    }

    @Test
    void choosesFilesByTheTagsAndThePlatformOfTheBuild() throws Exception {
        write("fn/cmd/tagged.go", "//go:build special\n\npackage main\n\nimport _ \"html\"\n");
        write("fn/cmd/more_arm64.go", "package main\n\nimport _ \"text/scanner\"\n");
        ImportGraph plain = graph(folder, Map.of("GOOS", "linux", "GOARCH", "amd64", "CGO_ENABLED", "0"));
        assertThat(plain.packages()).doesNotContainKeys("html", "text/scanner");
        ImportGraph chosen = graph(folder, Map.of("GOARCH", "arm64", "-tags", "lambda.norpc,special"));
        assertThat(chosen.packages()).containsKeys("html", "text/scanner");
    }

    @Test
    void aVendorFolderIsReadAsTheBuildReadsIt() throws Exception {
        Process vendor = new ProcessBuilder("go", "mod", "vendor")
                .directory(folder.resolve("fn").toFile())
                .inheritIO()
                .start();
        assertThat(vendor.waitFor()).isZero();
        write("fn/vendor/example.com/other/go.mod", "module example.com/app\n");
        ImportGraph graph = graph(folder, Map.of());
        GoPackage audit = graph.find("example.com/lib/audit").orElseThrow();
        assertThat(audit.folder())
                .isEqualTo(folder.resolve("fn/vendor/example.com/lib/audit").toString());
        assertThat(ImportSites.find(audit, "regexp", folder))
                .contains(new ImportSite("fn/vendor/example.com/lib/audit/audit.go", 3));
    }

    @Test
    void saysWhyThereIsNoListing() throws Exception {
        assertThat(reason("command-line-arguments", folder)).contains("build a package, as in go build ./cmd/checkout");
        assertThat(reason("-toolexec=evil", folder)).contains("build a package");
        assertThat(reason("example.com/app/gone", folder))
                .startsWith("go list says: ")
                .contains("example.com/app/gone");
        assertThat(reason(MAIN, folder.resolve("lib")))
                .isEqualTo("no go.mod at, above or below " + folder.resolve("lib") + " is that of \"example.com/app\"");
        assertThat(new GoPackages("no-such-go").list(GoProgram.build(MAIN, Map.of()), folder))
                .isEqualTo(new GoListing.Unlisted("there is no go on the PATH to ask for the imports"));
    }

    @Test
    void aModuleThatIsNotThereIsNotFetched() throws Exception {
        write("fn/go.mod", "module example.com/app\n\ngo 1.21\n\nrequire example.com/lib v1.2.3\n");
        assertThat(reason(MAIN, folder)).startsWith("go list says: ");
        assertThat(folder.resolve("fn/go.sum")).doesNotExist();
    }

    @Test
    void passesOverHiddenAndForeignFolders() throws Exception {
        for (String skipped : List.of(".hidden", "node_modules/x", "vendor", "target", "testdata")) {
            write(skipped + "/go.mod", "module example.com/searched\n");
        }
        assertThat(GoModules.find("example.com/searched", folder, folder)).isEmpty();
        write("z/deep/er/go.mod", "module (\n\t\"example.com/searched\" // quoted\n)\n");
        assertThat(GoModules.find("example.com/searched", folder, folder)).contains(folder.resolve("z/deep/er"));
        write("z/go.mod", "// module example.com/other\nmodule example.com/searched // here\n");
        assertThat(GoModules.find("example.com/searched", folder, folder)).contains(folder.resolve("z"));
        assertThat(GoModules.find("example.com/searched", folder.resolve("z/deep"), folder.resolve("z/deep")))
                .contains(folder.resolve("z/deep/er"));
    }

    @Test
    void endsGoWhenItIsInterrupted() throws Exception {
        write("slow-go", "#!/bin/sh\necho started > started\nexec sleep 600\n");
        assertThat(folder.resolve("slow-go").toFile().setExecutable(true)).isTrue();
        GoPackages slow = new GoPackages(folder.resolve("slow-go").toString());
        Thread asking = Thread.currentThread();
        Path started = folder.resolve("fn/started");
        Thread interrupting = new Thread(() -> {
            while (!Files.exists(started)) {
                if (Thread.interrupted()) {
                    return;
                }
                Thread.onSpinWait();
            }
            asking.interrupt();
        });
        interrupting.start();
        try {
            assertThrows(InterruptedException.class, () -> slow.list(GoProgram.build(MAIN, Map.of()), folder));
        } finally {
            interrupting.interrupt();
        }
        interrupting.join();
    }
}
