package io.coldgate.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.fixture.FakePacing;
import io.coldgate.forge.ApiException;
import io.coldgate.forge.CiRun;
import io.coldgate.forge.StickyComment;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One comment of a pull request, kept up to date. */
class StickyCommentTest {
    private static final String COMMENTS = "/repos/o/r/issues/7/comments";

    private final FakePacing pacing = new FakePacing();
    private FakeGitHub github;

    @BeforeEach
    void start() throws Exception {
        github = new FakeGitHub();
    }

    @AfterEach
    void stop() {
        github.close();
    }

    private StickyComment comment(String name) {
        return new StickyComment(
                new PullRequestComments(new GitHubApi(github.uri(), FakeGitHub.TOKEN, pacing), "o/r", 7), name);
    }

    private StickyComment.Outcome write(String text, StickyComment.Mode mode, long run) throws Exception {
        return comment("main").write(text, false, mode, new CiRun(run, 1));
    }

    private StickyComment.Outcome write(String text, long run) throws Exception {
        return write(text, StickyComment.Mode.UPDATE, run);
    }

    @Test
    void isMadeOnceAndThenEdited() throws Exception {
        StickyComment.Outcome first = write("one", 1);
        assertThat(first.deed()).isEqualTo(StickyComment.Deed.CREATED);
        StickyComment.Outcome second = write("two", 2);

        assertThat(second).isEqualTo(new StickyComment.Outcome(StickyComment.Deed.UPDATED, first.id()));
        assertThat(github.bodies()).containsExactly("<!-- coldgate:main -->\n<!-- coldgate-run:2.1 -->\ntwo");
    }

    @Test
    void isFoundOnALaterPage() throws Exception {
        for (int i = 0; i < 5; i++) {
            github.comment("someone", "User", "chat " + i);
        }
        long ours = write("one", 1).id();
        for (int i = 0; i < 5; i++) {
            github.comment("someone", "User", "more chat " + i);
        }
        assertThat(write("two", 2).id()).isEqualTo(ours);
        assertThat(github.bodies()).hasSize(11);
    }

    @Test
    void ofAnotherAuthorWithTheSameMarkIsLeftAlone() throws Exception {
        String body = "<!-- coldgate:main -->\nPASS, trust me";
        github.comment("mallory", "User", body);
        github.comment("github-actions", "User", body);
        write("FAIL", 1);
        assertThat(github.bodies()).hasSize(3).startsWith(body, body);
    }

    @Test
    void ofAnotherNameIsLeftAlone() throws Exception {
        comment("a").write("one", true, StickyComment.Mode.UPDATE, new CiRun(1, 1));
        comment("ab").write("two", true, StickyComment.Mode.UPDATE, new CiRun(1, 1));
        assertThat(github.bodies()).hasSize(2);
        github.comment("github-actions[bot]", "Bot", "quoted: <!-- coldgate:main -->");
        write("three", 1);
        assertThat(github.bodies()).hasSize(4);
    }

    @Test
    void isKnownByItsAuthorUnderEitherNameOfAnApp() throws Exception {
        github.viewer("our-app");
        long id = github.comment("our-app[bot]", "Bot", "<!-- coldgate:main -->\nold");
        assertThat(write("new", 1).id()).isEqualTo(id);
    }

    @Test
    void isFoundAsAWorkflowsWhenTheTokenMayNotAskWhoItIs() throws Exception {
        github.trouble("POST /graphql", 403, Map.of(), "{}", false);
        long id = github.comment("github-actions[bot]", "Bot", "<!-- coldgate:main -->\nold");
        assertThat(write("new", 1).id()).isEqualTo(id);
    }

    @Test
    void thatSaysTheSameIsNotTouched() throws Exception {
        write("same", 1);
        github.requests().clear();
        assertThat(write("same", 1).deed()).isEqualTo(StickyComment.Deed.UNCHANGED);
        assertThat(github.requests()).noneMatch(request -> request.startsWith("PATCH"));
    }

    @Test
    void ofALaterRunIsNotOverwrittenByAnEarlierOne() throws Exception {
        write("new", 20);
        assertThat(write("old", 19).deed()).isEqualTo(StickyComment.Deed.OUTDATED);
        assertThat(github.bodies().get(0)).endsWith("new");
        assertThat(comment("main")
                        .write("again", true, StickyComment.Mode.UPDATE, new CiRun(20, 2))
                        .deed())
                .isEqualTo(StickyComment.Deed.UPDATED);
    }

    @Test
    void isWrittenAnewWhereAskedTo() throws Exception {
        write("one", 1);
        github.comment("someone", "User", "chat");
        long id = write("two", StickyComment.Mode.RECREATE, 2).id();
        assertThat(github.bodies()).hasSize(2).first().isEqualTo("chat");
        assertThat(github.ids()).last().isEqualTo(id);
    }

    @Test
    void isNotMadeForASuccessWhereOnlyFailuresAreWanted() throws Exception {
        StickyComment comment = comment("main");
        CiRun run = new CiRun(1, 1);
        assertThat(comment.write("fine", true, StickyComment.Mode.ON_FAILURE, run)
                        .deed())
                .isEqualTo(StickyComment.Deed.NONE);
        comment.write("bad", false, StickyComment.Mode.ON_FAILURE, run);
        assertThat(comment.write("fine", true, StickyComment.Mode.ON_FAILURE, new CiRun(2, 1))
                        .deed())
                .isEqualTo(StickyComment.Deed.UPDATED);
    }

    @Test
    void waitsAsLongAsGitHubAsks() throws Exception {
        github.trouble("GET " + COMMENTS, 403, Map.of("Retry-After", "7"), "{}", false);
        github.trouble("GET " + COMMENTS, 429, Map.of("Retry-After", "11"), "{}", false);
        write("one", 1);
        assertThat(pacing.pauses()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(11));
        assertThat(github.bodies()).hasSize(1);
    }

    @Test
    void waitsForTheEndOfARateLimitByGitHubsClock() throws Exception {
        long now = Instant.now().getEpochSecond();
        github.trouble(
                "GET " + COMMENTS,
                403,
                Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", String.valueOf(now + 20)),
                "{}",
                false);
        write("one", 1);
        assertThat(pacing.pauses()).hasSize(1);
        // The server's Date may be a moment older or younger than ours.
        assertThat(pacing.pauses().get(0)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(25));
    }

    @Test
    void doesNotWaitForAnHour() {
        github.trouble("GET " + COMMENTS, 403, Map.of("Retry-After", "3600"), "{\"message\":\"slow down\"}", false);
        assertThatThrownBy(() -> write("one", 1))
                .isInstanceOf(ApiException.class)
                .hasMessage("GET " + COMMENTS + ": 403 slow down");
        assertThat(pacing.pauses()).isEmpty();
    }

    @Test
    void isTriedAgainAfterAFailureOfTheServer() throws Exception {
        write("one", 1);
        github.trouble("PATCH", 502, Map.of(), "<html>Bad gateway</html>", false);
        github.trouble("PATCH", 503, Map.of(), "", false);
        write("two", 2);
        assertThat(github.bodies()).hasSize(1).first().asString().endsWith("two");
    }

    @Test
    void isNotMadeTwiceWhenTheAnswerIsLost() throws Exception {
        github.trouble("POST " + COMMENTS, 502, Map.of(), "", true);
        StickyComment.Outcome outcome = write("one", 1);
        assertThat(github.bodies()).hasSize(1);
        assertThat(outcome.id()).isEqualTo(github.ids().get(0));
    }

    @Test
    void isMadeInASecondAttemptWhenTheFirstDidNothing() throws Exception {
        github.trouble("POST " + COMMENTS, 500, Map.of(), "", false);
        assertThat(write("one", 1).id()).isEqualTo(github.ids().get(0));
        assertThat(github.bodies()).hasSize(1);
    }

    @Test
    void isRefusedWithAWordThatHoldsNoToken() {
        github.trouble(
                "POST " + COMMENTS, 403, Map.of(), "{\"message\":\"Resource not accessible by integration\"}", false);
        assertThatThrownBy(() -> write("one", 1))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(403))
                .hasMessage("POST " + COMMENTS + ": 403 Resource not accessible by integration");
    }

    @Test
    void followsNoPageToAnotherServer() {
        github.trouble("GET " + COMMENTS, 200, Map.of("Link", "<http://evil.example/x>; rel=\"next\""), "[]", false);
        assertThatThrownBy(() -> write("one", 1))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("another server");
    }

    @Test
    void doesNotBreakAtAnAddressOfTheNextPageThatIsNone() {
        github.trouble("GET " + COMMENTS, 200, Map.of("Link", "<http://host/?x=a b>; rel=\"next\""), "[]", false);
        assertThatThrownBy(() -> write("one", 1))
                .isInstanceOf(ApiException.class)
                .hasMessage("the answer names a next page that is no address: http://host/?x=a b");
    }

    @Test
    void hasANameThatCannotEndItsMark() {
        assertThatThrownBy(() -> comment("a --> b")).isInstanceOf(IllegalArgumentException.class);
    }
}
