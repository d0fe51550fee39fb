package io.coldgate.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.FakePacing;
import io.coldgate.forge.FinishedRun;
import io.coldgate.forge.StickyComment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One note of a merge request, kept up to date. */
class MergeRequestNoteTest {
    private final FakePacing pacing = new FakePacing();
    private final Map<String, String> environment = new HashMap<>();
    private FakeGitLab gitlab;

    @BeforeEach
    void start() throws Exception {
        gitlab = new FakeGitLab();
        environment.put("CI_API_V4_URL", gitlab.uri().toString());
        environment.put("CI_PROJECT_ID", "6");
        environment.put("CI_MERGE_REQUEST_PROJECT_ID", "5");
        environment.put("CI_MERGE_REQUEST_IID", "7");
        environment.put("CI_PIPELINE_ID", "900");
        environment.put("CI_JOB_ID", "1234567890");
        environment.put("CI_JOB_TOKEN", "glcbt-job");
        environment.put(GitLabJob.TOKEN, FakeGitLab.TOKEN);
    }

    @AfterEach
    void stop() {
        gitlab.close();
    }

    private MergeRequestNote.Outcome write(String log) throws Exception {
        GitLabJob job = new GitLabJob(environment);
        return new MergeRequestNote(job, pacing, StickyComment.Mode.UPDATE, "coldgate")
                .write(new FinishedRun(4, Optional.empty(), List.of(), log), job.links(Optional.empty()));
    }

    private String missing(String log) throws Exception {
        return ((MergeRequestNote.Outcome.Missing) write(log)).why().line();
    }

    @Test
    void isMadeOnceInTheProjectOfTheMergeRequestAndThenEdited() throws Exception {
        for (int i = 0; i < 5; i++) {
            gitlab.note(1, "chat " + i);
        }
        assertThat(write("one")).isEqualTo(new MergeRequestNote.Outcome.Written(StickyComment.Deed.CREATED, 105));
        gitlab.note(1, "more chat");
        environment.put("CI_PIPELINE_ID", "901");
        assertThat(write("two")).isEqualTo(new MergeRequestNote.Outcome.Written(StickyComment.Deed.UPDATED, 105));
        assertThat(gitlab.bodies()).hasSize(7);
        assertThat(gitlab.bodies().get(5))
                .startsWith(
                        "<!-- coldgate:coldgate -->\n<!-- coldgate-run:901.1234567890 -->\n### ❗ Coldgate: no verdict")
                .contains("    two");
    }

    @Test
    void ofAnotherAuthorWithTheSameMarkIsLeftAlone() throws Exception {
        gitlab.note(1, "<!-- coldgate:coldgate -->\nPASS, trust me");
        write("one");
        assertThat(gitlab.bodies()).hasSize(2).first().asString().endsWith("trust me");
    }

    @Test
    void ofALaterPipelineIsNotOverwrittenByAnEarlierOne() throws Exception {
        write("new");
        environment.put("CI_PIPELINE_ID", "899");
        environment.put("CI_JOB_ID", "1234567999");
        assertThat(missing("old")).isEqualTo("no note: a later pipeline has already written it");
        assertThat(gitlab.bodies()).hasSize(1).first().asString().contains("    new");
        environment.put("CI_PIPELINE_ID", "900");
        assertThat(write("again")).isInstanceOf(MergeRequestNote.Outcome.Written.class);
        assertThat(gitlab.bodies().get(0)).contains("    again");
    }

    @Test
    void waitsAsLongAsGitLabAsksAndTriesAFailedServerAgain() throws Exception {
        gitlab.trouble("GET " + FakeGitLab.NOTES, 429, Map.of("Retry-After", "7"), "Retry later");
        gitlab.trouble("GET " + FakeGitLab.NOTES, 502, Map.of(), "<html>");
        write("one");
        assertThat(pacing.pauses()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(4));
        assertThat(gitlab.bodies()).hasSize(1);
    }

    @Test
    void waitsForTheEndOfGitLabsRateLimit() throws Exception {
        long now = Instant.now().getEpochSecond();
        gitlab.trouble(
                "GET " + FakeGitLab.NOTES,
                429,
                Map.of("RateLimit-Remaining", "0", "RateLimit-Reset", String.valueOf(now + 20)),
                "");
        write("one");
        assertThat(pacing.pauses()).hasSize(1);
        assertThat(pacing.pauses().get(0)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(25));
    }

    @Test
    void isNotWrittenWithTheJobsOwnToken() throws Exception {
        environment.remove(GitLabJob.TOKEN);
        assertThat(missing("one"))
                .isEqualTo(
                        "no note: COLDGATE_GITLAB_TOKEN is not set, and a job's own token may not write notes; create a"
                                + " project access token with the scope api, and give it to this job as"
                                + " COLDGATE_GITLAB_TOKEN");
        assertThat(gitlab.requests()).isEmpty();
    }

    @Test
    void aRefusalIsALineWithARemedyAndWithoutTheToken() throws Exception {
        gitlab.trouble(
                "POST " + FakeGitLab.NOTES,
                403,
                Map.of(),
                "{\"error\":\"insufficient_scope\",\"error_description\":\"The request requires higher privileges\"}");
        assertThat(missing("one"))
                .isEqualTo(
                        "no note: POST " + FakeGitLab.NOTES + ": 403 The request requires higher privileges; the token"
                                + " needs the scope api, and its owner the right to comment in the project of the merge"
                                + " request");
        environment.put("CI_MERGE_REQUEST_IID", "8");
        assertThat(missing("one")).contains(": 404 404 Not found; the token cannot see the merge request");
        environment.put(GitLabJob.TOKEN, "glpat-of-yesterday");
        assertThat(missing("one"))
                .contains("GET /api/v4/user: 401", "has expired")
                .doesNotContain("of-yesterday");
        environment.put("CI_API_V4_URL", "http://127.0.0.1:9/api/v4");
        assertThat(missing("one")).isEqualTo("no note: GET /api/v4/user: cannot be reached");
    }

    @Test
    void commandsNothing() throws Exception {
        StickyComment.Comments notes =
                new MergeRequestNotes(gitlab.uri(), FakeGitLab.TOKEN, pacing, new GitLabJob.MergeRequest(5, 7));
        notes.create("head\n/merge\n  /approve @me\ntext /close");
        assertThat(gitlab.bodies()).containsExactly("head\n\\/merge\n  \\/approve @me\ntext /close");
    }

    @Test
    void belongsToNoPipelineOfABranch() throws Exception {
        environment.remove("CI_MERGE_REQUEST_IID");
        assertThat(write("one")).isEqualTo(new MergeRequestNote.Outcome.NoMergeRequest());
        assertThat(gitlab.requests()).isEmpty();
    }
}
