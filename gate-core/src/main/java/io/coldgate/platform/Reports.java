package io.coldgate.platform;

import io.coldgate.lambda.Invocation;
import io.coldgate.lambda.Report;
import io.coldgate.sample.Failure;
import io.coldgate.unit.Printable;
import java.util.Optional;

/** What the platform's report says of an invocation, on every platform that has one. */
final class Reports {
    private Reports() {}

    /**
     * The function's failure. Also one: a first init that failed although a second one served the event, and a runtime that
     * answered and then ended.
     */
    static Optional<Failure> failure(Invocation invocation, Optional<Report> found) {
        if (invocation.failure().isPresent() || found.isEmpty()) {
            return invocation.failure();
        }
        Report report = found.get();
        if (report.initFailed()) {
            return Optional.of(
                    new Failure("InitFailed", "the first init failed or timed out; a second one served the event"));
        }
        return report.trouble()
                .map(type -> new Failure(Printable.escape(type, 100), "the report says so, after an answer"));
    }
}
