package io.coldgate.embedded.runtime.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.runtime.environment.EnvironmentSettings;
import io.coldgate.embedded.runtime.environment.EnvironmentsFixture;
import io.coldgate.embedded.runtime.environment.Functions;
import io.coldgate.embedded.runtime.environment.InvocationResult;
import io.coldgate.embedded.runtime.log.PlatformLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Environments that are provisioned, and starts that stand in for the restore of a snapshot. */
@Tag("process")
class InitializationTypeTest extends EnvironmentsFixture {
    private final AtomicLong clock = new AtomicLong();

    @Override
    public EnvironmentSettings settings() {
        return super.settings().toBuilder().clock(clock::get).build();
    }

    private static String tail(InvocationResult result) {
        return new String(result.logTail(), StandardCharsets.UTF_8);
    }

    @Test
    void provisionedEnvironmentsAreRunningBeforeTheyServeAndServeFirst() throws Exception {
        EnvironmentSpec spec = spec();
        environments.prepare(spec);
        EnvironmentSpec provisioned = spec.with(InitializationType.PROVISIONED);
        assertThat(environments.provision(provisioned, 2)).isEqualTo(1);
        assertThat(environments.provision(provisioned, 2)).isEqualTo(2);
        assertThat(environments.provision(provisioned, 2))
                .as("nothing left to do")
                .isEqualTo(2);
        assertThat(environmentCount()).isEqualTo(3);

        InvocationResult result = invoke(spec, "{\"do\":\"env\"}");
        assertThat(result.payload()).asString().contains("\"AWS_LAMBDA_INITIALIZATION_TYPE=provisioned-concurrency\"");
        assertThat(tail(result)).contains("REPORT RequestId: ").doesNotContain("Init Duration");
        assertThat(result.measurements().cold()).isTrue();
        assertThat(result.measurements().initNanos()).isEmpty();
    }

    @Test
    void provisionedEnvironmentsOutliveIdlenessAndEndWhenFewerAreWanted() throws Exception {
        EnvironmentSpec provisioned = spec().with(InitializationType.PROVISIONED);
        environments.provision(provisioned, 2);
        environments.provision(provisioned, 2);
        clock.addAndGet(settings().idleLimit().multipliedBy(2).toNanos());
        environments.reap();
        assertThat(environmentCount()).isEqualTo(2);
        assertThat(environments.provision(provisioned, 1)).isEqualTo(1);
        assertThat(environments.provision(provisioned, 0)).isZero();
        assertThat(environmentCount()).isZero();
    }

    @Test
    void anEnvironmentWhoseInitFailsIsNotProvisioned() throws Exception {
        EnvironmentSpec provisioned = fault("exit:3", 5).with(InitializationType.PROVISIONED);
        assertThat(environments.provision(provisioned, 1)).isZero();
        assertThat(environmentCount()).isZero();
    }

    @Test
    void aStartThatStandsInForARestoreIsReportedAsOne() throws Exception {
        InvocationResult first = invoke(spec().with(InitializationType.SNAP_START), "{}");
        Matcher report = Pattern.compile("\tRestore Duration: ([0-9.]+) ms\tBilled Restore Duration: (\\d+) ms\t\n$")
                .matcher(tail(first));
        assertThat(report.find()).as(tail(first)).isTrue();
        assertThat(tail(first)).doesNotContain("Init Duration");
        long nanos = first.measurements().initNanos().orElseThrow();
        assertThat(report.group(1)).isEqualTo(PlatformLog.millis(nanos));
        assertThat(Long.parseLong(report.group(2))).isEqualTo(PlatformLog.wholeMillis(nanos));
    }

    @Test
    void aRestoreIsReportedAsJsonToo() throws Exception {
        EnvironmentSpec json =
                Functions.spec(code, List.of(), "provided.al2023", "handler", Map.of(), 20, LogFormat.JSON);
        InvocationResult first = invoke(json.with(InitializationType.SNAP_START), "{}");
        assertThat(tail(first))
                .containsPattern("\"restoreDurationMs\":[0-9.]+,\"billedRestoreDurationMs\":\\d+}")
                .doesNotContain("initDurationMs");
    }
}
