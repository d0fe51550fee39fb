package io.coldgate.gatling;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.PopulationBuilder;

/**
 * Users at a constant rate, then {@code coldgate.users} at once, then the rate again: shows how much of a spike meets
 * cold starts, and how soon the function recovers. Samples: {@code spike-before}, {@code spike} and {@code
 * spike-after}, cold or not.
 */
public class Spike extends LoadScenario {

    public Spike() {
        PopulationBuilder after = atRate("spike-after");
        PopulationBuilder spike = scenario("Spike")
                .exec(call("spike", Wanted.ANY))
                .injectOpen(atOnceUsers(settings.users()))
                .protocols(protocol().shareConnections());
        setUp(practice(settings.users()).andThen(atRate("spike-before").andThen(spike.andThen(after))));
    }

    private PopulationBuilder atRate(String request) {
        return scenario(request)
                .exec(call(request, Wanted.ANY))
                .injectOpen(constantUsersPerSec(settings.usersPerSecond()).during(settings.length()))
                .protocols(protocol().shareConnections());
    }
}
