package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.sample.ResultsWriter;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is written through a symbolic link, whether it came with the checkout or was put there by a build. */
class OutputLinksTest {
    private static final String MINE = "mine\n";

    @TempDir
    private Path folder;

    private GateFolder gate;
    private Path mine;

    @BeforeEach
    void aFileOfSomebody() throws IOException {
        gate = new GateFolder(folder);
        mine = Files.writeString(folder.resolve("mine"), MINE);
        Files.writeString(folder.resolve("bootstrap"), "#!/bin/sh\n");
    }

    private void thresholds(String build) throws IOException {
        gate.thresholds("version: 1\nfunctions:\n  hello: { " + build
                + "package: bootstrap, platform: embedded, runtime: provided.al2023, artifact: { zip: 10MB } }\n");
    }

    private void untouched() throws IOException {
        assertThat(mine).hasContent(MINE.strip());
        assertThat(Files.readString(mine)).isEqualTo(MINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"results.jsonl", "report.json", "report.html", "junit.xml", "summary.md", ".lock"})
    void aLinkThatIsThereBeforeIsNamedAndNothingIsMeasured(String name) throws Exception {
        thresholds("");
        Files.createDirectories(gate.output());
        Files.createSymbolicLink(gate.output().resolve(name), mine);

        assertThat(gate.coldgate("check", "--quiet")).as(gate.text()).isEqualTo(2);
        assertThat(gate.err().lines()).hasSize(1);
        assertThat(gate.err()).contains(name + " is a symbolic link, and nothing is written through one: remove it");
        untouched();
    }

    @Test
    void aFolderThatIsALinkIsNamedAndNothingIsMeasured() throws Exception {
        thresholds("");
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(gate.output(), elsewhere);

        assertThat(gate.coldgate("check", "--quiet")).isEqualTo(2);
        assertThat(gate.err()).contains("coldgate-out is a symbolic link");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"report.json", "report.html", "junit.xml", "summary.md", ".report.json.half"})
    void aLinkThatABuildPutsThereIsReplaced(String name) throws Exception {
        thresholds("build: \"ln -s " + mine + " coldgate-out/" + name + "\", ");

        assertThat(gate.coldgate("check", "--quiet")).as(gate.text()).isZero();

        untouched();
        assertThat(Files.isRegularFile(gate.output().resolve("report.json"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        if (!name.startsWith(".")) {
            assertThat(Files.isSymbolicLink(gate.output().resolve(name))).isFalse();
        }
    }

    @Test
    void resultsAreNotWrittenThroughALinkThatABuildPutsThere() throws Exception {
        thresholds("build: \"ln -s " + mine + " coldgate-out/results.jsonl\", ");

        assertThat(gate.coldgate("check", "--quiet")).as(gate.text()).isEqualTo(4);
        assertThat(gate.err().lines()).hasSize(1);
        assertThat(gate.err()).contains("a symbolic link; nothing is written through one");
        untouched();
    }

    @Test
    @Tag("process")
    void aFolderThatABuildPutsInItsPlaceIsNotWrittenTo() throws Exception {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(
                folder.resolve("swap.sh"), "#!/bin/sh\nmv coldgate-out moved && ln -s elsewhere coldgate-out\n");
        folder.resolve("swap.sh").toFile().setExecutable(true);
        thresholds("build: ./swap.sh, ");

        assertThat(gate.coldgate("check", "--quiet")).as(gate.text()).isEqualTo(4);
        assertThat(gate.err()).contains("is a symbolic link, and nothing is written through one");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void aSecondNameOfAFileIsNotEmptied() throws Exception {
        thresholds("");
        Files.createDirectories(gate.output());
        Files.createLink(gate.output().resolve("results.jsonl"), mine);

        assertThat(gate.coldgate("check", "--quiet")).as(gate.text()).isZero();
        untouched();
    }

    @Test
    void judgeWritesThroughNoLink() throws Exception {
        thresholds("");
        assertThat(gate.coldgate("check", "--quiet")).as(gate.text()).isZero();
        Files.delete(gate.output().resolve("report.html"));
        Files.createSymbolicLink(gate.output().resolve("report.html"), mine);

        assertThat(gate.judge()).as(gate.text()).isZero();
        untouched();
        Path output = Files.createSymbolicLink(folder.resolve("out"), Files.createDirectories(folder.resolve("other")));
        assertThat(gate.coldgate(
                        "judge", "--output", output.toString(), gate.output().toString()))
                .isEqualTo(2);
        assertThat(folder.resolve("other")).isEmptyDirectory();
    }

    @Test
    void aWriterOpensNoLink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), mine);
        assertThatThrownBy(() -> ResultsWriter.create(link)).isInstanceOf(FileSystemException.class);
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("new"));
        assertThatThrownBy(() -> ResultsWriter.create(dangling)).isInstanceOf(FileSystemException.class);
        assertThat(folder.resolve("new")).doesNotExist();
        untouched();
    }
}
