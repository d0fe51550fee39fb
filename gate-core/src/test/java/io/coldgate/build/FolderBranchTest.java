package io.coldgate.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.fixture.GitRepository;
import io.coldgate.unit.Pacing;
import io.coldgate.unit.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real repositories: two clones of a bare one. */
@Tag("git")
class FolderBranchTest {
    private static final String NAME = "coldgate-history";

    @TempDir
    private Path temporary;

    private Path origin;
    private Path one;
    private Path two;

    @BeforeEach
    void create() throws Exception {
        GitRepository source = GitRepository.create(temporary);
        Files.writeString(source.top().resolve("code.txt"), "code");
        source.commit("first");
        source.commit("second");
        origin = temporary.resolve("origin.git");
        GitRepository.git(temporary, "clone", "-q", "--bare", source.top().toString(), origin.toString());
        one = cloned("one");
        two = cloned("two");
    }

    private Path cloned(String name, String... options) {
        List<String> words = new ArrayList<>(List.of("clone", "-q"));
        words.addAll(List.of(options));
        words.addAll(List.of("file://" + origin, name));
        GitRepository.git(temporary, words.toArray(String[]::new));
        return temporary.resolve(name);
    }

    private FolderBranch branch(Path clone) {
        return new FolderBranch(clone, NAME, Optional.of("origin"), Pacing.SYSTEM);
    }

    private void add(FolderBranch branch, String name) throws Exception {
        branch.add(name, ("content of " + name).getBytes(StandardCharsets.UTF_8), "Add " + name);
    }

    private List<String> atOrigin() {
        return GitRepository.git(origin, "ls-tree", "-r", "--name-only", NAME)
                .lines()
                .toList();
    }

    @Test
    void theFirstFileMakesABranchOfItsOwn() throws Exception {
        add(branch(one), "a.json");

        assertThat(atOrigin()).containsExactly("a.json");
        assertThat(GitRepository.git(origin, "rev-list", "--count", NAME).strip())
                .isEqualTo("1");
        assertThat(GitRepository.git(origin, "show", NAME + ":a.json")).isEqualTo("content of a.json");
    }

    @Test
    void noCheckoutIsTouched() throws Exception {
        Files.writeString(one.resolve("code.txt"), "changed");
        Files.writeString(one.resolve("new.txt"), "new");
        GitRepository.git(one, "add", "new.txt");
        String before = GitRepository.git(one, "status", "--porcelain", "--branch");
        String head = GitRepository.git(one, "rev-parse", "HEAD");

        add(branch(one), "a.json");

        assertThat(GitRepository.git(one, "status", "--porcelain", "--branch")).isEqualTo(before);
        assertThat(GitRepository.git(one, "rev-parse", "HEAD")).isEqualTo(head);
        assertThat(one.resolve("a.json")).doesNotExist();
    }

    @Test
    void whatSomebodyPushedBetweenStays() throws Exception {
        add(branch(one), "a.json");
        add(branch(two), "b.json");
        add(branch(one), "c.json");

        assertThat(atOrigin()).containsExactly("a.json", "b.json", "c.json");
        assertThat(branch(two).files()).containsExactlyInAnyOrder("a.json", "b.json", "c.json");
    }

    @Test
    void manyAtTheSameTimeLoseNothing() throws Exception {
        List<Path> clones = List.of(one, two, two, cloned("three"));
        int each = 3;
        ExecutorService adders = Executors.newFixedThreadPool(clones.size());
        List<Future<?>> all = new ArrayList<>();
        for (int adder = 0; adder < clones.size(); adder++) {
            int number = adder;
            all.add(adders.submit(() -> {
                for (int i = 0; i < each; i++) {
                    add(branch(clones.get(number)), number + "-" + i + ".json");
                }
                return number;
            }));
        }
        for (Future<?> adder : all) {
            assertThat(adder.get()).isNotNull();
        }
        adders.shutdown();
        assertThat(atOrigin()).hasSize(clones.size() * each);
    }

    @Test
    void theSameFileTwiceIsOneCommit() throws Exception {
        add(branch(one), "a.json");
        String tip = GitRepository.git(origin, "rev-parse", NAME);
        add(branch(one), "a.json");

        assertThat(GitRepository.git(origin, "rev-parse", NAME)).isEqualTo(tip);
    }

    @Test
    void worksInAShallowCloneAndKeepsItShallow() throws Exception {
        add(branch(one), "a.json");
        add(branch(one), "b.json");
        Path shallow = cloned("shallow", "--depth", "1");

        add(branch(shallow), "c.json");

        assertThat(atOrigin()).containsExactly("a.json", "b.json", "c.json");
        assertThat(GitRepository.git(shallow, "rev-list", "--count", "HEAD").strip())
                .isEqualTo("1");
    }

    @Test
    void whatCouldNotBePushedIsPushedByTheNext() throws Exception {
        Path away = temporary.resolve("away.git");
        Files.move(origin, away);
        assertThatThrownBy(() -> add(branch(one), "a.json"))
                .isInstanceOf(BranchException.class)
                .hasMessageContaining("ls-remote origin");
        new FolderBranch(one, NAME, Optional.empty(), Pacing.SYSTEM).add("b.json", new byte[] {'b'}, "Add b");
        Files.move(away, origin);
        add(branch(two), "c.json");

        add(branch(one), "d.json");

        assertThat(atOrigin()).containsExactly("b.json", "c.json", "d.json");
    }

    @Test
    void readsTheBeginningsOfTheWantedFilesOfAllBranches() throws Exception {
        add(branch(one), "a.json");
        add(branch(two), "b.json");
        add(branch(two), "c.txt");
        branch(two).add("empty.json", new byte[0], "Add nothing");

        Map<String, byte[]> contents = branch(one).contents(name -> name.endsWith(".json"), 12);

        assertThat(contents).containsOnlyKeys("a.json", "b.json", "empty.json");
        assertThat(contents.get("b.json")).asString().isEqualTo("content of b");
        assertThat(contents.get("empty.json")).isEmpty();
    }

    @Test
    void filesInFoldersStayInThem() throws Exception {
        add(branch(one), "2026/11/a.json");
        add(branch(two), "2026/b.json");
        add(branch(one), "2025.json");

        assertThat(atOrigin()).containsExactly("2025.json", "2026/11/a.json", "2026/b.json");
    }

    @Test
    void aFolderInAFilesPlaceIsRefusedAndNothingIsLost() throws Exception {
        add(branch(one), "2026");

        assertThatThrownBy(() -> add(branch(two), "2026/a.json"))
                .hasMessageContaining("2026 is a file here and a folder");

        assertThat(atOrigin()).containsExactly("2026");
    }

    @Test
    void aBranchThatIsCheckedOutIsRefused() throws Exception {
        GitRepository.git(one, "checkout", "-q", "-b", NAME);

        assertThatThrownBy(() -> add(branch(one), "a.json"))
                .hasMessageContaining("refs/heads/coldgate-history: checked out; name a branch of its own");
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new FolderBranch(one, "a..b", Optional.empty(), Pacing.SYSTEM).files())
                .hasMessageContaining("no name of a branch");
    }

    @Test
    void outsideOfARepositoryItSaysSo() throws Exception {
        Path outside = Files.createDirectory(temporary.resolve("outside"));

        assertThatThrownBy(() -> branch(outside).files())
                .isInstanceOfSatisfying(
                        BranchException.class,
                        e -> assertThat(e.problem())
                                .isEqualTo(new Problem(
                                        Optional.empty(),
                                        outside.toAbsolutePath().toString(),
                                        "in no git repository",
                                        "leave --branch out")));
    }

    @Test
    void aRemoteThatRefusesIsNotTriedAgain() throws Exception {
        GitRepository.git(origin, "config", "receive.denyCurrentBranch", "refuse");
        Path hook = Files.writeString(origin.resolve("hooks/pre-receive"), "#!/bin/sh\necho not you >&2\nexit 1\n");
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        List<Duration> pauses = new ArrayList<>();
        Pacing noted = new Pacing() {
            @Override
            public long nanos() {
                return 0;
            }

            @Override
            public void pause(Duration duration) {
                pauses.add(duration);
            }
        };

        assertThatThrownBy(() -> add(new FolderBranch(one, NAME, Optional.of("origin"), noted), "a.json"))
                .isInstanceOf(BranchException.class)
                .hasMessageContaining("pre-receive hook declined");
        assertThat(pauses).isEmpty();
    }
}
