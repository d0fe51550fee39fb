package io.coldgate.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmptyFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Tool.class)
    void anEmptyFileOfAnyToolIsSaidToBeEmpty(Tool tool) throws IOException {
        Path file = Files.createFile(folder.resolve("results.json"));

        ToolResults read = Imports.read(new ToolResults.Source(tool, "results.json"), file);

        assertThat(read.problem()).contains("the file is empty: see whether the tool that writes it failed");
    }

    @Test
    void ofAFileThatBreaksOffOnlyWhatItsReaderCanUseIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("results.json"), "{ \"samples\": [");

        ToolResults read = Imports.read(new ToolResults.Source(Tool.SAMPLES, "results.json"), file);

        assertThat(read.problem().orElseThrow())
                .startsWith("results.json:1:")
                .contains("not whole JSON: Unexpected end-of-input")
                .doesNotContain("REDACTED", "start marker");
    }

    @Test
    void ofAnotherToolsTextTheRemedyIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("bench.txt"), "goos: linux\n");

        ToolResults read = Imports.read(new ToolResults.Source(Tool.K6, "bench.txt"), file);

        assertThat(read.problem())
                .contains("bench.txt:1:1: not JSON from its first character on: name the file that the tool writes as"
                        + " JSON (docs/results.md)");
    }

    @Test
    void anEmptyFileOfAFolderIsNamed() throws IOException {
        Files.createFile(folder.resolve("lhr-1.json"));

        ToolResults read = Imports.read(new ToolResults.Source(Tool.LIGHTHOUSE, "."), folder);

        assertThat(read.problem().orElseThrow()).contains("lhr-1.json: the file is empty");
    }
}
