package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.canary.CanarySteps;
import io.coldgate.fixture.QuietListener;
import io.coldgate.run.RunListener;
import io.coldgate.run.canary.CanaryOptions;
import io.coldgate.run.canary.CanaryRun;
import io.coldgate.run.canary.LimitChoice;
import io.coldgate.stats.Defaults;
import io.coldgate.thresholds.PlatformName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A canary that a defect of the gate ends: production must not stay split. */
@Tag("process")
class CanaryDefectTest extends CanaryFixture {
    private final List<String> errors = new ArrayList<>();

    /** Breaks down when the first step has begun. */
    private final RunListener broken = new QuietListener() {
        @Override
        public void remark(String line) {
            if (line.contains("of the invocations go to version")) {
                throw new IllegalStateException("a defect");
            }
        }

        @Override
        public void error(String line) {
            errors.add(line);
        }
    };

    private CanaryOptions options() throws Exception {
        return CanaryOptions.builder()
                .function(CanaryStage.NAME)
                .alias("live")
                .steps(CanarySteps.parse("10%,100%"))
                .beside(List.of())
                .slot(Duration.ofSeconds(1))
                .candidates(List.of())
                .limits(LimitChoice.usual())
                .missed(Defaults.MISSED)
                .hold(Duration.ofMinutes(1))
                .poll(Duration.ofMillis(200))
                .output(files())
                .build();
    }

    @Test
    void takesTheAliasBackAndSaysSo() throws Exception {
        stage.update(Map.of("WAIT", "0.02", "OTHER", "1"));

        try (CanaryRun run = CanaryRun.open(options(), PlatformName.AWS, Optional.empty(), Optional.empty(), broken)) {
            assertThatThrownBy(run::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a defect");
        }

        assertThat(stage.leads()).isEqualTo("1");
        assertThat(errors).containsExactly("checkout:live points to version 1 alone, as before");
        assertThat(folder.resolve("state")).isEmptyDirectory();
    }
}
