package io.coldgate.gatling;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import org.jspecify.annotations.Nullable;

/**
 * Users who call an alias without pause while the command of {@code coldgate.during} runs, which shifts the alias
 * ({@code coldgate canary}); the scenario is complete when that command succeeds. Samples: {@code canary}, and {@code
 * canary-cold} for requests that had to wait for an environment.
 */
public class Canary extends LoadScenario {
    private volatile @Nullable Process during;

    public Canary() {
        String command = settings.during().orElseThrow(() -> end("coldgate.during: missing: what shifts the alias?"));
        var load =
                scenario("Canary").exec(asLongAs(session -> isRunning(command)).on(call("canary", Wanted.WARM)));
        setUp(practice(settings.users())
                .andThen(load.injectOpen(atOnceUsers(settings.users()))
                        .protocols(protocol().shareConnections())));
    }

    private boolean isRunning(String command) {
        synchronized (this) {
            Process started = during == null ? start(command) : during;
            during = started;
            return started.isAlive();
        }
    }

    private static Process start(String command) {
        try {
            return new ProcessBuilder("sh", "-c", command)
                    .redirectOutput(Redirect.INHERIT)
                    .redirectError(Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw end("coldgate.during: cannot be started: " + e);
        }
    }

    @Override
    public void after() {
        super.after();
        Process ended = during;
        if (ended != null && !ended.isAlive() && ended.exitValue() != 0) {
            throw end("coldgate.during: exit " + ended.exitValue());
        }
    }
}
