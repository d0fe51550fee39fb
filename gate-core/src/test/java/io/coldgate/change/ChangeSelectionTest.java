package io.coldgate.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.fixture.GitRepository;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.read.ThresholdsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which functions a change touches. */
@Tag("git")
class ChangeSelectionTest {
    private static final String THRESHOLDS = """
            version: 1
            defaults: { memory: 512MB }
            functions:
              greet:
                build: ci/build functions/greet
                package: functions/greet/function.zip
                payload: events/greet.json
                budgets: { init_cpu: { p50: 20ms } }
              order:
                build: ci/build functions/order
                package: functions/order/function.zip
                budgets: { init_cpu: { p50: 20ms } }
              script:
                package: functions/script
                budgets: { init_cpu: { p50: 20ms } }
            """;

    @TempDir
    Path folder;

    private ChangedRepository repository;

    @BeforeEach
    void create() throws Exception {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(".gitignore", "*.zip\n");
        files.put("README.md", "read me");
        files.put("thresholds.yaml", THRESHOLDS);
        files.put("ci/build", "#!/bin/sh\n. ./ci/tools\n");
        files.put("ci/tools", "true\n");
        files.put("ci/deep/other", "true\n");
        files.put("events/greet.json", "{}");
        files.put("functions/go.mod", "module example.com/functions\n\ngo 1.18\n");
        files.put("functions/shared/text/text.go", "package text\n\nconst Hello = 1\n");
        files.put("functions/other/other.go", "package other\n");
        files.put(
                "functions/greet/main.go",
                "package main\n\nimport \"example.com/functions/shared/text\"\n\n"
                        + "func main() { println(text.Hello) }\n");
        files.put("functions/order/main.go", "package main\n\nfunc main() {}\n");
        files.put("functions/script/bootstrap", "#!/bin/sh\n");
        repository = new ChangedRepository(folder, files);
    }

    @Test
    void isNoneWhereNothingChanged() throws Exception {
        assertThat(repository.touched()).isEmpty();
    }

    @Test
    void isNoneForFilesThatNoFunctionIsMadeOf() throws Exception {
        repository.write("README.md", "read me now");
        repository.write("functions/other/other.go", "package other // changed\n");
        repository.write("ci/deep/other", "false\n");
        repository.commit();
        assertThat(repository.touched()).isEmpty();
    }

    @Test
    void isTheFunctionWhoseLayerOrWarmUpChanged() throws Exception {
        repository.base(Map.of("thresholds.yaml", """
                version: 1
                functions:
                  script:
                    package: functions/script
                    layers: [./layers/tools]
                    warm-up: { payload: events/warm.json }
                    budgets: { first_user_duration: { p50: 20ms } }
                """, "layers/tools/lib.py", "x = 1\n", "events/warm.json", "{}"));
        repository.write("layers/tools/lib.py", "x = 2\n");
        assertThat(repository.touched()).containsExactly(Map.entry("script", "layers/tools/lib.py changed"));
        repository.git("checkout", "--", ".");
        repository.write("events/warm.json", "{ }");
        assertThat(repository.touched()).containsExactly(Map.entry("script", "events/warm.json changed"));
    }

    @Test
    void isAFunctionOfUnknownSourcesThoughItsBaselineIsBuiltFromKnownOnes() throws Exception {
        repository.base(Map.of("thresholds.yaml", """
                version: 1
                functions:
                  made:
                    build: make zip
                    package: dist/f.zip
                    baseline: { build: make -C released zip, package: released/f.zip }
                    regression: { init_cpu: { p50: +10% } }
                """, "released/main.py", "", "src/main.py", ""));
        repository.write("src/main.py", "x = 1\n");
        assertThat(repository.touched()).containsOnlyKeys("made");
    }

    @Test
    void isTheFunctionWhoseSourcesAreReachedByALink() throws Exception {
        repository.write("shared/a/app.py", "x = 1\n");
        Files.createSymbolicLink(repository.top().resolve("functions/linked"), Path.of("../shared/a"));
        repository.base(Map.of("thresholds.yaml", """
                version: 1
                functions:
                  linked: { package: functions/linked, budgets: { init_cpu: { p50: 20ms } } }
                """));
        repository.write("shared/a/app.py", "x = 2\n");
        assertThat(repository.touched()).containsExactly(Map.entry("linked", "shared/a/app.py changed"));
    }

    @Test
    void isTheFunctionWhoseSubmoduleChanged() throws Exception {
        GitRepository library = GitRepository.create(Files.createDirectory(folder.resolve("library")));
        library.write("tool/tool.py", "x = 1\n");
        library.commit("a");
        repository.git(
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "add",
                "-q",
                library.top().toString(),
                "libs/sub");
        repository.base(Map.of("thresholds.yaml", """
                version: 1
                functions:
                  tool: { package: libs/sub/tool, budgets: { init_cpu: { p50: 20ms } } }
                """));
        Path submodule = repository.top().resolve("libs/sub");
        Files.writeString(submodule.resolve("tool/tool.py"), "x = 2\n");
        GitRepository.git(submodule, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qam", "b");
        assertThat(repository.touched()).containsExactly(Map.entry("tool", "libs/sub changed"));
    }

    @Test
    void isTheFunctionWhoseSourceChangedCommittedOrNot() throws Exception {
        repository.write("functions/greet/main.go", "package main\n\nfunc main() {}\n");
        Map<String, String> before = repository.touched();
        assertThat(before).containsExactly(Map.entry("greet", "functions/greet/main.go changed"));
        repository.git("add", "-A");
        assertThat(repository.touched()).isEqualTo(before);
        repository.commit();
        assertThat(repository.touched()).isEqualTo(before);
    }

    @Test
    void countsNewAndDeletedAndMovedFiles() throws Exception {
        repository.write("functions/order/more.go", "package main\n");
        assertThat(repository.touched()).containsOnlyKeys("order");
        repository.delete("functions/order/more.go");
        repository.delete("functions/script/bootstrap");
        assertThat(repository.touched()).containsOnlyKeys("script");
        repository.git("checkout", "-q", "--", ".");
        repository.git("mv", "functions/greet/main.go", "functions/order/greet.go");
        assertThat(repository.touched()).containsOnlyKeys("greet", "order");
    }

    @Test
    void followsGoImports() throws Exception {
        repository.write("functions/shared/text/text.go", "package text\n\nconst Hello = 2\n");
        assertThat(repository.touched()).containsOnlyKeys("greet");
    }

    @Test
    void takesTheWholeModuleWhereThereIsNoGo() throws Exception {
        repository.write("functions/other/other.go", "package other // changed\n");
        assertThat(repository.touched("/nowhere/go")).containsOnlyKeys("greet", "order");
    }

    @Test
    void isEveryFunctionOfTheModuleWhoseDescriptionChanged() throws Exception {
        repository.write("functions/go.mod", "module example.com/functions\n\ngo 1.19\n");
        assertThat(repository.touched()).containsOnlyKeys("greet", "order", "script");
    }

    @Test
    void countsTheBuildScriptAndWhatLiesBesideIt() throws Exception {
        repository.write("ci/tools", "false\n");
        assertThat(repository.touched()).containsOnlyKeys("greet", "order");
    }

    @Test
    void countsThePayload() throws Exception {
        repository.write("events/greet.json", "{ \"a\": 1 }");
        assertThat(repository.touched()).containsOnlyKeys("greet");
    }

    @Test
    void isTheFunctionWhoseEntryChanged() throws Exception {
        repository.write(
                "thresholds.yaml",
                THRESHOLDS
                        .replace("functions/script\n    budgets", "functions/script\n    memory: 1GB\n    budgets")
                        .replaceFirst("(?s)(order:.*?)p50: 20ms", "$1p50: 19ms"));
        assertThat(repository.touched())
                .containsOnlyKeys("order", "script")
                .containsValue("its entry in the thresholds file changed");
    }

    @Test
    void isNotMovedByCommentsAndLayout() throws Exception {
        repository.write(
                "thresholds.yaml", "# new\n" + THRESHOLDS.replace("{ memory: 512MB }", "{  memory:   512MB } # 1"));
        assertThat(repository.touched()).isEmpty();
    }

    @Test
    void isEveryFunctionWhenTheDefaultsChanged() throws Exception {
        repository.write("thresholds.yaml", THRESHOLDS.replace("512MB", "1GB"));
        assertThat(repository.touched()).containsOnlyKeys("greet", "order", "script");
    }

    @Test
    void isEveryFunctionWhenTheFileIsNew() throws Exception {
        repository.git("checkout", "-q", "main");
        repository.delete("thresholds.yaml");
        repository.commit();
        repository.git("checkout", "-q", "-b", "new");
        repository.write("thresholds.yaml", THRESHOLDS);
        repository.commit();
        assertThat(repository.touched()).containsOnlyKeys("greet", "order", "script");
    }

    @Test
    void isAskedSinceTheBranchLeftAndNotSinceWhatCameLater() throws Exception {
        repository.git("checkout", "-q", "main");
        repository.write("functions/order/main.go", "package main // later\n\nfunc main() {}\n");
        repository.commit();
        repository.git("checkout", "-q", "topic");
        assertThat(repository.touched()).isEmpty();
    }

    @Test
    void isAnythingWhereTheInputsAreNotKnown() throws Exception {
        repository.write("thresholds.yaml", THRESHOLDS + """
                made:
                  build: make everything
                  package: out/made.zip
                  budgets: { init_cpu: { p50: 20ms } }
                """.indent(2));
        repository.commit();
        repository.git("branch", "-qf", "main");
        assertThat(repository.touched()).isEmpty();
        repository.write("README.md", "read me now");
        assertThat(repository.touched())
                .containsExactly(Map.entry("made", "what it is built from is not known: name it with sources:"));
    }

    /** The functions touched by each change, where one is built by a target of this Makefile. */
    private void buildByMake(String command, String makefile) throws Exception {
        repository.base(Map.of(
                "Makefile",
                makefile,
                "thresholds.yaml",
                THRESHOLDS + """
                        made:
                          build: %s
                          package: out/made.zip
                          budgets: { init_cpu: { p50: 20ms } }
                        """.formatted(command).indent(2)));
    }

    @ParameterizedTest
    @CsvSource({
        "make out/made.zip, ./greet",
        "make, ./greet",
        "make FN=greet made, ./$(FN)",
        "sh -c \"cd functions && make -C .. FN=greet made\", ./$(FN)",
        "make --directory=functions/.. -j 4 FN=greet made, ./${FN}",
        "make all, ./greet",
        "sh -c 'mkdir -p out && make made ARTIFACTS_DIR=\"$PWD/out/made\"', ./greet",
    })
    void followsATargetOfAMakefileToWhatItCompiles(String command, String compiled) throws Exception {
        buildByMake(command, """
                OUT := out
                $(OUT)/made.zip: $(OUT)/bootstrap
                \tcd $(dir $<) && zip -q ../$(@D)/$(@F) bootstrap
                made: $(OUT)/made.zip
                $(OUT)/bootstrap:
                \tmkdir -p $(@D) && cd functions && go build -ldflags "$(FLAGS)" -o $(CURDIR)/$@ %s
                all:
                \t$(MAKE) made
                """.formatted(compiled));
        repository.write("README.md", "read me now");
        repository.write("functions/order/main.go", "package main // slower\n\nfunc main() {}\n");
        assertThat(repository.touched()).containsOnlyKeys("order");
        repository.write("functions/shared/text/text.go", "package text\n\nconst Hello = 2\n");
        assertThat(repository.touched()).containsEntry("made", "functions/shared/text/text.go changed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cd functions && go build -o ../out/made.zip ./deep/...",
                "cd functions/deep && make -C cmd",
                "ci/build functions/deep",
            })
    void followsImportsOfAProgramBelowTheNamedFolder(String command) throws Exception {
        repository.base(Map.of(
                "functions/deep/cmd/main.go",
                "package main\n\nimport \"example.com/functions/shared/text\"\n\nfunc main() { println(text.Hello) }\n",
                "functions/deep/cmd/Makefile",
                "made:\n\tgo build -o ../../../out/made.zip\n"));
        buildByMake("sh -c \"" + command + "\"", "");
        repository.write("functions/order/main.go", "package main // slower\n\nfunc main() {}\n");
        assertThat(repository.touched()).containsOnlyKeys("order");
        repository.write("functions/shared/text/text.go", "package text\n\nconst Hello = 2\n");
        assertThat(repository.touched()).containsEntry("made", "functions/shared/text/text.go changed");
    }

    @Test
    void isAFunctionWhoseMakefileChanged() throws Exception {
        buildByMake("make made", "made:\n\tgo build -o out/made.zip ./functions/greet\n");
        repository.write("Makefile", "made:\n\tgo build -race -o out/made.zip ./functions/greet\n");
        assertThat(repository.touched()).containsEntry("made", "Makefile changed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include mk/go.mk\n",
                "ROOT := $(shell git rev-parse --show-toplevel)\ninclude $(ROOT)/mk/go.mk\n",
                "include ${shell pwd}/mk/*.mk\n"
            })
    void isAFunctionOfWhoseMakefileAnIncludedFileChangedOrIsNew(String makefile) throws Exception {
        repository.base(Map.of("mk/go.mk", "made:\n\tgo build -o out/made.zip ./functions/greet\n"));
        buildByMake("make made", makefile + "-include .env\n");
        repository.write("README.md", "read me now");
        assertThat(repository.touched()).isEmpty();
        repository.write(".env", "GOFLAGS=-race\n");
        assertThat(repository.touched()).containsExactly(Map.entry("made", ".env changed"));
        repository.write("mk/go.mk", "made:\n\tgo build -race -o out/made.zip ./functions/greet\n");
        assertThat(repository.touched()).containsEntry("made", "mk/go.mk changed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "make -f mk/build.mk made",
                "make --file=mk/build.mk made",
                "make -C mk -fbuild.mk made",
                "make --makefile mk/build.mk"
            })
    void isAFunctionWhoseNamedMakefileChanged(String build) throws Exception {
        String up = build.contains("-C") ? "../" : "";
        repository.base(Map.of("mk/build.mk", "made:\n\tgo build -o out/made.zip ./" + up + "functions/greet\n"));
        buildByMake(build, "made:\n\tgo build -o out/made.zip ./functions/order\n");
        repository.write("README.md", "read me now");
        repository.write("functions/order/main.go", "package main\n\nfunc main() { println(1) }\n");
        assertThat(repository.touched()).containsOnlyKeys("order");
        repository.write("mk/build.mk", "made:\n\tgo build -race -o out/made.zip ./" + up + "functions/greet\n");
        assertThat(repository.touched()).containsEntry("made", "mk/build.mk changed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include $(ROOT)/go.mk\nmade:\n\tgo build -o out/made.zip ./functions/greet\n",
                "made:\n\tgo run ./functions/order && go build ./functions/$(shell cat name)\n",
                "made:\n\tgo run ./functions/order && go build $(SOURCES)/greet\n",
                "made:\n\tgo run ./functions/order && for f in greet; do go build functions/$$f; done\n",
                "made:\n\tgo run ./functions/order && $(MAKE) -f other.mk greet\n",
                "greet:\n\ttrue\nmade:\n\tgo run ./functions/order && $(MAKE) -f Makefile -f Makefile greet\n",
                "made:\n\tgo run ./functions/order && $(MAKE) elsewhere\n",
                "include other.mk\n",
            })
    void isAnythingWhereMakeComputesWhatItCompiles(String makefile) throws Exception {
        buildByMake("make made", makefile);
        repository.write("README.md", "read me now");
        assertThat(repository.touched())
                .containsExactly(Map.entry("made", "what it is built from is not known: name it with sources:"));
    }

    @Test
    void countsTheMakefileAndWhatItIncludesBesideNamedSources() throws Exception {
        repository.base(Map.of("mk/go.mk", "FLAGS = -trimpath\n"));
        buildByMake(
                "make made\n  sources: [functions/greet]",
                "include mk/go.mk\nmade:\n\tgo build $(FLAGS) -o out/made.zip ./functions/greet\n");
        repository.write("README.md", "read me now");
        assertThat(repository.touched()).isEmpty();
        repository.write("mk/go.mk", "FLAGS = -race\n");
        assertThat(repository.touched()).containsExactly(Map.entry("made", "mk/go.mk changed"));
    }

    @Test
    void keepsToTheSourcesThatAreNamed() throws Exception {
        repository.write(
                "thresholds.yaml",
                THRESHOLDS.replace(
                        "    build: ci/build functions/order\n",
                        "    build: ci/build functions/order\n    sources: [functions/order,"
                                + " \"functions/**/te*.go\"]\n"));
        repository.commit();
        repository.git("branch", "-qf", "main");
        repository.write("ci/tools", "false\n");
        assertThat(repository.touched()).containsOnlyKeys("greet");
        repository.write("functions/shared/text/text.go", "package text\n\nconst Hello = 3\n");
        assertThat(repository.touched()).containsEntry("order", "functions/shared/text/text.go changed");
    }

    @Test
    void refusesSourcesThatNameNothing() throws Exception {
        repository.write(
                "thresholds.yaml",
                THRESHOLDS.replace(
                        "    package: functions/script\n",
                        "    package: functions/script\n    sources: [\"lib/**\"]\n"));
        assertThatThrownBy(() -> repository.touched())
                .isInstanceOf(ChangeException.class)
                .hasMessageMatching(
                        "thresholds.yaml:15:\\d+: functions.script.sources: \"lib/\\*\\*\" matches no file .*");
    }

    @Test
    void refusesARefThatIsNotThere() {
        for (String ref : new String[] {"origin/main", "--help", "", "main --output=x"}) {
            assertThatThrownBy(() -> ChangeSelection.since(repository.thresholds(), ref))
                    .as(ref)
                    .isInstanceOfSatisfying(ChangeException.class, e -> {
                        assertThat(e.problem().subject()).startsWith("--changed-since ");
                        assertThat(e.problem().message()).isEqualTo("no such branch, tag or commit here");
                        assertThat(e.problem().remedy()).isEqualTo("name another");
                    });
        }
    }

    @Test
    void refusesARefWithoutACommonCommit() throws Exception {
        repository.git("checkout", "-q", "--orphan", "island");
        repository.write("README.md", "of an island");
        repository.commit();
        assertThatThrownBy(() -> repository.touched())
                .isInstanceOf(ChangeException.class)
                .hasMessageContaining("no commit in common with HEAD");
    }

    @Test
    void refusesAFolderWithoutGit() throws Exception {
        Path plain = Files.createDirectories(folder.resolve("plain"));
        Files.createDirectories(plain.resolve("functions/script"));
        Files.createDirectories(plain.resolve("events"));
        Files.writeString(plain.resolve("events/greet.json"), "{}");
        Path file = Files.writeString(plain.resolve("thresholds.yaml"), THRESHOLDS);
        assertThatThrownBy(() -> ChangeSelection.since(
                        ThresholdsReader.read(file, "thresholds.yaml", ReadOptions.none())
                                .thresholds()
                                .orElseThrow(),
                        "main"))
                .isInstanceOf(ChangeException.class)
                .hasMessageContaining("no git working tree");
    }
}
