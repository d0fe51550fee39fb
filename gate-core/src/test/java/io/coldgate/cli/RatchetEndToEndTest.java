package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.fixture.QuietListener;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RatchetRun;
import io.coldgate.run.RunException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code coldgate ratchet} after a check. */
@Tag("process")
class RatchetEndToEndTest {
    private static final String FILE = """
            version: 1   # ours
            functions:
              hello: { package: hello.zip, budgets: { init_cpu: { p50: '20s' } } } # agreed
            """;

    @TempDir
    Path folder;

    @BeforeAll
    static void buildTheFunction() throws Exception {
        GateFolder.build("hello");
    }

    @Test
    void tightensAProvenBudgetInTheFileAndKeepsEverythingElse() throws IOException {
        GateFolder gate = measured();

        assertThat(gate.coldgate("ratchet", gate.output().toString()))
                .as(gate.text())
                .isZero();
        assertThat(gate.out()).contains("p50: '20s'", "+  hello: {", "nothing was written");
        assertThat(Files.readString(gate.file())).isEqualTo(FILE);

        gate.takeOut();
        assertThat(gate.coldgate("ratchet", gate.output().toString(), "--json")).isZero();
        assertThat(gate.takeOut()).contains("\"schemaVersion\"", "\"function\" : \"hello\"", "\"written\" : false");

        Set<PosixFilePermission> own = PosixFilePermissions.fromString("rw-r-----");
        Files.setPosixFilePermissions(gate.file(), own);
        assertThat(gate.coldgate("ratchet", gate.output().toString(), "--write"))
                .as(gate.text())
                .isZero();
        assertThat(Files.getPosixFilePermissions(gate.file())).isEqualTo(own);
        String tighter = Files.readString(gate.file());
        assertThat(tighter).isNotEqualTo(FILE);
        assertThat(tighter.replaceFirst("'[0-9.]+m?s'", "'20s'")).isEqualTo(FILE);
        assertThat(folder).isDirectoryNotContaining("glob:**.half");
        assertThat(gate.coldgate("validate")).as(gate.text()).isZero();
    }

    @Test
    void refusesAFileThatTheRunWasNotMeasuredWith() throws IOException {
        GateFolder gate = measured();
        String changed = FILE + "# later\n";
        gate.thresholds(changed);

        assertThat(gate.coldgate("ratchet", gate.output().toString(), "--write"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(gate.err())
                .contains(
                        "not the file that the run in " + gate.output().resolve("results.jsonl") + " was measured with")
                .doesNotContain("judged by");
        assertThat(Files.readString(gate.file())).isEqualTo(changed);
    }

    /** A command that is killed before the move leaves the file as it was, and half of the new one beside it. */
    @Test
    void whatAKilledRatchetLeftGoesWithTheNextOne() throws IOException {
        GateFolder gate = measured();
        Path half = Files.writeString(gate.file().resolveSibling(".thresholds.yaml.half"), FILE.substring(0, 30));

        assertThat(gate.coldgate("ratchet", gate.output().toString(), "--write"))
                .as(gate.text())
                .isZero();

        assertThat(half).doesNotExist();
        assertThat(Files.readString(gate.file()).replaceFirst("'[0-9.]+m?s'", "'20s'"))
                .isEqualTo(FILE);
    }

    /** The line about results that a killed run left comes after the file was read, and before it is written. */
    @Test
    void aFileThatSomebodyChangesMeanwhileIsLeftAlone() throws IOException {
        GateFolder gate = measured();
        Path results = gate.output().resolve("results.jsonl");
        String whole = Files.readString(results);
        Files.writeString(results, whole.substring(0, whole.length() - 1));
        String changed = FILE + "# somebody's\n";
        List<String> said = new ArrayList<>();
        RatchetRun run = new RatchetRun(gate.file(), new QuietListener() {
            @Override
            public void error(String line) {
                said.add(line);
                try {
                    Files.writeString(gate.file(), changed);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });

        assertThatThrownBy(() -> run.run(List.of(gate.output()), true))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("was changed while it was read, so nothing was written: try again");
        assertThat(said).isNotEmpty();
        assertThat(Files.readString(gate.file())).isEqualTo(changed);
        assertThat(folder).isDirectoryNotContaining("glob:**.half");
    }

    @Test
    void saysThatNoRunIsThere() throws IOException {
        GateFolder gate = new GateFolder(folder);
        gate.thresholds(FILE);

        assertThat(gate.coldgate("ratchet", folder.resolve("none").toString())).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(gate.err()).contains("none: no such file; coldgate check writes one");
    }

    @Test
    void ofRunsOfSeveralDaysTheSlowestDecides() throws IOException {
        GateFolder gate = measured();
        Path days = Files.createDirectories(folder.resolve("days"));
        for (String day : List.of("monday", "tuesday")) {
            Path own = Files.createDirectory(days.resolve(day));
            Files.copy(gate.output().resolve("results.jsonl"), own.resolve("results.jsonl"));
        }
        Path slow = days.resolve("tuesday/results.jsonl");
        Files.writeString(slow, later(slow).replaceAll("\"init_cpu\":[0-9.E]+", "\"init_cpu\":5.0E9"));

        assertThat(gate.coldgate("ratchet", days.toString(), "--json"))
                .as(gate.text())
                .isZero();
        assertThat(gate.takeOut()).contains("\"new\" : \"6.3s\"", "\"runs\" : 2");
    }

    /** The text of a run's file, as another run has it that began in another millisecond. */
    private static String later(Path results) throws IOException {
        String text = Files.readString(results);
        String later = text.replaceFirst("\"at\":[0-9]", "\"at\":2");
        assertThat(later).isNotEqualTo(text);
        return later;
    }

    @Test
    void aRunAndItsCopyAreNotTwoDays() throws IOException {
        GateFolder gate = measured();
        Path results = gate.output().resolve("results.jsonl");
        String whole = Files.readString(results);
        Path copy = Files.copy(results, folder.resolve("copy.jsonl"));
        Path torn = Files.writeString(folder.resolve("torn.jsonl"), whole.substring(0, whole.length() - 20));
        Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), results);

        String sameRun = ": is the same run as " + results + " (same start, seed and host): name each run once";
        Map<Path, String> refused = Map.of(
                copy,
                sameRun,
                torn,
                sameRun,
                link,
                ": is named twice, also as " + results + ": name each run's results");
        for (Map.Entry<Path, String> each : refused.entrySet()) {
            Path same = each.getKey();
            assertThat(gate.coldgate("ratchet", gate.output().toString(), same.toString(), "--write"))
                    .isEqualTo(ExitCode.USAGE);
            assertThat(gate.err()).contains(same + each.getValue());
            assertThat(Files.readString(gate.file())).isEqualTo(FILE);
        }
    }

    private GateFolder measured() throws IOException {
        GateFolder gate = new GateFolder(folder);
        gate.copy("hello", "hello.zip");
        gate.thresholds(FILE);
        assertThat(gate.coldgate("check")).as(gate.text()).isZero();
        gate.takeOut();
        return gate;
    }
}
