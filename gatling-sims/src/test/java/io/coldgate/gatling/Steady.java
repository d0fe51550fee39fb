package io.coldgate.gatling;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

/**
 * Users at a constant rate, for the percentiles of a warm function. Some users come earlier and are not counted, so
 * that environments are ready. Samples: {@code warm-up}, {@code steady}, and {@code steady-cold} for requests that had
 * to wait for another environment.
 */
public class Steady extends LoadScenario {
    /** The number of environments that are warm before the first counted user. */
    private static final int ENVIRONMENTS = 4;

    public Steady() {
        // Connections are kept, because a warm answer takes less time than the handshakes of a new connection.
        var protocol = protocol().shareConnections();
        var warmUp = scenario("warm-up").exec(call("warm-up", Wanted.ANY));
        var steady = scenario("Steady").exec(call("steady", Wanted.WARM));
        setUp(practice(ENVIRONMENTS)
                .andThen(warmUp.injectOpen(atOnceUsers(ENVIRONMENTS))
                        .protocols(protocol)
                        .andThen(steady.injectOpen(constantUsersPerSec(settings.usersPerSecond())
                                        .during(settings.length()))
                                .protocols(protocol))));
    }
}
