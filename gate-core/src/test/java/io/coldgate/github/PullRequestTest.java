package io.coldgate.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.fixture.FakePacing;
import io.coldgate.forge.CiRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which pull request a run belongs to. */
class PullRequestTest {
    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path folder;

    private FakeGitHub github;

    @BeforeEach
    void start() throws Exception {
        github = new FakeGitHub();
    }

    @AfterEach
    void stop() {
        github.close();
    }

    private PullRequest find(String event, String payload) throws Exception {
        Path file = Files.writeString(folder.resolve("event.json"), payload);
        return PullRequest.find(new GitHubApi(github.uri(), FakeGitHub.TOKEN, new FakePacing()), "o/r", event, file);
    }

    private PullRequest ofRun() throws Exception {
        return find("workflow_run", """
                { "workflow_run": { "event": "pull_request", "head_sha": "%s", "head_branch": "fix/a&b",
                    "id": 5, "run_attempt": 2, "pull_requests": [],
                    "head_repository": { "owner": { "login": "stranger" } } } }
                """.formatted(SHA));
    }

    @Test
    void isTheEventsOwn() throws Exception {
        String payload = "{\"pull_request\":{\"number\":12,\"head\":{\"sha\":\"" + SHA + "\"}}}";
        assertThat(find("pull_request", payload)).isEqualTo(new PullRequest(12, SHA));
        assertThat(PullRequest.commitOf("pull_request", folder.resolve("event.json")))
                .contains(SHA);
    }

    @Test
    void ofAForksRunIsFoundByItsHead() throws Exception {
        github.pull(3, "f".repeat(40), "o/r");
        github.pull(4, SHA, "stranger/r");
        github.pull(5, SHA, "O/R");
        assertThat(ofRun()).isEqualTo(new PullRequest(5, SHA));
        assertThat(github.requests())
                .containsExactly("GET /repos/o/r/pulls?state=open&per_page=100&head=stranger%3Afix%2Fa%26b");
        assertThat(PullRequest.runBefore("workflow_run", folder.resolve("event.json")))
                .contains(new CiRun(5, 2));
    }

    @Test
    void thatHasMovedOnIsNone() {
        github.pull(3, "f".repeat(40), "o/r");
        assertThatThrownBy(this::ofRun)
                .isInstanceOf(PullRequest.NoneException.class)
                .hasMessageContaining("it was closed, or has moved on");
    }

    @Test
    void isNoneForOtherEvents() {
        assertThatThrownBy(() -> find("push", "{}")).hasMessage("the event \"push\" belongs to no pull request");
        assertThatThrownBy(() -> find("workflow_run", "{\"workflow_run\":{\"event\":\"push\"}}"))
                .hasMessageContaining("which belongs to no pull request");
        assertThatThrownBy(() -> find("pull_request", "no json")).hasMessage("the event is not JSON");
        assertThatThrownBy(() -> find("pull_request", "{}")).hasMessage("the event names no pull request");
    }
}
