package io.coldgate.embedded.runtime.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InitializationType;
import io.coldgate.embedded.runtime.spec.LogFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each operation, and at each point where it leaves the fleet to itself every other one: while an environment is made,
 * while it starts, while it serves. Between these points the fleet is atomic, so these are all the interleavings of
 * two.
 */
class LivesTest {
    private static final String REVISION = "a-revision";
    private static final EnvironmentSpec SPEC = EnvironmentSpec.builder()
            .functionName("f")
            .version("1")
            .revision(REVISION)
            .code(new StoredCode("sha", 1, 1))
            .layers(List.of())
            .runtime("provided")
            .handler("h")
            .architecture("x86_64")
            .environment(Map.of())
            .memoryMegabytes(256)
            .timeoutSeconds(3)
            .logFormat(LogFormat.TEXT)
            .logGroup("g")
            .region("r")
            .account("000000000000")
            .initialization(InitializationType.ON_DEMAND)
            .build();

    private interface Step {
        void run(World world) throws Exception;
    }

    private static final Map<String, Step> STEPS = steps();

    private static Map<String, Step> steps() {
        Map<String, Step> steps = new LinkedHashMap<>();
        steps.put("prepare", world -> world.lives.prepare(SPEC));
        steps.put("initialise", world -> world.lives.initialise(SPEC));
        steps.put("rehearse", world -> world.lives.rehearse(SPEC));
        steps.put("provision", world -> world.lives.provision(SPEC, 1));
        steps.put("unprovision", world -> world.lives.provision(SPEC, 0));
        steps.put("use", World::use);
        steps.put("retire", world -> world.lives.retire(REVISION));
        steps.put("reap", world -> world.lives.reap(0));
        steps.put("close", world -> world.lives.close().forEach(world::end));
        return steps;
    }

    /** Processes that are flags, and what happens while they are made, started and used. */
    private static final class World implements Lives.Bodies<int[]> {
        final List<int[]> made = new ArrayList<>();
        final Lives<int[]> lives = new Lives<>(10, this, () -> 0L);
        final String point;

        @Nullable
        Step meanwhile;

        World(String point, @Nullable Step meanwhile) {
            this.point = point;
            this.meanwhile = meanwhile;
        }

        private void at(String here) {
            Step step = meanwhile;
            if (step != null && here.equals(point)) {
                meanwhile = null;
                perform(step);
            }
        }

        void perform(Step step) {
            try {
                step.run(this);
            } catch (IOException e) {
                assertThat(e).hasMessage("the server is closed");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        void use() throws Exception {
            lives.use(SPEC, process -> {
                assertThat(process[1]).as("serves one at a time").isZero();
                process[1] = 1;
                at("use");
                process[1] = 0;
                return process;
            });
        }

        @Override
        public int[] make(EnvironmentSpec spec) {
            at("make");
            int[] process = new int[2];
            made.add(process);
            return process;
        }

        @Override
        public InitOutcome initialise(int[] process) {
            at("initialise");
            return process[0] == 0 ? new InitOutcome.Initialised() : new InitOutcome.Failed("ended");
        }

        @Override
        public void end(int[] process) {
            assertThat(process[0]++).as("ended once").isZero();
        }

        long running() {
            return made.stream().filter(process -> process[0] == 0).count();
        }
    }

    static Stream<Arguments> interleavings() {
        return STEPS.keySet().stream()
                .flatMap(first -> STEPS.keySet().stream()
                        .flatMap(second -> Stream.of("make", "initialise", "use")
                                .flatMap(point -> Stream.of(false, true)
                                        .map(prepared -> Arguments.of(first, second, point, prepared)))));
    }

    @ParameterizedTest(name = "{0}, and {1} while it is in {2}; prepared {3}")
    @MethodSource("interleavings")
    void noneIsLostAndNoneOutlivesItsRevision(String first, String second, String point, boolean prepared) {
        var world = new World(point, STEPS.get(second));
        if (prepared) {
            Step held = world.meanwhile;
            world.meanwhile = null;
            world.perform(STEPS.get("prepare"));
            world.meanwhile = held;
        }
        world.perform(STEPS.get(first));
        assertThat(world.running()).as("each that runs is owned").isEqualTo(world.lives.count());
        world.meanwhile = null;
        world.lives.retire(REVISION);
        world.perform(STEPS.get("prepare"));
        assertThat(world.running()).as("all end with their revision").isZero();
        assertThat(world.lives.count()).isZero();
    }

    @Test
    void aLookForIdleOnesForgetsNoProvisionedStart() throws Exception {
        var world = new World("initialise", STEPS.get("reap"));
        assertThat(world.lives.provision(SPEC, 1)).isEqualTo(1);
        assertThat(world.lives.provision(SPEC, 1)).isEqualTo(1);
        world.use();
        assertThat(world.made).as("the one that was started serves").hasSize(1);
    }

    @Test
    void aProvisionedStartEndsWhenItComesUpAfterNoneIsWantedAnyMore() throws Exception {
        var world = new World("initialise", STEPS.get("unprovision"));
        world.lives.provision(SPEC, 1);
        assertThat(world.running()).isZero();
    }

    @Test
    void aRehearsalIsOutOfReachOfInvocations() throws Exception {
        var world = new World("initialise", STEPS.get("use"));
        assertThat(world.lives.rehearse(SPEC)).isInstanceOf(InitOutcome.Initialised.class);
        assertThat(world.made).hasSize(2);
        assertThat(world.running()).as("the invocation's own").isEqualTo(1);
    }

    @Test
    void nothingIsMadeAheadForARetiredRevision() throws Exception {
        var world = new World("", null);
        world.lives.retire(REVISION);
        world.lives.prepare(SPEC);
        assertThat(world.lives.provision(SPEC, 1)).isZero();
        assertThat(world.made).isEmpty();
        world.use();
        assertThat(world.running())
                .as("an invocation on its way is served, by one that ends")
                .isZero();
    }
}
