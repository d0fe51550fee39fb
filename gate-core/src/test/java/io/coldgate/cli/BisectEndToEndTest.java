package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.fixture.BashFunction;
import io.coldgate.fixture.ForkedCli;
import io.coldgate.fixture.GitRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Searches real histories of a function in shell whose init sleeps, with git and the embedded Lambda. */
@Tag("process")
@Tag("slow")
@Tag("git")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BisectEndToEndTest {
    private static final String FUNCTION =
            BashFunction.of("read -r delay < \"$LAMBDA_TASK_ROOT/delay\"; sleep \"$delay\"", ":");

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String FAST = "0.01";
    private static final String SLOW = "0.06";

    @TempDir
    Path folder;

    private GitRepository repository;
    private GateFolder gate;
    private final List<String> commits = new ArrayList<>();

    @BeforeEach
    void makeTheRepository() throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();
        repository = GitRepository.create(folder);
        gate = new GateFolder(repository.top());
        gate.thresholds("""
                version: 1
                functions:
                  shop:
                    build: sh make.sh
                    package: build
                    sampling: { discard: 0, max: 40 }
                    budgets: { init_duration: { p50: 10s } }
                """);
        repository.write("bootstrap", FUNCTION);
        repository.write("make.sh", "mkdir -p build && cp bootstrap delay build/ && chmod +x build/bootstrap\n");
        repository.write(".gitignore", "build/\ncoldgate-out/\n");
        repository.write("delay", FAST);
        commits.add(repository.commit("begin"));
        repository.git("tag", "good");
    }

    private void commit(String delay) throws IOException {
        repository.write("delay", delay + "\n".repeat(commits.size()));
        commits.add(repository.commit("change " + commits.size()));
    }

    private int bisect(String... more) {
        List<String> words = new ArrayList<>(List.of("good", "--tolerance", "+100%", "--no-explain"));
        words.addAll(List.of(more));
        return gate.coldgate("bisect", words.toArray(String[]::new));
    }

    @Test
    void theFirstSlowCommitIsFoundBesideOnesThatDoNotBuildAndNothingOfTheUsersIsTouched() throws Exception {
        commit(FAST);
        repository.write("make.sh", "exit 3\n");
        commit(FAST);
        repository.write("make.sh", "mkdir -p build && cp bootstrap delay build/ && chmod +x build/bootstrap\n");
        commit(FAST);
        commit(SLOW);
        commit(SLOW);
        repository.write("delay", "the user's own");
        repository.write("new-file", "the user's own");

        assertThat(bisect()).as(gate.text()).isZero();

        assertThat(gate.takeOut())
                .contains("the first slow commit is " + commits.get(4).substring(0, 10) + " change 4")
                .contains("beside the one before it: shop init_duration p50 ")
                .contains("5 commits, ");
        assertThat(repository.git("status", "--short")).isEqualTo(" M delay\n?? new-file\n");
        assertThat(repository.git("worktree", "list")).doesNotContain("coldgate/bisect/");
        assertThat(repository.git("rev-parse", "HEAD").strip()).isEqualTo(commits.get(5));

        // The same again is read, not measured; programs get the state.
        assertThat(bisect("--json")).isZero();
        assertThat(gate.err()).contains("going on with ");
        assertThat(gate.takeOut()).contains("\"result\" : \"FOUND\"", commits.get(4));
    }

    @Test
    void ofATornStateNothingIsTakenAndATreeThatWasLeftIsMadeAnew() throws Exception {
        commit(FAST);
        commit(SLOW);
        assertThat(bisect()).as(gate.text()).isZero();
        Path left = repository.top().resolve(".git/coldgate/bisect/repository");
        repository.git("worktree", "add", "--detach", "--force", left.toString(), commits.get(0));
        Files.writeString(left.resolve("delay"), "half-written");
        try (Stream<Path> states = Files.find(gate.output(), 3, (file, attributes) -> file.endsWith("bisect.json"))) {
            for (Path state : states.toList()) {
                String json = Files.readString(state);
                Files.writeString(state, json.substring(0, json.length() / 2));
            }
        }

        assertThat(bisect()).as(gate.text()).isZero();

        assertThat(gate.err()).doesNotContain("going on with");
        assertThat(gate.out())
                .contains("the first slow commit is " + commits.get(2).substring(0, 10));
        assertThat(left).doesNotExist();
    }

    @Test
    void aSearchWithMoreRoundsLooksAgainAtWhatStayedOpenAndOneWithOtherSettingsAtEverything() throws Exception {
        commit(FAST);
        commit(SLOW);
        // No ten rounds are evidence enough for this.
        gate.thresholds(Files.readString(gate.file()) + "defaults: { confidence: { false-alarm: 0.1% } }\n");

        assertThat(bisect("--max-samples", "10")).as(gate.text()).isEqualTo(3);
        assertThat(gate.takeOut()).contains("nothing can be said: ", "try a larger --max-samples");
        assertThat(bisect("--max-samples", "10")).isEqualTo(3);
        assertThat(gate.err())
                .as("with as many rounds the same is open")
                .containsOnlyOnce("skipped " + commits.get(2).substring(0, 10));

        assertThat(bisect()).as(gate.text()).isZero();
        assertThat(gate.takeOut())
                .contains("the first slow commit is " + commits.get(2).substring(0, 10));
        assertThat(bisect("--max-samples", "10")).as("evidence stays evidence").isZero();

        int compared = comparisons();
        gate.thresholds(Files.readString(gate.file()).replace("    budgets", "    memory: 256MB\n    budgets"));
        assertThat(bisect()).as(gate.text()).isZero();
        assertThat(comparisons())
                .as("another memory setting is another question")
                .isGreaterThan(compared);
        compared = comparisons();
        gate.thresholds(Files.readString(gate.file()).replace("    memory: 256MB\n", ""));
        assertThat(bisect()).as(gate.text()).isZero();
        assertThat(comparisons()).as("the first question's answers are kept").isEqualTo(compared);
    }

    @Test
    void withoutAToleranceItFollowsFromTheSlowCommitsStepAndAResumedSearchKeepsIt() throws Exception {
        commit(FAST);
        commit(FAST);
        commit(SLOW);

        assertThat(gate.coldgate("bisect", "good", "--no-explain"))
                .as(gate.text())
                .isZero();

        assertThat(gate.err()).contains(": between the fast commit and the slow one; --tolerance sets another");
        assertThat(gate.takeOut())
                .contains("the first slow commit is " + commits.get(3).substring(0, 10))
                .contains("between the fast commit and the slow one: --tolerance +5% finds smaller steps");
        ObjectNode state =
                (ObjectNode) JSON.readTree(Files.readString(gate.output().resolve("bisect/bisect.json")));
        assertThat(state.get("tolerance").asDouble()).isGreaterThan(.05);
        assertThat(state.get("question").get("tolerance").asDouble()).isEqualTo(.05);

        state.put("tolerance", .31);
        ((ArrayNode) state.get("looks")).remove(1);
        Files.writeString(ownState(), state.toString());
        assertThat(gate.coldgate("bisect", "good", "--no-explain"))
                .as(gate.text())
                .isZero();
        assertThat(gate.takeOut()).contains("; limit +31%, ");
    }

    private Path ownState() throws IOException {
        try (Stream<Path> states = Files.find(
                gate.output(),
                3,
                (file, attributes) ->
                        file.endsWith("bisect.json") && !file.getParent().endsWith("bisect"))) {
            return states.findFirst().orElseThrow();
        }
    }

    @Test
    void onlyTheQuantileOfTheBisectionBoundsItsRounds() throws Exception {
        commit(FAST);
        gate.thresholds(
                Files.readString(gate.file()).replace("max: 40", "max: 400").replace("p50: 10s", "p95: 10s"));

        assertThat(bisect("--dry-run", "--max-samples", "30")).as(gate.text()).isZero();
        assertThat(bisect("--dry-run", "--max-samples", "30", "--quantile", "p95"))
                .isEqualTo(2);
        assertThat(gate.err())
                .contains(
                        "--max-samples: 30: p95 needs at least 72 rounds to find a commit fast: set --max-samples to 72"
                                + " or more, or use --quantile p50");
        assertThat(bisect("--step", "--max-samples", "30", "--quantile", "p95")).isEqualTo(128);
        assertThat(gate.err()).contains("p95 needs at least 59 rounds");
        assertThat(bisect("--dry-run", "--max-samples", "9")).isEqualTo(2);
        assertThat(gate.err())
                .contains("--max-samples: 9: p50 needs at least 10 rounds to find a commit fast: set --max-samples to"
                        + " 10 or more\n");
    }

    /** Returns how many comparisons have said something. */
    private int comparisons() {
        return (int) gate.err()
                .lines()
                .filter(line -> line.matches("(fast|slow|skipped) +[0-9a-f]{10} .*"))
                .count();
    }

    @Test
    void whereNothingGotSlowerThereIsNothingToFind() throws Exception {
        commit(FAST);
        commit(FAST);

        assertThat(bisect()).isEqualTo(3);
        assertThat(gate.out()).contains("nothing to find: ").contains(" is within +100% of the fast commit");
    }

    @Test
    void severalAreNamedWhereOnlySuchAreLeftThatDoNotBuild() throws Exception {
        repository.write("make.sh", "echo no compiler here; exit 3\n");
        commit(FAST);
        repository.write("make.sh", "mkdir -p build && cp bootstrap delay build/ && chmod +x build/bootstrap\n");
        commit(SLOW);

        assertThat(bisect()).isEqualTo(3);
        assertThat(gate.out())
                .contains("the first slow commit is one of these")
                .contains("change 1: ")
                .contains("the build ended with exit code 3");
    }

    @Test
    void aStepOfGitsOwnBisectionExitsAsGitWants() throws Exception {
        commit(FAST);
        assertThat(bisect("--step")).as(gate.text()).isZero();
        commit(SLOW);
        assertThat(bisect("--step")).isEqualTo(1);
        assertThat(gate.out()).contains("slow    " + commits.get(2).substring(0, 10));
        repository.write("make.sh", "exit 3\n");
        assertThat(bisect("--step")).isEqualTo(125);
    }

    @Test
    void whatIsNoAnswerAboutTheCommitEndsGitsBisection() throws Exception {
        commit(SLOW);
        assertThat(gate.coldgate("bisect", "no-such-ref", "--step")).isEqualTo(128);
        assertThat(bisect("--step", "--metric", "init_dration")).isEqualTo(128);
        assertThat(gate.err()).contains("unknown metric \"init_dration\"; did you mean \"init_duration\"?");
        assertThat(bisect("--step", "--quantile", "p42")).isEqualTo(128);
        assertThat(bisect("--step", "--tolerance", "abc")).isEqualTo(128);
        assertThat(bisect("--step", "--max-samples", "0")).isEqualTo(128);
        assertThat(bisect("--step", "--tolerence", "+5%")).isEqualTo(128);
        assertThat(bisect("--step", "--json")).isEqualTo(128);
        assertThat(bisect("--stepp")).isEqualTo(128);
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThat(bisect("--step", "--output", file.resolve("below").toString()))
                .as(gate.text())
                .isEqualTo(128);
        gate.thresholds("version: 1\nfunctions: 7\n");
        assertThat(bisect("--step")).isEqualTo(128);
        assertThat(bisect("--tolerence", "+5%")).as("no step").isEqualTo(2);
    }

    @Test
    void gitItselfFindsTheCommitWithTheStepAndNamesNoneWhereTheStepHasAMistake() throws Exception {
        commit(FAST);
        commit(SLOW);
        commit(SLOW);
        List<String> step = new ArrayList<>(List.of("bisect", "run"));
        step.addAll(ForkedCli.command("bisect", "--step", "good", "--tolerance", "+100%"));
        repository.git("bisect", "start", "main", "good");
        step.addAll(List.of("--max-samples", "many"));

        assertThatThrownBy(() -> repository.git(step.toArray(String[]::new)))
                .hasMessageContaining("bisect run failed")
                .hasMessageNotContaining("is the first bad commit");
        assertThat(repository.git("bisect", "log")).doesNotContain("first bad commit");

        assertThat(repository.git(step.subList(0, step.size() - 2).toArray(String[]::new)))
                .contains(commits.get(2) + " is the first bad commit");
    }

    @Test
    void mistakesAreOneLineAndNothingIsBuilt() throws Exception {
        commit(SLOW);

        assertThat(bisect("no-such-branch")).isEqualTo(2);
        assertThat(gate.err()).contains("\"no-such-branch\": no such branch, tag or commit here");
        assertThat(bisect("good")).isEqualTo(2);
        assertThat(gate.err()).contains("are the same commit");
        assertThat(gate.coldgate("bisect", "HEAD", "good")).isEqualTo(2);
        assertThat(gate.err()).contains("\"HEAD\" is not in the history of \"good\"");
        assertThat(bisect("--function", "shp")).isEqualTo(2);
        assertThat(gate.err()).contains("--function \"shp\": no function of ").contains("it has: shop");
        assertThat(bisect("--tolerance", "5")).isEqualTo(2);
        assertThat(bisect("--quantile", "p51")).isEqualTo(2);
        assertThat(repository.top().resolve("build")).doesNotExist();
        assertThat(gate.output()).doesNotExist();

        assertThat(bisect("--dry-run")).isZero();
        assertThat(gate.out()).contains("1 commit to search: at most 2 comparisons");
    }
}
