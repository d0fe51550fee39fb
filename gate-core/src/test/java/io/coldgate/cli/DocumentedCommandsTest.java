package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.coldgate.fixture.ForkedCli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands of README, docs/ and the help, in a repository of a user who has {@code coldgate} on the PATH. */
@Tag("process")
class DocumentedCommandsTest {
    private static final Path ROOT =
            Path.of(System.getProperty("coldgate.root", "..")).toAbsolutePath().normalize();

    /** A command at the beginning of a line of code, as a step of a workflow, or in a code span. */
    private static final Pattern COMMAND =
            Pattern.compile("(?m)(?:^(?:\\$ |    | *- run: )|`)(coldgate [a-z][^`\\n]*)");

    /** What needs no function that starts, no AWS, no Docker and no history. Each must stand in a page. */
    private static final List<String> RUN_HERE = List.of(
            "coldgate validate",
            "coldgate check",
            "coldgate check --dry-run",
            "coldgate check --platform aws --dry-run",
            "coldgate check --explain failed",
            "coldgate iam-policy",
            "coldgate iam-policy > policy.json",
            "coldgate judge target/coldgate",
            "coldgate judge coldgate-out --export bmf",
            "coldgate completion bash",
            "coldgate completion --help",
            "coldgate github --help");

    @TempDir
    private Path repository;

    @TempDir
    private Path bin;

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                    Stream.of(ROOT.resolve("README.md")),
                    docs.filter(page -> page.toString().endsWith(".md")))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    static Set<String> commands() throws IOException {
        Set<String> commands = new TreeSet<>();
        for (Path page : pages().toList()) {
            Matcher found = COMMAND.matcher(Files.readString(page));
            while (found.find()) {
                commands.add(found.group(1).replaceFirst(" +# .*", "").strip());
            }
        }
        return commands;
    }

    static Stream<String> withArguments() throws IOException {
        // A command alone is its name, with what it needs left out.
        return Stream.concat(commands().stream(), examplesOfHelp())
                .filter(command -> command.split(" ").length > 2)
                .distinct();
    }

    private static Stream<String> examplesOfHelp() {
        return Cli.line(new CapturedCli().terminal()).getSubcommands().values().stream()
                .flatMap(command ->
                        Arrays.stream(command.getCommandSpec().usageMessage().footer()))
                .map(line -> line.replaceFirst(" +# .*", "").strip())
                .filter(line -> line.startsWith("coldgate "));
    }

    static Stream<String> runHere() {
        return RUN_HERE.stream();
    }

    @BeforeEach
    void repository() throws IOException {
        Files.writeString(repository.resolve("pom.xml"), "<project/>\n");
        Files.writeString(repository.resolve("bootstrap"), "#!/bin/sh\nexit 7\n");
        Files.writeString(repository.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  checkout: { package: bootstrap, artifact: { zip: 10MB, files: 1 } }
                """);
        Path coldgate = bin.resolve("coldgate");
        Files.writeString(coldgate, "#!/bin/sh\nexec '" + String.join("' '", ForkedCli.command()) + "' \"$@\"\n");
        assertThat(coldgate.toFile().setExecutable(true)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noPageCallsAScriptOfThisRepository(Path page) throws IOException {
        assertThat(Files.readString(page)).doesNotContain("./coldgate");
    }

    @ParameterizedTest
    @MethodSource("withArguments")
    void everyCommandIsUnderstood(String command) {
        String[] words = Arrays.stream(command.replaceFirst(" *[<>|].*", "").split(" +"))
                .skip(1)
                .map(word -> word.replaceAll("[\\[\\]']", ""))
                .toArray(String[]::new);

        assertThatCode(() -> Cli.line(new CapturedCli().terminal()).parseArgs(words))
                .as(command)
                .doesNotThrowAnyException();
    }

    @Test
    void whatRunsHereIsWhatThePagesSay() throws IOException {
        assertThat(commands()).hasSizeGreaterThan(30).containsAll(RUN_HERE);
    }

    @ParameterizedTest
    @MethodSource("runHere")
    void aCommandRunsInAUsersRepository(String command) throws Exception {
        if (command.contains("judge")) {
            assertThat(run("coldgate check --output " + command.split(" ")[2])).startsWith("0 ");
        }
        assertThat(run(command)).startsWith("0 ");
    }

    @Test
    void aCommandInAFolderBelowFindsTheFile() throws Exception {
        Path below = Files.createDirectories(repository.resolve("services/checkout"));
        Files.createDirectory(repository.resolve(".git"));

        assertThat(run("cd services/checkout && coldgate check"))
                .startsWith("0 ")
                .contains("../../target/coldgate");
        assertThat(below).isEmptyDirectory();
        assertThat(repository.resolve("target/coldgate/report.json")).isNotEmptyFile();
    }

    private String run(String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of("sh", "-c", command)))
                .directory(repository.toFile())
                .redirectErrorStream(true);
        builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + said;
    }
}
