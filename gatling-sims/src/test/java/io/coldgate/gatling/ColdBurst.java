package io.coldgate.gatling;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;

/**
 * From nobody to {@code coldgate.users} users at once, at a function that was just updated: each meets a cold start,
 * unless an environment was ready again before the last user came. Samples: {@code cold-burst}, and
 * {@code cold-burst-warm} for what a warm environment served.
 */
public class ColdBurst extends LoadScenario {

    public ColdBurst() {
        var burst = scenario("ColdBurst").exec(call("cold-burst", Wanted.COLD));
        setUp(practice(settings.users())
                .andThen(burst.injectOpen(atOnceUsers(settings.users())).protocols(protocol())));
    }
}
