package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.cli.forge.GithubLabelsCommand;
import io.coldgate.fixture.FakePacing;
import io.coldgate.fixture.Plans;
import io.coldgate.github.FakeGitHub;
import io.coldgate.thresholds.read.AcceptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Labels accept what somebody with write access set them for, and nothing else. */
class GithubLabelsCommandTest {
    private static final String FUNCTION = "checkout: { package: a.zip, artifact: { zip: 1MB } }";
    private static final Clock MIDNIGHT = Clock.fixed(Instant.parse("2026-12-31T23:59:59Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final CapturedCli cli = new CapturedCli();
    private final Map<String, String> environment = new HashMap<>();
    private FakeGitHub github;

    @BeforeEach
    void start() throws IOException {
        github = new FakeGitHub();
        environment.put("GITHUB_API_URL", github.uri().toString());
        environment.put("GITHUB_REPOSITORY", "o/r");
        environment.put("GITHUB_TOKEN", FakeGitHub.TOKEN);
        event("pull_request", "{\"pull_request\":{\"number\":7,\"head\":{\"sha\":\"" + "a".repeat(40) + "\"}}}");
        Plans.write(folder, FUNCTION);
    }

    @AfterEach
    void stop() {
        github.close();
    }

    private void event(String name, String payload) throws IOException {
        environment.put("GITHUB_EVENT_NAME", name);
        environment.put(
                "GITHUB_EVENT_PATH",
                Files.writeString(folder.resolve("event.json"), payload).toString());
    }

    private Path target() {
        return folder.resolve("accept.yaml");
    }

    private int run() {
        return new CommandLine(new GithubLabelsCommand(cli.terminal(), environment, new FakePacing(), MIDNIGHT))
                .execute("--file", folder.resolve("thresholds.yaml").toString(), target().toString());
    }

    private String text() {
        return cli.text();
    }

    @Test
    void aLabelOfSomebodyWithWriteAccessAcceptsTheFunctionUntilTheDayAfter() {
        github.permission("alice", "write");
        github.event("labeled", "coldgate-accept: checkout", "alice");

        assertThat(run()).isZero();

        AcceptFile read = AcceptFile.read(target(), "accept.yaml", Plans.thresholds(folder, FUNCTION));
        assertThat(read.diagnostics()).isEmpty();
        assertThat(read.accepted()).singleElement().satisfies(one -> {
            assertThat(one.function()).isEqualTo("checkout");
            assertThat(one.check()).isEmpty();
            assertThat(one.owner()).isEqualTo("@alice");
            assertThat(one.reason()).isEqualTo("label on pull request 7");
            assertThat(one.until()).isEqualTo(LocalDate.of(2027, 1, 1));
        });
        assertThat(text()).isEmpty();
    }

    @Test
    void aLabelOfATriagerOrAStrangerAcceptsNothingAndSaysSo() {
        for (String permission : List.of("read", "none", "triage")) {
            github.permission("mallory", permission);
            github.event("labeled", "coldgate-accept: checkout", "mallory");

            assertThat(run()).isZero();

            assertThat(target()).doesNotExist();
            assertThat(text()).contains("was set by mallory, who has no write access: it accepts nothing");
        }
    }

    @Test
    void whoeverSetTheLabelLastCounts() {
        github.permission("alice", "admin");
        github.event("labeled", "coldgate-accept: checkout", "alice");
        github.event("unlabeled", "coldgate-accept: checkout", "alice");
        github.event("labeled", "coldgate-accept: checkout", "mallory");

        assertThat(run()).isZero();

        assertThat(target()).doesNotExist();
    }

    @Test
    void aLabelThatWasTakenAwayAcceptsNothing() {
        github.permission("alice", "admin");
        github.event("labeled", "coldgate-accept: checkout", "alice");
        github.event("unlabeled", "coldgate-accept: checkout", "bob");

        assertThat(run()).isZero();

        assertThat(target()).doesNotExist();
        assertThat(github.requests()).noneMatch(request -> request.contains("collaborators"));
    }

    @Test
    void aLabelThatIsGoneFromTheRepositoryAcceptsNothing() {
        github.permission("alice", "admin");
        github.event("labeled", "coldgate-accept: checkout", "alice");
        github.deleteLabel("coldgate-accept: checkout");

        assertThat(run()).isZero();

        assertThat(target()).doesNotExist();
    }

    @Test
    void aLabelByNobodyWhoIsKnownAcceptsNothing() {
        github.event("labeled", "coldgate-accept: checkout", null);
        github.event("labeled", "coldgate-accept: x\" }\n  - {", "alice");

        assertThat(run()).isZero();

        assertThat(target()).doesNotExist();
        assertThat(text()).contains("nobody who is known");
    }

    @Test
    void aLabelOfAnotherFilesFunctionIsSaidAndWritesNothing() {
        github.permission("alice", "write");
        github.event("labeled", "coldgate-accept: search", "alice");

        assertThat(run()).isZero();

        assertThat(target()).doesNotExist();
        assertThat(text()).contains("the label coldgate-accept: search is about no function of");
    }

    @Test
    void whatTheApiDoesNotTellAcceptsNothing() {
        github.permission("alice", "write");
        github.event("labeled", "coldgate-accept: checkout", "alice");
        github.trouble(
                "GET /repos/o/r/collaborators/", 403, Map.of(), "{\"message\":\"Must have push access\"}", false);

        assertThat(run()).isZero();

        assertThat(target()).doesNotExist();
        assertThat(text()).contains("labels cannot be read, and accept nothing").contains("403 Must have push access");
    }

    @Test
    void aPushHasNoLabels() throws IOException {
        event("push", "{}");

        assertThat(run()).isZero();

        assertThat(target()).doesNotExist();
        assertThat(github.requests()).isEmpty();
    }
}
