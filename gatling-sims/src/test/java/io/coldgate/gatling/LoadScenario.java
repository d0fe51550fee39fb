package io.coldgate.gatling;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The parts that all scenarios share: the call of the function, its sample, and a client that is warm before the first
 * real request.
 */
abstract class LoadScenario extends Simulation {
    /** The exit code that Gatling's own command line uses. */
    private static final int EXIT_WRONG_ARGUMENTS = 1;

    private static final String STARTED = "started";
    private static final String MILLIS = "millis";
    private static final String STATUS = "status";
    private static final String MEASUREMENTS = "measurements";
    private static final String INIT = "init";
    private static final List<Integer> GOOD_STATUS =
            IntStream.rangeClosed(200, 299).boxed().toList();

    protected final Settings settings;
    private final SampleRecorder recorder;
    private final WarmUpTarget warmUpTarget = WarmUpTarget.start();

    /**
     * The requests of a load that it is meant to measure. The others get a different name, because no budget may mix
     * the two.
     */
    enum Wanted {
        /** Cold starts: requests that a warm environment served get the suffix {@code -warm}. */
        COLD("-warm"),
        /** Warm requests: those that waited for a new environment get the suffix {@code -cold}. */
        WARM("-cold"),
        /** Both: a load that makes the function scale up. */
        ANY("");

        private final String otherwise;

        Wanted(String otherwise) {
            this.otherwise = otherwise;
        }

        String name(String request, Optional<Boolean> cold) {
            boolean unwanted = cold.isPresent() && this != ANY && cold.get() != (this == COLD);
            return unwanted ? request + otherwise : request;
        }
    }

    LoadScenario() {
        try {
            settings = Settings.ofProcess();
            recorder = SampleRecorder.open(settings.samples());
        } catch (IllegalArgumentException e) {
            throw end(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw end("coldgate.samples: cannot be written: " + e);
        }
    }

    /** Ends Gatling's process with one line: a thrown exception would print two stack traces. */
    protected static IllegalStateException end(String line) {
        System.err.println(line);
        System.exit(EXIT_WRONG_ARGUMENTS);
        return new IllegalStateException(line);
    }

    /** Returns the protocol of every scenario: no public page is requested. */
    protected HttpProtocolBuilder protocol() {
        return http.warmUp(warmUpTarget.url());
    }

    /** Returns one call of the function; its sample is kept under that name. */
    protected ChainBuilder call(String request, Wanted wanted) {
        return call(settings.url().toString(), request).exec(session -> keep(session, request, wanted));
    }

    /**
     * Returns as many users as will come later, calling the target on loopback, so that the client loads its classes
     * and compiles.
     */
    protected PopulationBuilder practice(int users) {
        return scenario("practice")
                .exec(call(warmUpTarget.url(), "practice"))
                .injectOpen(atOnceUsers(users))
                .protocols(protocol());
    }

    private ChainBuilder call(String url, String request) {
        return exec(session ->
                        session.removeAll(MILLIS, STATUS, MEASUREMENTS, INIT).set(STARTED, System.currentTimeMillis()))
                .exec(http(request)
                        .post(url)
                        .body(StringBody(settings.body().replace("#{", "##{")))
                        .asJson()
                        // These checks come first: the sample is kept even if the status is wrong.
                        .check(
                                responseTimeInMillis().saveAs(MILLIS),
                                status().saveAs(STATUS),
                                header(ColdStartHint.MEASUREMENTS_HEADER)
                                        .optional()
                                        .saveAs(MEASUREMENTS),
                                header(settings.initHeader().orElse(ColdStartHint.MEASUREMENTS_HEADER))
                                        .optional()
                                        .saveAs(INIT),
                                status().in(GOOD_STATUS)));
    }

    private Session keep(Session session, String request, Wanted wanted) {
        boolean answered = session.contains(STATUS);
        ColdStartHint hint = answered ? hint(session) : ColdStartHint.unknown();
        recorder.add(new Sample(
                getClass().getSimpleName(),
                wanted.name(request, hint.cold()),
                session.getLong(STARTED),
                System.currentTimeMillis(),
                session.contains(MILLIS) ? session.getInt(MILLIS) : -1,
                answered && !session.isFailed(),
                answered ? OptionalInt.of(session.getInt(STATUS)) : OptionalInt.empty(),
                hint.cold(),
                hint.initMillis()));
        // A failed request does not end a sequence of requests: the next one is another sample.
        return session.markAsSucceeded();
    }

    private ColdStartHint hint(Session session) {
        if (session.contains(MEASUREMENTS)) {
            return ColdStartHint.ofMeasurements(String.valueOf(session.getString(MEASUREMENTS)));
        }
        if (settings.initHeader().isEmpty()) {
            return ColdStartHint.unknown();
        }
        return ColdStartHint.ofInitHeader(
                session.contains(INIT) ? Optional.ofNullable(session.getString(INIT)) : Optional.empty());
    }

    /** Makes the function cold before the load, if a command for that is given. */
    @Override
    public void before() {
        if (settings.fresh().isEmpty()) {
            return;
        }
        try {
            FreshFunction.begin(settings.fresh().get()).await();
        } catch (IOException e) {
            throw end(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void after() {
        warmUpTarget.stop();
        recorder.close();
    }
}
