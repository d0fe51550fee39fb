package io.coldgate.gatling;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;

/**
 * Users arrive at a constant rate, call a function's URL once and go. Every request is a sample; the first ones meet
 * a cold function, since the load generator warms itself up elsewhere.
 *
 * <pre>mvn -pl gatling-sims gatling:test -Dcoldgate.url=http://127.0.0.1:PORT/ -Dcoldgate.samples=/tmp/samples.jsonl</pre>
 *
 * <p>{@link Settings} lists the other properties.
 */
public class HelloSimulation extends Simulation {

    private static final String REQUEST = "hello";
    private static final String RESPONSE_MILLIS = "responseMillis";
    private static final int EXIT_WRONG_ARGUMENTS = 1;

    private final Settings settings = settings();
    private final SampleRecorder recorder = new SampleRecorder();
    private final WarmUpTarget warmUpTarget = WarmUpTarget.start();

    public HelloSimulation() {
        var call = http(REQUEST)
                .post(settings.url().toString())
                .body(StringBody(settings.body()))
                .asJson()
                // The time first: it is kept also where the status is wrong.
                .check(responseTimeInMillis().saveAs(RESPONSE_MILLIS), status().is(200));
        var users = scenario(REQUEST).exec(call).exec(this::record);

        setUp(users.injectOpen(constantUsersPerSec(settings.usersPerSecond()).during(settings.length())))
                .protocols(http.warmUp(warmUpTarget.url()));
    }

    /** Ends Gatling's process with one line where the command line is wrong: thrown, it would be two stack traces. */
    private static Settings settings() {
        try {
            return Settings.from(System.getProperties());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(EXIT_WRONG_ARGUMENTS);
            throw e;
        }
    }

    private Session record(Session session) {
        int responseMillis = session.contains(RESPONSE_MILLIS) ? session.getInt(RESPONSE_MILLIS) : -1;
        recorder.add(
                new SampleRecorder.Sample(REQUEST, System.currentTimeMillis(), responseMillis, !session.isFailed()));
        return session;
    }

    @Override
    public void after() {
        warmUpTarget.stop();
        recorder.writeTo(settings.samples());
    }
}
