package io.coldgate.run.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.fixture.GitRepository;
import io.coldgate.fixture.Records;
import io.coldgate.sample.RunHeader;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("git")
class MeasuredCommitTest {
    @TempDir
    private Path folder;

    private GitRepository repository;
    private String hash;

    @BeforeEach
    void create() throws Exception {
        repository = GitRepository.create(folder);
        hash = repository.commit("first");
    }

    private MeasuredCommit of(Map<String, String> environment) throws Exception {
        return MeasuredCommit.of(repository.top(), Optional.empty(), Optional.empty(), environment);
    }

    @Test
    void isWhatIsCheckedOut() throws Exception {
        MeasuredCommit commit = of(Map.of());

        assertThat(commit.hash()).isEqualTo(hash);
        assertThat(commit.branch()).isEqualTo("main");
        assertThat(commit.change()).isFalse();
        assertThat(commit.committedAtMillis().getAsLong()).isPositive();
    }

    @Test
    void knowsWhatWasCheckedOutBefore() throws Exception {
        long before = System.currentTimeMillis() - 86_400_000;
        long after = System.currentTimeMillis() + 86_400_000;
        String second = repository.commit("second");

        assertThat(of(Map.of()).anotherOf(at(after))).isEmpty();
        assertThat(of(Map.of()).anotherOf(at(before)))
                .as("before the clone was made")
                .isEmpty();
        repository.git("checkout", "-q", "--detach", hash);
        MeasuredCommit now = of(Map.of());
        NavigableMap<Long, String> slow = new TreeMap<>(Map.of(1000L, hash, 2000L, second, 3000L, hash));
        MeasuredCommit moved =
                new MeasuredCommit(now.hash(), now.branch(), now.change(), now.committedAtMillis(), slow, false);
        assertThat(now.checkouts().lastEntry().getValue()).isEqualTo(hash);
        assertThat(moved.anotherOf(at(999))).isEmpty();
        assertThat(moved.anotherOf(at(1000))).isEmpty();
        assertThat(moved.anotherOf(at(2999))).contains(second);
        assertThat(moved.anotherOf(at(3000))).isEmpty();
    }

    @Test
    void theResultsKnowBetterThanGitsLogWhichCommitTheyAreOf() throws Exception {
        RunHeader elsewhere = Records.run().header().toBuilder()
                .commit(Optional.of("0".repeat(40)))
                .startedAtMillis(System.currentTimeMillis())
                .build();
        RunHeader here = elsewhere.toBuilder().commit(Optional.of(hash)).build();
        MeasuredCommit named = MeasuredCommit.of(repository.top(), Optional.of("HEAD"), Optional.empty(), Map.of());

        assertThat(of(Map.of()).anotherOf(elsewhere)).contains("0".repeat(40));
        assertThat(of(Map.of()).anotherOf(here)).isEmpty();
        assertThat(named.anotherOf(elsewhere)).as("the user named it").isEmpty();
        assertThat(named.overruled(elsewhere)).contains("0".repeat(40));
        assertThat(named.overruled(here)).isEmpty();
        assertThat(of(Map.of()).overruled(elsewhere)).isEmpty();
    }

    @Test
    void withoutARepositoryTheResultsTellTheCommit(@TempDir Path outside) throws Exception {
        RunHeader recorded = Records.run().header().toBuilder()
                .commit(Optional.of("0".repeat(40)))
                .build();
        MeasuredCommit none = MeasuredCommit.of(outside, Optional.empty(), Optional.empty(), Map.of());

        assertThat(none.hashOr(recorded)).isEqualTo("0".repeat(40));
        assertThat(none.anotherOf(recorded)).isEmpty();
        assertThat(of(Map.of()).hashOr(recorded)).isEqualTo(hash);
    }

    private static RunHeader at(long millis) {
        return Records.run().header().toBuilder().startedAtMillis(millis).build();
    }

    @Test
    void anotherBranchIsAChange() throws Exception {
        repository.git("checkout", "-q", "-b", "faster");

        assertThat(of(Map.of()).change()).isTrue();
        assertThat(of(Map.of("GITHUB_REF_NAME", "main")).change()).isFalse();
    }

    @Test
    void ofNoBranchTheDefaultBranchsCommitsTell() throws Exception {
        repository.git("checkout", "-q", "-b", "faster");
        String unmerged = repository.commit("second");
        repository.git("checkout", "-q", "main");

        assertThat(named(unmerged).change()).isTrue();
        assertThat(named(hash).change()).isFalse();
        repository.git("checkout", "-q", "--detach", unmerged);
        assertThat(of(Map.of()).change()).isTrue();
        repository.git("checkout", "-q", "--detach", hash);
        assertThat(of(Map.of()).change()).isFalse();
    }

    @Test
    void aShallowCloneDoesNotTell() throws Exception {
        repository.git("checkout", "-q", "-b", "faster");
        String unmerged = repository.commit("second");
        Path shallow = folder.resolve("shallow");
        repository.git(
                "clone", "-q", "--depth=1", "--no-single-branch", "file://" + repository.top(), shallow.toString());

        assertThat(MeasuredCommit.of(shallow, Optional.of(unmerged), Optional.empty(), Map.of())
                        .change())
                .isFalse();
    }

    private MeasuredCommit named(String ref) throws Exception {
        return MeasuredCommit.of(repository.top(), Optional.of(ref), Optional.empty(), Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "GITHUB_HEAD_REF, faster, true",
        "CI_MERGE_REQUEST_IID, 7, true",
        "CHANGE_ID, 7, true",
        "BITBUCKET_PR_ID, 7, true",
        "BITBUCKET_BRANCH, main, false",
        "BUILDKITE_PULL_REQUEST, false, false",
        "BUILDKITE_PULL_REQUEST, 7, true",
        "GITHUB_EVENT_NAME, merge_group, true",
        "GITHUB_EVENT_NAME, push, false",
        "GITHUB_REF_NAME, main, false"
    })
    void theVariablesOfTheCiSayWhetherItIsOfAChange(String variable, String value, boolean change) throws Exception {
        assertThat(of(Map.of(variable, value)).change()).isEqualTo(change);
    }

    @Test
    void whatIsAskedForGoesBefore() throws Exception {
        repository.commit("second");
        MeasuredCommit commit = MeasuredCommit.of(
                repository.top(), Optional.of(hash), Optional.of(false), Map.of("GITHUB_HEAD_REF", "faster"));

        assertThat(commit.hash()).isEqualTo(hash);
        assertThat(commit.change()).isFalse();
        assertThatThrownBy(
                        () -> MeasuredCommit.of(repository.top(), Optional.of("nothing"), Optional.empty(), Map.of()))
                .hasMessageContaining("--commit nothing: no such commit here");
    }

    @Test
    void outsideOfARepositoryThereIsNone() throws Exception {
        MeasuredCommit commit = MeasuredCommit.of(folder, Optional.empty(), Optional.empty(), Map.of());

        assertThat(commit.hash()).isEmpty();
        assertThat(commit.change()).isFalse();
    }
}
