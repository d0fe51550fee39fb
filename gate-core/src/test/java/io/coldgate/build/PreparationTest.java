package io.coldgate.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.coldgate.fixture.Plans;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.sample.ResultsRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class PreparationTest {
    private static final String SCRIPT = "#!/bin/sh\nexit 0\n";

    @TempDir
    private Path folder;

    private final List<String> steps = new ArrayList<>();

    private void script(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String function(String name, String more) {
        return name + ":\n" + more.indent(2) + "  budgets: { init_duration: { p50: 20ms } }\n";
    }

    private List<Candidate> prepare(String functions) throws Exception {
        return new Preparation(folder, new Steps()).prepare(Plans.plan(folder, functions));
    }

    private final class Steps implements Progress {
        @Override
        public void step(String what) {
            steps.add(what);
        }

        @Override
        public void recorded(ResultsRecord entry, GateEvaluation build) {}

        @Override
        public void finished() {}
    }

    @Test
    void buildsBeforeItPacksAndOnceForAllThatNameTheCommand() throws Exception {
        script("build", "echo once >> builds\nprintf '#!/bin/sh\\n' > bootstrap\nchmod +x bootstrap");

        List<Candidate> candidates = prepare(function("one", "build: ./build all\npackage: bootstrap")
                + function("two", "build: ./build all\npackage: bootstrap")
                + function("three", "build: ./build other\npackage: bootstrap"));

        assertThat(candidates).extracting(Candidate::name).containsExactly("one", "two", "three");
        assertThat(Files.readAllLines(folder.resolve("builds"))).hasSize(2);
        assertThat(steps).containsExactly("building one", "building three");
        assertThat(candidates.get(0).facts().orElseThrow().files()).isEqualTo(1);
    }

    @Test
    void aBuildThatFailsIsToldWithItsLastOutput() throws Exception {
        script("build", "seq 1 40\nprintf '::error::pwned\\n##[error]pwned\\n\\033[2Jclear\\n' >&2\nexit 3");

        assertThatThrownBy(() -> prepare(function("one", "build: ./build\npackage: bootstrap")))
                .asInstanceOf(type(PreparationException.class))
                .satisfies(e -> assertThat(e.isBuild()).isTrue())
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith("thresholds.yaml:5:")
                        .contains("functions.one.build: the build ended with exit code 3:")
                        .contains("\n  | 40\n")
                        .doesNotContain("\n  | 28\n")
                        .contains("\n  | ::error::pwned\n")
                        .doesNotContain("##[error]")
                        .contains("\\u001b[2Jclear"));
    }

    @Test
    void aBuildThatFailsSilentlyIsToldToo() throws Exception {
        script("build", "exit 1");

        assertThatThrownBy(() -> prepare(function("one", "build: ./build\npackage: bootstrap")))
                .hasMessageEndingWith("the build ended with exit code 1 and no output");
    }

    @Test
    void aBuildCommandThatIsNotThereIsTold() {
        assertThatThrownBy(() -> prepare(function("one", "build: ./no-such-command\npackage: bootstrap")))
                .asInstanceOf(type(PreparationException.class))
                .satisfies(e -> assertThat(e.isBuild()).isTrue())
                .satisfies(e -> assertThat(e.getMessage()).contains("cannot run \"./no-such-command\""));
    }

    @Test
    void aBuildReadsAnEmptyStandardInput() throws Exception {
        script("build", "cat > input\nprintf '#!/bin/sh\\n' > bootstrap\nchmod +x bootstrap");

        prepare(function("one", "build: ./build\npackage: bootstrap"));

        assertThat(folder.resolve("input")).isEmptyFile();
    }

    @Test
    void anInterruptedBuildIsEnded() throws Exception {
        script("build", "echo $$ > pid\nexec sleep 600");
        Thread building = new Thread(() -> {
            try {
                prepare(function("one", "build: ./build\npackage: bootstrap"));
            } catch (Exception e) {
                steps.add(e.getClass().getSimpleName());
            }
        });
        building.start();
        Path pid = folder.resolve("pid");
        try {
            while (!Files.exists(pid) || Files.size(pid) == 0) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("the build has not begun");
                }
                Thread.onSpinWait();
            }
        } finally {
            building.interrupt();
        }
        building.join();

        assertThat(steps).endsWith("InterruptedException");
        long id = Long.parseLong(Files.readString(pid).strip());
        ProcessHandle.of(id).ifPresent(process -> process.onExit().join());
        assertThat(ProcessHandle.of(id).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
    }

    @Test
    void aMissingPackageIsAMistakeInTheFile() {
        assertThatThrownBy(() -> prepare(function("one", "package: nowhere.zip")))
                .asInstanceOf(type(PreparationException.class))
                .satisfies(e -> assertThat(e.isBuild()).isFalse())
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith("thresholds.yaml:5:")
                        .contains("functions.one.package:")
                        .contains("nowhere.zip")
                        .doesNotContain("\n"));
    }

    @Test
    void aPackageThatIsNoZipIsAMistakeInTheFile() throws Exception {
        Files.writeString(folder.resolve("function.zip"), "this is no zip");

        assertThatThrownBy(() -> prepare(function("one", "package: function.zip")))
                .asInstanceOf(type(PreparationException.class))
                .satisfies(e -> assertThat(e.isBuild()).isFalse())
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("functions.one.package:")
                        .doesNotContain("\n"));
    }

    @Test
    void aFileThatNothingStartsIsNoPackage() throws Exception {
        Files.writeString(folder.resolve("notes.txt"), "just a text");

        assertThatThrownBy(() -> prepare(function("one", "package: notes.txt")))
                .isInstanceOf(PreparationException.class)
                .hasMessageContaining("is neither a zip nor an executable");
    }

    @Test
    void theEventIsTheFilesPayloadOrAnEmptyObject() throws Exception {
        Files.writeString(folder.resolve("bootstrap"), SCRIPT);
        Files.writeString(folder.resolve("event.json"), "{\"name\":\"ü\"}");

        List<Candidate> candidates = prepare(
                function("one", "package: bootstrap\npayload: event.json") + function("two", "package: bootstrap"));

        assertThat(new String(candidates.get(0).mainEvent(), StandardCharsets.UTF_8))
                .isEqualTo("{\"name\":\"ü\"}");
        assertThat(new String(candidates.get(1).mainEvent(), StandardCharsets.UTF_8))
                .isEqualTo("{}");
    }
}
