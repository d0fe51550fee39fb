package io.coldgate.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.lambda.Invocation;
import io.coldgate.logs.Report;
import io.coldgate.sample.Failure;
import io.coldgate.sample.Metric;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalStackPlatformTest {
    /** A service whose containers the test says. */
    private static final class FakeServer implements LocalStackServer {
        private Set<String> containers = Set.of();
        private boolean visible = true;
        private boolean listed = true;
        private boolean closed;

        @Override
        public URI endpoint() {
            return URI.create("http://127.0.0.1:1");
        }

        @Override
        public boolean showsContainers() {
            return visible;
        }

        @Override
        public Set<String> functionContainers() throws PlatformException {
            if (!listed) {
                throw new PlatformException("containers cannot be listed: the daemon is gone");
            }
            return containers;
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("localstack", "image:1", "localstack.init", "Coldgate's own, not LocalStack's");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final FakeServer server = new FakeServer();
    private final LocalStackPlatform platform = new LocalStackPlatform(server);

    @AfterEach
    void close() {
        platform.close();
        assertThat(server.closed).isTrue();
    }

    private static Invocation invocation(String tail, Optional<Failure> failure) {
        Report report = new Report(
                OptionalDouble.of(2e6),
                OptionalDouble.of(3e6),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(512 << 20),
                Optional.empty(),
                false);
        return new Invocation(
                "id", failure, tail, Optional.of(report), Optional.empty(), 400_000_000, "", ByteBuffer.allocate(0));
    }

    private ColdStartProof read(String... containers) {
        server.containers = Set.of(containers);
        return platform.read(invocation("START", Optional.empty()));
    }

    @Test
    void oneNewContainerIsAColdStart() {
        ColdStartProof.Cold cold = (ColdStartProof.Cold) read("a");

        assertThat(cold.environment()).isEqualTo("a");
        assertThat(cold.values())
                .isEqualTo(Map.of(Metric.DURATION, 2e6, Metric.BILLED_DURATION, 3e6, Metric.CLIENT_LATENCY, 4e8));
        // The old one may still be on its way out.
        assertThat(((ColdStartProof.Cold) read("a", "b")).environment()).isEqualTo("b");
    }

    @Test
    void withoutExactlyOneNewContainerNothingIsProven() {
        read("a");

        assertThat(read("a")).isInstanceOf(ColdStartProof.NotProven.class);
        assertThat(read()).isInstanceOf(ColdStartProof.NotProven.class);
        assertThat(read("b", "c")).isInstanceOf(ColdStartProof.NotProven.class);
        assertThat(read("b", "c")).isInstanceOf(ColdStartProof.NotProven.class);
    }

    @Test
    void anInvocationWithoutANewContainerIsWarmAndAnyOtherIsNot() {
        ColdStartProof.Cold start = (ColdStartProof.Cold) read("a");
        Invocation next = invocation("START", Optional.empty());

        assertThat(platform.readWarm(next, start, null))
                .isEqualTo(new WarmProof.Warm(OptionalDouble.of(2e6), OptionalDouble.empty(), ""));
        assertThat(platform.readWarm(invocation("START", Optional.of(new Failure("Boom", "no table"))), start, null))
                .isEqualTo(new WarmProof.NotWarm("it failed: Boom: no table"));
        server.containers = Set.of("a", "b");
        assertThat(platform.readWarm(next, start, null))
                .isEqualTo(new WarmProof.NotWarm("it was cold: a new container came up"));
        // Whose container came up is known from then on.
        assertThat(platform.readWarm(next, start, null)).isInstanceOf(WarmProof.Warm.class);
        server.visible = false;
        assertThat(platform.readWarm(next, start, null))
                .isEqualTo(new WarmProof.NotWarm("nothing here shows which environment served it"));
    }

    @Test
    void whereTheContainersCannotBeListedNothingIsProven() {
        ColdStartProof.Cold start = (ColdStartProof.Cold) read("a");
        server.listed = false;

        assertThat(read("a", "b"))
                .isEqualTo(new ColdStartProof.NotProven("containers cannot be listed: the daemon is gone"));
        assertThat(platform.readWarm(invocation("START", Optional.empty()), start, null))
                .isEqualTo(new WarmProof.NotWarm("containers cannot be listed: the daemon is gone"));
    }

    @Test
    void anEnvironmentThatNeverCameUpIsAFailedStart() {
        Optional<Failure> failure = Optional.of(new Failure("Runtime.ExitError", "exit status 3"));

        ColdStartProof.Cold cold = (ColdStartProof.Cold) platform.read(invocation("", failure));
        assertThat(cold.failure()).isEqualTo(failure);
        assertThat(cold.values()).isEmpty();
        assertThat(platform.read(invocation("START", failure))).isInstanceOf(ColdStartProof.NotProven.class);
    }

    @Test
    void itMeasuresNoInitWithoutTheProbe() {
        assertThat(platform.measurable(false))
                .containsExactlyInAnyOrder(
                        Metric.DURATION,
                        Metric.BILLED_DURATION,
                        Metric.CLIENT_LATENCY,
                        Metric.WARM_DURATION,
                        Metric.WARM_LATENCY,
                        Metric.FIRST_USER_DURATION);
        assertThat(platform.measurable(true))
                .contains(Metric.INIT_DURATION, Metric.INIT_CPU, Metric.COLD_DURATION, Metric.MAX_MEMORY)
                .contains(Metric.MAJOR_FAULTS, Metric.INIT_READ_BYTES, Metric.INIT_SOCKETS)
                .doesNotContain(Metric.RESTORE_DURATION);
    }

    @Test
    void whereNobodySeesTheContainersOnlyTheProbeMeasures() {
        server.visible = false;

        assertThat(read("a")).isInstanceOf(ColdStartProof.NotProven.class);
        assertThat(platform.measurable(false)).isEmpty();
        assertThat(platform.measurable(true)).contains(Metric.INIT_DURATION, Metric.BILLED_DURATION);
    }

    @Test
    void aForeignInitIsSaid() {
        assertThat(platform.notes()).containsExactly("the Lambda init in image:1 is Coldgate's own, not LocalStack's");
        assertThat(platform.facts()).containsEntry("localstack", "image:1").containsKey("localstack.init");
    }

    @Test
    void theVariablesAreReadAndOnlyLambdasGoOn() throws Exception {
        LocalStackSettings settings = LocalStackSettings.of(Map.of(
                "LOCALSTACK_IMAGE", "floci/floci:latest",
                "LOCALSTACK_ENDPOINT", " http://localhost:4566 ",
                "LAMBDA_DOCKER_FLAGS", "--cpus 1",
                "LAMBDA_RUNTIME_IMAGE_MAPPING", "",
                "AWS_SECRET_ACCESS_KEY", "secret"));

        assertThat(settings.image()).isEqualTo("floci/floci:latest");
        assertThat(settings.endpoint()).contains(URI.create("http://localhost:4566"));
        assertThat(settings.forwarded()).isEqualTo(Map.of("LAMBDA_DOCKER_FLAGS", "--cpus 1"));
        assertThat(LocalStackSettings.of(Map.of()).image()).startsWith("localstack/localstack@sha256:");
        assertThatThrownBy(() -> LocalStackSettings.of(Map.of("LOCALSTACK_ENDPOINT", "not an address")))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("LOCALSTACK_ENDPOINT=not an address");
    }

    @Test
    void anEndpointWhereNobodyListensIsSaidInOneLine() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        assertThatThrownBy(() -> RunningLocalStack.at(endpoint))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining(endpoint.toString())
                .hasMessageContaining("nobody listens")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> RunningLocalStack.at(URI.create("ftp://localhost")))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("http://127.0.0.1:4566");
    }
}
