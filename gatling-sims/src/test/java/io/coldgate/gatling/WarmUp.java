package io.coldgate.gatling;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The wait of the first real user, with and without a preceding warm-up request. The function is made cold before each
 * try ({@code coldgate.fresh} must be given); each of {@code coldgate.rounds} rounds tries both variants in random
 * order. Samples: {@code first-user} without; {@code warm-up} and then {@code first-user-after-warm-up} with.
 */
public class WarmUp extends LoadScenario {
    /** A warm-up request comes from a pipeline or a schedule: a user comes some time after its answer. */
    private static final Duration UNTIL_THE_USER_COMES = Duration.ofMillis(50);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final SplittableRandom random = new SplittableRandom();
    private final String command;
    private volatile @Nullable FreshFunction fresh;

    public WarmUp() {
        command = settings.fresh()
                .orElseThrow(() -> end("coldgate.fresh: not given: WarmUp needs a command that makes the function cold,"
                        + " as in -Dcoldgate.fresh='ci/fresh-function http://127.0.0.1:9001 hello'"));
        ChainBuilder without = makeFresh().exec(call("first-user", Wanted.COLD));
        ChainBuilder with = makeFresh()
                .exec(call("warm-up", Wanted.COLD))
                .pause(UNTIL_THE_USER_COMES)
                .exec(call("first-user-after-warm-up", Wanted.WARM));
        ChainBuilder round =
                doIfOrElse(session -> random.nextBoolean()).then(without, with).orElse(with, without);
        var rounds = scenario("WarmUp").exec(repeat(settings.rounds()).on(round));
        // Each request has its own connection: a user does not share that of the warm-up request.
        setUp(practice(settings.rounds())
                .andThen(rounds.injectOpen(atOnceUsers(1)).protocols(protocol().connectionHeader("close"))));
    }

    /** Waits without blocking one of Gatling's few threads. */
    private ChainBuilder makeFresh() {
        return exec(this::beginFresh)
                .exec(asLongAs(session -> current().isRunning()).on(pause(BETWEEN_LOOKS)))
                .exec(this::requireFresh);
    }

    private FreshFunction current() {
        return Objects.requireNonNull(fresh);
    }

    private Session beginFresh(Session session) {
        try {
            fresh = FreshFunction.begin(command);
            return session;
        } catch (IOException e) {
            throw end("coldgate.fresh: cannot be started: " + e.getMessage());
        }
    }

    private Session requireFresh(Session session) {
        try {
            current().await();
            return session;
        } catch (IOException e) {
            throw end(String.valueOf(e.getMessage()));
        }
    }

    /** Does nothing: each try makes the function cold itself. */
    @Override
    public void before() {}
}
