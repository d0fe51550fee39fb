package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.cost.PastPace;
import io.coldgate.fixture.Golden;
import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.GatePlan;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import io.coldgate.thresholds.Thresholds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTextTest {
    @TempDir
    private Path folder;

    private String render(String functions) {
        Thresholds thresholds = Plans.thresholds(folder, functions);
        return PlanText.render(thresholds, GatePlan.of(thresholds), PastPace.NONE, Optional.empty());
    }

    @Test
    void theEmbeddedPlatformCostsTimeOnly() {
        String text = render("""
                hello:
                  package: hello.zip
                  budgets: { init_duration: { p50: 20ms, p95: 60ms }, max_memory: { max: 64MB } }
                  artifact: { zip: 4MB, stripped: true }
                compared:
                  package: hello.zip
                  sampling: { fan-out: 5, copies: 2 }
                  baseline: { environment: { GOGC: "400" } }
                  regression: { init_duration: { p50: +10% } }
                package-only:
                  package: hello.zip
                  artifact: { zip: 4MB }
                """);

        Golden.assertSame(PlanTextTest.class, "plan-embedded.txt", text);
    }

    @Test
    void awsCostsMoneyToo() {
        String text = render("""
                checkout:
                  package: hello.zip
                  platform: aws
                  role: arn:aws:iam::123456789012:role/lambda
                  memory: 1GB
                  budgets: { init_duration: { p95: 120ms }, cold_duration: { p95: 200ms } }
                search:
                  package: hello.zip
                  platform: aws
                  architecture: arm64
                  role: arn:aws:iam::123456789012:role/lambda
                  sampling: { fan-out: 20, copies: 4 }
                  budgets: { max_memory: { p99: 64MB } }
                """);

        Golden.assertSame(PlanTextTest.class, "plan-aws.txt", text);
    }

    @Test
    void aSnapshotOfEachVersionTakesItsMinute() {
        String text = render("""
                checkout:
                  package: hello.zip
                  platform: aws
                  runtime: java21
                  handler: com.example.App::handleRequest
                  role: arn:aws:iam::123456789012:role/lambda
                  snap-start: true
                  sampling: { fan-out: 10 }
                  budgets: { restore_duration: { p50: 400ms } }
                """);

        // 1 update for the first starts, 1 for those that are counted at least, 10 at most.
        assertThat(text)
                .contains("after 2 to 11 updates; about 3 min to 12 min")
                .contains("is not in the money");
    }

    @Test
    void aWiderFanOutTakesLessTimeForTheSameStarts() {
        String one = """
                checkout:
                  package: hello.zip
                  platform: aws
                  role: arn:aws:iam::123456789012:role/lambda
                  sampling: { fan-out: 1 }
                  budgets: { init_duration: { p95: 120ms } }
                """;

        assertThat(render(one)).contains("70 to 303 cold starts").contains("about 3 min to 11 min");
        assertThat(render(one.replace("fan-out: 1", "fan-out: 20")))
                .contains("83 to 303 cold starts (3 discarded) after 5 to 16 updates")
                .contains("about 13 s to 37 s");
    }

    private static final String TWO = """
            checkout:
              package: hello.zip
              baseline: { memory: 1GB }
              budgets: { init_duration: { p50: 20ms }, duration: { max: 20ms } }
              regression: { init_duration: { p50: +10% } }
              artifact: { zip: 4MB }
            search:
              package: hello.zip
              budgets: { init_duration: { p50: 20ms } }
            """;

    /** A run in which a start of checkout took half a second, and one of search a tenth of that. */
    private static PastPace past(String platform) {
        PastPace pace = new PastPace();
        ResultsRecord.Run run = Records.run("checkout", "search");
        pace.accept(new ResultsRecord.Run(
                run.header().toBuilder().platform(platform).build()));
        long at = 1_000_000;
        for (int i = 0; i <= 20; i++) {
            pace.accept(new ResultsRecord.Sampled(start("checkout", i + 1, at += 500)));
            pace.accept(new ResultsRecord.Sampled(start("search", i + 1, at += 50)));
        }
        return pace;
    }

    private static Start start(String function, int n, long at) {
        return Start.builder()
                .function(function)
                .number(n)
                .atMillis(at)
                .values(Map.of())
                .proof("p")
                .environment("e")
                .build();
    }

    @Test
    void theTimeIsThatOfTheLastRunWhereThereIsOne() {
        Thresholds thresholds = Plans.thresholds(folder, TWO);
        GatePlan plan = GatePlan.of(thresholds);

        String text = PlanText.render(thresholds, plan, past("embedded"), Optional.empty());
        assertThat(text).contains("about 13 s to 3 min\n").contains("as the last run took\n");
        assertThat(PlanText.render(thresholds, plan, past("localstack"), Optional.empty()))
                .contains("for small Go functions\n");
    }

    @Test
    void aTimeLimitThatAllFunctionsShareIsWarnedOfWhereItCannotBeEnough() {
        String quick = "hello: { package: hello.zip, budgets: { init_duration: { p50: 20ms } } }";
        Thresholds thresholds = Plans.thresholds(
                folder,
                TWO.replace(
                        "package: hello.zip\n  budgets",
                        "package: hello.zip\n  sampling: { time-limit: 10s }\n  budgets"));
        GatePlan plan = GatePlan.of(thresholds);

        assertThat(PlanText.render(thresholds, plan, past("embedded"), Optional.empty()))
                .endsWith(
                        "warning: sampling.time-limit ends the run after 10 s, which all functions share: raise it, or"
                                + " measure fewer functions at a time with --shard\n");
        assertThat(PlanText.render(thresholds, plan, past("embedded"), Optional.of(Duration.ofSeconds(5))))
                .contains("warning: --time-limit ends the run after 5 s");
        assertThat(PlanText.render(thresholds, plan, past("embedded"), Optional.of(Duration.ofMinutes(1))))
                .doesNotContain("warning");
        assertThat(render(quick)).doesNotContain("warning");
    }

    @Test
    void thePlanIsJsonForPrograms() {
        Thresholds thresholds = Plans.thresholds(folder, TWO);
        String json = PlanJson.render("VERSION", thresholds, GatePlan.of(thresholds), past("embedded"));

        Golden.assertSame(
                PlanTextTest.class, "plan.json", json.replaceAll("\"sha256\" : \"[0-9a-f]+\"", "\"sha256\" : \"…\""));
    }

    @Test
    void moneyIsInTheJsonOfAws() {
        Thresholds thresholds = Plans.thresholds(folder, """
                checkout:
                  package: hello.zip
                  platform: aws
                  role: arn:aws:iam::123456789012:role/lambda
                  budgets: { init_duration: { p95: 120ms } }
                """);

        assertThat(PlanJson.render("VERSION", thresholds, GatePlan.of(thresholds), PastPace.NONE))
                .contains("\"dollars\" : {", "\"secondsOfLastRun\" : false");
    }
}
