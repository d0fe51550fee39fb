package io.coldgate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coldgate.fixture.Functions;
import io.coldgate.platform.Platform;
import io.coldgate.platform.PlatformOptions;
import io.coldgate.platform.Platforms;
import io.coldgate.thresholds.PlatformName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same life of a function on every platform; what may differ is the table of docs/platforms.md. */
class ScenarioTest {
    private static final Path TABLE =
            Path.of(System.getProperty("coldgate.root", "..")).resolve("docs/platforms.md");

    @BeforeAll
    static void build() throws Exception {
        Functions.build("hello");
    }

    @Test
    @Tag("process")
    void theEmbeddedLambdaDoesWhatTheTableSays() throws Exception {
        check(PlatformName.EMBEDDED, Optional.empty());
    }

    @Test
    @Tag("docker")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void localStackDoesWhatTheTableSays() throws Exception {
        assumeTrue(
                System.getenv("LOCALSTACK_IMAGE") != null,
                "skipped: LOCALSTACK_IMAGE is not set; eval \"$(ci/localstack-image --env)\" sets it");
        check(PlatformName.LOCALSTACK, Optional.empty());
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void awsDoesWhatTheTableSays() throws Exception {
        String role = System.getenv("COLDGATE_SCENARIO_AWS");
        assumeTrue(role != null, "skipped: COLDGATE_SCENARIO_AWS is not set to the ARN of a role for the function");
        check(PlatformName.AWS, Optional.of(role));
    }

    @Test
    void theTableHasEveryPlatform() throws Exception {
        assertThat(expected(PlatformName.EMBEDDED).keySet())
                .isEqualTo(expected(PlatformName.LOCALSTACK).keySet())
                .isEqualTo(expected(PlatformName.AWS).keySet())
                .hasSizeGreaterThan(15);
    }

    private static void check(PlatformName name, Optional<String> role) throws Exception {
        try (Platform platform = Platforms.start(name, PlatformOptions.none())) {
            String function =
                    "coldgate-scenario-" + UUID.randomUUID().toString().substring(0, 8);
            Map<String, String> observed =
                    new Scenario(platform.client(), role.orElseGet(platform::defaultRole), function).run();
            assertThat(observed).containsExactlyInAnyOrderEntriesOf(expected(name));
        }
    }

    /** The platform's column of the table. */
    private static Map<String, String> expected(PlatformName platform) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (line.startsWith("| ")) {
                rows.add(List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)));
            }
        }
        int column = rows.get(0).indexOf(platform.key());
        assertThat(column).as("the column of " + platform.key()).isPositive();
        Map<String, String> expected = new LinkedHashMap<>();
        rows.stream().skip(1).forEach(row -> expected.put(row.get(0), row.get(column)));
        return expected;
    }
}
