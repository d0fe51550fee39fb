package io.coldgate.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages of functions in Python and Node, whose sources stay as the user has them. */
class ForeignSourcesTest {
    private static final String NODE =
            "    Properties: { CodeUri: src, Handler: lib/app.handler, Runtime: nodejs20.x }\n";

    @TempDir
    Path path;

    private ForeignFolder folder;

    @BeforeEach
    void folder() {
        folder = new ForeignFolder(path);
    }

    private void template(String function) throws IOException {
        folder.file("template.yaml", "Resources:\n  F:\n    Type: AWS::Serverless::Function\n" + function);
    }

    private void esbuild(String properties) throws IOException {
        folder.file("src/lib/app.ts", "");
        folder.file("src/package.json", "{ \"devDependencies\": { \"esbuild\": \"0.20.0\" } }");
        template(NODE + "    Metadata: { BuildMethod: esbuild" + properties + " }\n");
    }

    @Test
    void packagesAreInstalledInACopyAndNotWhereTheUserDevelops() throws IOException {
        folder.file("src/package.json", "{ \"dependencies\": { \"ms\": \"2.1.3\" } }");
        folder.file("src/package-lock.json", "{}");
        template(NODE);

        assertThat(folder.build("F"))
                .contains("tar -C src --exclude=node_modules ")
                .contains("npm ci --omit=dev ")
                .doesNotContain("--prefix src");
        assertThat(folder.function("F").code().packagePath()).isEqualTo("coldgate-out/build/F");
        assertThat(folder.function("F").code().sources()).containsExactly("src");
    }

    @Test
    void aFormerBuildIsRemovedFirst() throws IOException {
        folder.file("src/requirements.txt", "requests\n");
        template("    Properties: { CodeUri: src, Handler: app.handler, Runtime: python3.12 }\n");
        assertThat(folder.build("F")).startsWith("sh -c 'rm -rf coldgate-out/build/F && python3 -m pip install ");

        folder.file("src/Makefile", "build-F:\n\tcp app.py $(ARTIFACTS_DIR)\n");
        template("    Metadata: { BuildMethod: makefile }\n"
                + "    Properties: { CodeUri: src, Handler: app.handler, Runtime: python3.12 }\n");
        assertThat(folder.build("F"))
                .startsWith(
                        "sh -c 'rm -rf coldgate-out/build/F && mkdir -p coldgate-out/build/F && make -C src build-F");
    }

    @Test
    @Tag("process")
    void codeThatIsTheWholeRepositoryIsPackagedWithoutItsHistoryAndFormerBuilds() throws Exception {
        folder.file("app/handler.py", "def handle(event, context):\n    pass\n");
        folder.file(".git/config", "");
        folder.file("coldgate-out/build/F/old.py", "");
        folder.file("node_modules/a/index.js", "");
        template("    Properties: { CodeUri: ./, Handler: app/handler.handle, Runtime: python3.12 }\n");

        String build = folder.build("F");
        String script = build.substring("sh -c '".length(), build.length() - 1);
        assertThat(new ProcessBuilder("sh", "-c", script)
                        .directory(path.toFile())
                        .start()
                        .waitFor())
                .isZero();

        Path made = path.resolve(folder.function("F").code().packagePath());
        try (Stream<Path> files = Files.walk(made)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> made.relativize(file).toString()))
                    .containsExactlyInAnyOrder("app/handler.py", "template.yaml");
        }
    }

    @Test
    void esbuildIsCalledAsSamCallsIt() throws IOException {
        esbuild("");

        assertThat(folder.build("F"))
                .contains("npm install --no-audit ")
                .endsWith(" && coldgate-out/build/F/sources/node_modules/.bin/esbuild"
                        + " coldgate-out/build/F/sources/lib/app.ts --bundle --platform=node"
                        + " --outdir=coldgate-out/build/F/package --minify --target=es2020"
                        + " --main-fields=main,module'");
        assertThat(folder.function("F").code().packagePath()).isEqualTo("coldgate-out/build/F/package");
    }

    @Test
    void propertiesOfEsbuildReplaceItsDefaults() throws IOException {
        esbuild(", BuildProperties: { Minify: false, Target: es2022, Sourcemap: true, Format: esm,"
                + " OutExtension: [.js=.mjs], EntryPoints: [a.ts, b.ts], External: ['@aws-sdk/*'] }");

        assertThat(folder.build("F"))
                .contains("/esbuild coldgate-out/build/F/sources/a.ts coldgate-out/build/F/sources/b.ts --bundle ")
                .endsWith(" --main-fields=main,module --target=es2022 --sourcemap --format=esm --out-extension:.js=.mjs"
                        + " \"--external:@aws-sdk/*\"'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "External: [\"'; touch x; '\"]|has characters that a shell would not take as they are",
                "EntryPoints: [\"$(x).ts\"]|has characters that a shell would not take as they are",
                "Plugins: [a]|its esbuild property \"Plugins\" is not known to init",
                "Target: !Ref Unknown|are known to a deployment only",
            })
    void aBundleThatCannotBeMadeInTheSameWayIsLeftOut(String properties) throws IOException {
        esbuild(", BuildProperties: { " + properties.split("\\|")[0] + " }");

        assertThat(folder.why("template.yaml: F")).contains(properties.split("\\|")[1]);
    }

    @Test
    void aBundlerThatNoPackageNamesIsSaid() throws IOException {
        esbuild("");
        folder.file("src/package.json", "{}");

        assertThat(folder.why("template.yaml: F")).startsWith("SAM builds it with esbuild, which no package.json");
    }

    @Test
    void aMakefileWithoutTheTargetThatSamCallsIsSaid() throws IOException {
        folder.file("src/app.py", "");
        folder.file("src/Makefile", "build-Other:\n\tcp app.py $(ARTIFACTS_DIR)\n");
        template("    Metadata: { BuildMethod: makefile }\n"
                + "    Properties: { CodeUri: src, Handler: app.handler, Runtime: python3.12 }\n");

        assertThat(folder.why("template.yaml: F"))
                .isEqualTo("SAM builds it with make, and a Makefile in \"src\" has no target build-F that can be run"
                        + " here");
    }

    @Test
    void aPackageManagerThatIsMissingIsSaidBeforeAnythingIsBuilt() throws IOException {
        folder.file("src/package.json", "{ \"dependencies\": { \"ms\": \"2.1.3\" } }");
        template(NODE);
        assertThat(folder.find(program -> !program.equals("npm")).leftOut())
                .extracting(Findings.LeftOut::why)
                .containsExactly("there is no npm on the PATH to install its packages with");

        folder.file("src/pom.xml", "<project><artifactId>a</artifactId><version>1</version></project>");
        template("    Properties: { CodeUri: src, Handler: a.B, Runtime: java21 }\n");
        assertThat(folder.find(program -> !program.equals("mvn")).leftOut())
                .extracting(Findings.LeftOut::why)
                .containsExactly("there is no mvn on the PATH to build it with");
    }

    @Test
    void dependenciesThatArePathsOrFoldersThatAShellWouldMisreadAreSaid() throws IOException {
        folder.file("src/package.json", "{ \"dependencies\": { \"shared\": \"file:../shared\" } }");
        template(NODE);
        assertThat(folder.why("template.yaml: F")).startsWith("its package.json names packages by their paths");

        folder.file("my fn/requirements.txt", "requests\n");
        template("    Properties: { CodeUri: my fn, Handler: app.handler, Runtime: python3.12 }\n");
        assertThat(folder.why("template.yaml: F"))
                .isEqualTo("its path has characters that a shell would not take as they are: write its entry with a"
                        + " build: that quotes it");
    }
}
