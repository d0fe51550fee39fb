package io.coldgate.gatling;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

/**
 * A jump from zero to {@code coldgate.users} users on a function that was just updated: each user meets a cold start,
 * unless an environment was free again before the last user came. Samples: {@code cold-burst}, and {@code
 * cold-burst-warm} for requests that a warm environment served.
 */
public class ColdBurst extends LoadScenario {

    public ColdBurst() {
        var burst = scenario("ColdBurst").exec(call("cold-burst", Wanted.COLD));
        setUp(practice(settings.users())
                .andThen(burst.injectOpen(atOnceUsers(settings.users())).protocols(protocol())));
    }
}
