package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.replay.SmallData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    private final CapturedCli cli = new CapturedCli();

    @TempDir
    private Path folder;

    private int run(String... args) {
        return cli.runAnew(args);
    }

    private String out() {
        return cli.out();
    }

    private String err() {
        return cli.err();
    }

    @Test
    void printsTheTableTheSameForTheSameSeed() {
        String data = SmallData.file().toString();
        assertThat(run("replay", data, "--builds", "4", "--seed", "5")).isZero();
        String first = out();
        assertThat(first)
                .contains("4 builds in each column, 10 functions each, drawn from 24 pools of 30 days; seed 5");
        assertThat(run("replay", data, "--builds", "4", "--seed", "5")).isZero();
        assertThat(out()).isEqualTo(first);
        assertThat(err()).isEmpty();
    }

    @Test
    void printsJsonAndDrawsOnePackageType() {
        Path plot = folder.resolve("plot.svg");
        String data = SmallData.file().toString();
        assertThat(run("replay", data, "--builds=2", "--json", "--package=image", "--plot=" + plot))
                .isZero();
        assertThat(out()).startsWith("{\n  \"schemaVersion\" : 1,").contains("\"pools\" : 8");
        assertThat(plot).content().startsWith("<svg ").contains("image");
    }

    @Test
    void drawsOverAPlotAndOverNoOtherFile() throws IOException {
        Path data = Files.copy(SmallData.file(), folder.resolve("starts.csv"));
        byte[] before = Files.readAllBytes(data);

        assertThat(run("replay", data.toString(), "--builds=2", "--plot=" + data))
                .isEqualTo(2);

        assertThat(err()).contains("starts.csv: exists and is not a plot, so it is not replaced; name another file");
        assertThat(data).hasBinaryContent(before);
    }

    @Test
    void saysWhenTimeRanOut() {
        assertThat(run("replay", SmallData.file().toString(), "--time-limit", "1ns", "--builds", "900"))
                .isZero();
        assertThat(out()).matches("(?s)[12] builds in each column.*");
        assertThat(err()).matches("coldgate: --time-limit: [12] of 900 builds were simulated\n");
    }

    @Test
    void oneLineAndExitCode2ForWhatCannotBeRead() throws IOException {
        assertThat(run("replay", folder.resolve("none.csv").toString())).isEqualTo(2);
        assertThat(err()).endsWith("none.csv: no such file\n");
        Path bad = Files.writeString(folder.resolve("bad.csv"), "date,x\n");
        assertThat(run("replay", bad.toString())).isEqualTo(2);
        assertThat(err()).contains("bad.csv:1:6: not the header").hasLineCount(1);
        assertThat(run("replay", SmallData.file().toString(), "--package", "jar"))
                .isEqualTo(2);
        assertThat(err()).contains("no jar configuration has 200 starts within 30 days");
    }

    @Test
    void refusesOptionsThatCannotBeSimulated() {
        String data = SmallData.file().toString();
        assertThat(run("replay", data, "--checks", "31")).isEqualTo(2);
        assertThat(err()).contains("--checks: 31: must be a multiple of 3");
        assertThat(run("replay", data, "--builds", "0")).isEqualTo(2);
        assertThat(run("replay", data, "--starts", "3")).isEqualTo(2);
        assertThat(run("replay")).isEqualTo(2);
        assertThat(out()).isEmpty();
    }
}
