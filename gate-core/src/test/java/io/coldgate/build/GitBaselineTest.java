package io.coldgate.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coldgate.fixture.GitRepository;
import io.coldgate.thresholds.Baseline;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With real repositories: git is needed to run these. */
@Tag("git")
class GitBaselineTest {
    @TempDir
    private Path temporary;

    private TestRepository repository;

    @BeforeEach
    void create() throws Exception {
        repository = TestRepository.create(temporary);
    }

    private GitBaseline.Built build() throws Exception {
        return build(repository.function());
    }

    private GitBaseline.Built build(FunctionSpec function) throws Exception {
        return new GitBaseline(repository.folder(), new StepsOnly()).build(function, it -> it);
    }

    private String content() throws Exception {
        return Files.readString(build().packagePath());
    }

    private String problem(FunctionSpec function) {
        return problem(repository.folder(), function);
    }

    private static String problem(Path folder, FunctionSpec function) {
        return catchThrowableOfType(
                        PreparationException.class,
                        () -> new GitBaseline(folder, new StepsOnly()).build(function, it -> it))
                .getMessage();
    }

    private Path cache() {
        return repository.top().resolve(".git/coldgate/baselines");
    }

    private static List<String> worktrees(Path cache) throws IOException {
        try (Stream<Path> entries = Files.list(cache)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f]{40}"))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh build.sh checkout", "make -s --no-print-directory function"})
    void buildsAgainWhatAnotherCommandHasWrittenToTheSamePath(String first) throws Exception {
        String second = first + (first.startsWith("make") ? " TEXT=other" : " other");
        repository.write("app/build.sh", "mkdir -p $1/out && echo ${2:-one} > $1/out/function.zip\n");
        repository.write(
                "app/Makefile",
                "TEXT = one\nfunction: checkout/out/function.zip\ncheckout/out/function.zip:\n"
                        + "\tmkdir -p $(@D) && echo $(TEXT) > $@\n");
        repository.commit("two ways");
        FunctionSpec one = built(first);
        FunctionSpec other = built(second);

        for (int run = 0; run < 2; run++) {
            assertThat(build(one).packagePath()).content().isEqualTo("one\n");
            assertThat(build(other).packagePath()).content().isEqualTo("other\n");
        }
        assertThat(build(other).packagePath()).as("not built again").content().isEqualTo("other\n");
    }

    private FunctionSpec built(String command) throws Exception {
        repository.write(
                "app/thresholds.yaml",
                TestRepository.THRESHOLDS.replace("build: sh build.sh checkout", "build: " + command));
        return repository.function();
    }

    @Test
    void buildsWhatTheRefNamesAndLeavesTheCandidateAlone() throws Exception {
        String commit = GitRepository.git(repository.top(), "rev-parse", "main").strip();
        String status = GitRepository.git(repository.top(), "status", "--porcelain", "--ignored");
        StepsOnly progress = new StepsOnly();
        GitBaseline.Built built = new GitBaseline(repository.folder(), progress).build(repository.function(), it -> it);
        assertThat(built.commit()).isEqualTo(commit);
        assertThat(built.packagePath())
                .isEqualTo(cache().resolve(commit).resolve("app/checkout/out/function.zip"))
                .content()
                .isEqualTo("old");
        assertThat(repository.folder().resolve("checkout/source")).hasContent("new");
        assertThat(GitRepository.git(repository.top(), "status", "--porcelain", "--ignored"))
                .isEqualTo(status);
        assertThat(progress.steps).containsExactly("building checkout at \"main\" (" + commit.substring(0, 10) + ")");
    }

    @Test
    void keepsOtherRunsAwayWhileAPackageIsRead() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        StepsOnly other = new StepsOnly() {
            @Override
            public void step(String what) {
                super.step(what);
                waits.countDown();
            }
        };
        FunctionSpec function = repository.function();
        CompletableFuture<GitBaseline.Built> second = new CompletableFuture<>();

        String read = new GitBaseline(repository.folder(), new StepsOnly()).build(function, built -> {
            second.completeAsync(() -> {
                try {
                    return new GitBaseline(repository.folder(), other).build(function, it -> it);
                } catch (PreparationException | InterruptedException e) {
                    throw new CompletionException(e);
                }
            });
            assertThat(waits.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(other.steps).containsExactly("waiting for another run that builds baselines");
            assertThat(second).isNotDone();
            return Files.readString(built.packagePath());
        });

        assertThat(read).isEqualTo("old");
        assertThat(second.get().packagePath()).exists();
    }

    @Test
    void buildsACommitOnce() throws Exception {
        assertThat(build()).isEqualTo(build());
        GitRepository.git(repository.top(), "tag", "same");
        assertThat(build(TestRepository.with(repository.function(), "same")).packagePath())
                .exists();
        assertThat(repository.builds()).isEqualTo(1);
    }

    @Test
    void followsABranchThatMoves() throws Exception {
        assertThat(content()).isEqualTo("old");
        repository.commit("second");
        assertThat(content()).isEqualTo("new");
        assertThat(build(TestRepository.with(repository.function(), "main~1")).packagePath())
                .hasContent("old");
        assertThat(repository.builds()).isEqualTo(2);
    }

    @Test
    void buildsAnewWhenThePackageIsGone() throws Exception {
        Files.delete(build().packagePath());
        assertThat(content()).isEqualTo("old");
        assertThat(repository.builds()).isEqualTo(2);
    }

    @Test
    void keepsItsWorktreesWhereToolsThatWalkTheTreeDoNotLook() throws Exception {
        repository.write("pom.xml", "<project/>");
        repository.write("target/classes/made", "");
        assertThat(build().packagePath()).startsWith(repository.top().resolve(".git/coldgate/baselines"));
        assertThat(repository.top().resolve("target")).isDirectoryNotContaining("glob:**/coldgate*");
    }

    @Test
    void makesAWorktreeAnewThatSomebodyRemoved() throws Exception {
        Path worktrees = repository.top().resolve(".git/coldgate/baselines");
        assertThat(build().packagePath()).startsWith(worktrees);
        Process clean = new ProcessBuilder("rm", "-rf", worktrees.toString()).start();
        assertThat(clean.waitFor()).isZero();
        assertThat(content()).isEqualTo("old");
        assertThat(GitRepository.git(repository.top(), "worktree", "list", "--porcelain"))
                .doesNotContain("prunable");
    }

    @Test
    void throwsAwayWhatAKilledRunLeft() throws Exception {
        String commit = build().commit();
        Path worktree = cache().resolve(commit);
        Path state = cache().resolve(commit + ".state");
        // Killed in a build: its package is cut short.
        Files.delete(state.resolve("ready"));
        Files.writeString(worktree.resolve("app/checkout/out/function.zip"), "o");
        assertThat(content()).isEqualTo("old");
        // Killed in a checkout, before anything was noted.
        GitRepository.git(repository.top(), "worktree", "remove", "--force", worktree.toString());
        Files.createDirectories(worktree.resolve("app/checkout/out"));
        Files.writeString(worktree.resolve("app/checkout/out/function.zip"), "planted");
        assertThat(content()).isEqualTo("old");
        assertThat(repository.builds()).isEqualTo(3);
    }

    @Test
    void makesAnewWhatGitDoesNotKnow() throws Exception {
        String commit = build().commit();
        Path worktree = cache().resolve(commit);
        Files.delete(worktree.resolve(".git"));
        Files.writeString(worktree.resolve("app/checkout/out/function.zip"), "planted");
        assertThat(content()).isEqualTo("old");
    }

    @Test
    void keepsTheFiveLastUsed() throws Exception {
        List<String> commits = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            repository.write("app/checkout/source", "version " + i);
            commits.add(repository.commit("version " + i));
            assertThat(content()).isEqualTo("version " + i);
        }
        assertThat(worktrees(cache())).containsExactlyInAnyOrderElementsOf(commits.subList(2, 7));
        assertThat(GitRepository.git(repository.top(), "worktree", "list").lines())
                .hasSize(6);
    }

    @Test
    void buildsOnceForRunsAtTheSameTime() throws Exception {
        int runs = 6;
        ExecutorService threads = Executors.newFixedThreadPool(runs);
        List<Future<GitBaseline.Built>> results = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            results.add(threads.submit(() -> build()));
        }
        for (Future<GitBaseline.Built> result : results) {
            assertThat(result.get().packagePath()).hasContent("old");
        }
        threads.shutdown();
        assertThat(repository.builds()).isEqualTo(1);
    }

    @Test
    void buildsOnceForProcessesAtTheSameTimeAlsoStartedByAHook() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ProcessBuilder run = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            GitBaselineRun.class.getName(),
                            repository.folder().toString(),
                            temporary.resolve("result" + i).toString())
                    .inheritIO();
            run.environment().put("GIT_DIR", "/nowhere");
            run.environment().put("GIT_INDEX_FILE", "/nowhere/index");
            processes.add(run.start());
        }
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        for (int i = 0; i < 3; i++) {
            assertThat(temporary.resolve("result" + i)).hasContent("old");
        }
        assertThat(repository.builds()).isEqualTo(1);
    }

    @Test
    void buildsAnewAfterAnInterruptedBuild() throws Exception {
        StepsOnly interrupting = new StepsOnly() {
            @Override
            public void step(String what) {
                Thread.currentThread().interrupt();
            }
        };
        FunctionSpec function = repository.function();
        assertThatThrownBy(() -> new GitBaseline(repository.folder(), interrupting).build(function, it -> it))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(content()).isEqualTo("old");
    }

    @Test
    void runsNoHook() throws Exception {
        Path hook = repository.top().resolve(".git/hooks/post-checkout");
        Files.createDirectories(hook.getParent());
        Files.writeString(hook, "#!/bin/sh\ntouch " + temporary.resolve("ran") + "\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        assertThat(content()).isEqualTo("old");
        assertThat(temporary.resolve("ran")).doesNotExist();
    }

    @Test
    void takesACommittedPackageWithoutABuild() throws Exception {
        repository.write(
                "app/thresholds.yaml", TestRepository.THRESHOLDS.replace("    build: sh build.sh checkout\n", ""));
        assertThat(problem(repository.function()))
                .contains("\"app/checkout/out/function.zip\" is not in \"main\"")
                .endsWith("no command builds it: add build: to the function, or use package instead of ref");
        repository.write("app/thresholds.yaml", """
                version: 1
                functions:
                  checkout:
                    package: checkout
                    baseline: { ref: main }
                    regression: { init_duration: { p50: +10% } }
                """);
        assertThat(build().packagePath().resolve("source")).hasContent("old");
    }

    @Test
    void namesTheRefThatIsNotThere() throws Exception {
        assertThat(problem(TestRepository.with(repository.function(), "origin/main")))
                .isEqualTo(
                        "thresholds.yaml:6:17: functions.checkout.baseline.ref: \"origin/main\": no such branch, tag or"
                                + " commit here; name another");
        assertThat(problem(TestRepository.with(repository.function(), "HEAD^{tree}")))
                .contains("no such branch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--upload-pack=touch ran", "-h", "--all", "--git-dir", "^main", "main..main", "--output=ran", ""
            })
    void takesNoRefForAnOption(String ref) throws Exception {
        assertThat(problem(TestRepository.with(repository.function(), ref)))
                .contains(": no such branch, tag or commit");
        assertThat(repository.folder().resolve("ran")).doesNotExist();
        assertThat(repository.top().resolve("ran")).doesNotExist();
    }

    @Test
    void namesTheBranchOfTheRemoteWhereOnlyThatIsHere() throws Exception {
        Path clone = temporary.resolve("clone");
        GitRepository.git(temporary, "clone", "-q", "file://" + repository.top(), clone.toString());
        GitRepository.git(clone, "checkout", "-q", "--detach");
        GitRepository.git(clone, "branch", "-q", "-D", "main");
        Path folder = clone.resolve("app");
        assertThat(problem(folder, TestRepository.with(TestRepository.function(folder), "0123456789abcdef")))
                .endsWith("\"0123456789abcdef\": no such branch, tag or commit here; run git fetch, or name another");
        assertThat(problem(folder, TestRepository.with(TestRepository.function(folder), "main")))
                .endsWith("\"main\": no such branch, tag or commit here; write origin/main, which is here");
    }

    @Test
    void itsAdviceBringsABranchThatAShallowCloneOfAnotherHasNot() throws Exception {
        GitRepository.git(repository.top(), "checkout", "-q", "-b", "feature");
        repository.commit("second");
        Path clone = temporary.resolve("clone");
        GitRepository.git(
                temporary,
                "clone",
                "-q",
                "--depth",
                "1",
                "-b",
                "feature",
                "file://" + repository.top(),
                clone.toString());
        Path folder = clone.resolve("app");
        String advice = "git fetch --unshallow origin +main:refs/remotes/origin/main";
        assertThat(problem(folder, TestRepository.with(TestRepository.function(folder), "main")))
                .endsWith("elsewhere run " + advice + " and write origin/main");

        GitRepository.git(clone, advice.substring("git ".length()).split(" "));

        assertThat(new GitBaseline(folder, new StepsOnly())
                        .build(TestRepository.with(TestRepository.function(folder), "origin/main"), it -> it)
                        .packagePath())
                .hasContent("old");
    }

    @Test
    void saysHowToDeepenAShallowClone() throws Exception {
        repository.commit("second");
        Path clone = temporary.resolve("clone");
        GitRepository.git(temporary, "clone", "-q", "--depth", "1", "file://" + repository.top(), clone.toString());
        Path folder = clone.resolve("app");
        FunctionSpec function = TestRepository.function(folder);
        assertThat(problem(folder, TestRepository.with(function, "main~1")))
                .endsWith("\"main~1\": not in this shallow clone; in GitHub Actions set fetch-depth: 0 for"
                        + " actions/checkout; elsewhere run git fetch --unshallow");
        assertThat(new GitBaseline(folder, new StepsOnly())
                        .build(TestRepository.with(function, "origin/main"), it -> it)
                        .packagePath())
                .hasContent("new");
    }

    @Test
    void saysWhatIsMissingInAPartialClone() throws Exception {
        repository.commit("second");
        GitRepository.git(repository.top(), "config", "uploadpack.allowFilter", "true");
        Path clone = temporary.resolve("clone");
        GitRepository.git(
                temporary, "clone", "-q", "--filter=blob:none", "file://" + repository.top(), clone.toString());
        Path folder = clone.resolve("app");
        assertThat(problem(folder, TestRepository.with(TestRepository.function(folder), "main~1")))
                .contains("this is a partial clone, and the gate fetches nothing: in GitHub Actions leave filter out");
    }

    @Test
    void showsHowTheBaselineFailsToBuildAndTriesAgain() throws Exception {
        repository.write(
                "app/build.sh",
                "echo first; echo no compiler >&2; test -e " + temporary.resolve("compiler")
                        + " || exit 3; mkdir -p checkout/out; echo made > checkout/out/function.zip");
        repository.commit("needs a compiler");
        assertThat(problem(repository.function()))
                .contains("does not build here: use a ref that does, make it build, or write baseline: none if the"
                        + " function is new: the build ended with exit code 3:")
                .endsWith("\n  | first\n  | no compiler");
        Files.writeString(temporary.resolve("compiler"), "");
        assertThat(content()).isEqualTo("made\n");
    }

    @Test
    void saysThatTheBuildMakesNoSuchPackage() throws Exception {
        repository.write("app/build.sh", "true");
        repository.commit("makes nothing");
        assertThat(problem(repository.function()))
                .contains("\"app/checkout/out/function.zip\" is not there after the build of \"main\"")
                .endsWith("): use a ref whose build makes it");
    }

    @Test
    void saysThatTheFunctionIsNew() throws Exception {
        String expected = ": the function is new: remove baseline (or write baseline: none), or use another ref";
        repository.write("app/search/source", "new");
        repository.write("app/thresholds.yaml", TestRepository.THRESHOLDS.replace("checkout", "search"));
        assertThat(problem(repository.function()))
                .contains("functions.search.baseline.ref: \"app/search\" is not in \"main\"")
                .endsWith(expected);
        repository.write("other/thresholds.yaml", TestRepository.THRESHOLDS);
        Path other = repository.top().resolve("other");
        assertThat(problem(other, TestRepository.function(other)))
                .contains("\"other\" is not in \"main\"")
                .endsWith(expected);
    }

    @Test
    void refusesAPackageThatLeadsOutside() throws Exception {
        repository.write("app/build.sh", "mkdir -p checkout/out; ln -sf /etc/passwd checkout/out/function.zip");
        repository.commit("links");
        assertThat(problem(repository.function())).contains("leads outside of its worktree by a symbolic link");
    }

    @Test
    void refusesACacheThatLeadsElsewhere() throws Exception {
        Files.createDirectories(temporary.resolve("elsewhere"));
        Files.createSymbolicLink(repository.top().resolve(".git/coldgate"), temporary.resolve("elsewhere"));
        assertThat(problem(repository.function())).endsWith("leads elsewhere by a symbolic link: remove the link");
    }

    @Test
    void saysThatThereIsNoGit() throws Exception {
        FunctionSpec function = repository.function();
        GitBaseline without = new GitBaseline(repository.folder(), new StepsOnly(), new Git("no-such-git"));
        assertThatThrownBy(() -> without.build(function, it -> it))
                .isInstanceOf(PreparationException.class)
                .hasMessageEndingWith("baseline.ref: cannot run git: install it, or put it on the PATH")
                .isInstanceOfSatisfying(
                        PreparationException.class,
                        e -> assertThat(e.problems())
                                .singleElement()
                                .extracting(Problem::place)
                                .isEqualTo(Optional.of(
                                        function.locationOf(Baseline.REF).toString())));
    }

    @Test
    void saysThatThereIsNoRepository() throws Exception {
        Path bare = Files.createDirectories(temporary.resolve("bare"));
        Files.writeString(bare.resolve("thresholds.yaml"), TestRepository.THRESHOLDS);
        assertThat(problem(bare, TestRepository.function(bare)))
                .contains(
                        "not in a git repository with files: check the code out with git, or use package instead of ref"
                                + " (git says: fatal: not a git repository");
    }
}
