package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.sample.Ending;
import io.coldgate.sample.ResultsRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many functions have in common is said once. */
class GroupedNotesTest {
    private static final double MILLI = 1e6;
    private static final List<String> NAMES = List.of("cart", "checkout", "orders", "search", "stock", "users");

    @TempDir
    private Path folder;

    /** Returns the terminal's report of a run whose functions have these records. */
    private String report(BiConsumer<GateEvaluation, String> records) {
        GateEvaluation build = new GateEvaluation(Plans.plan(
                folder,
                NAMES.stream()
                        .map(name -> name + ": { package: a.zip, budgets: { init_duration: { max: 1s } } }\n")
                        .collect(Collectors.joining())));
        build.accept(Records.run(NAMES.toArray(String[]::new)));
        NAMES.forEach(name -> records.accept(build, name));
        build.accept(new ResultsRecord.End(9, Ending.COULD_NOT_MEASURE, ""));
        return new TextReport(false).render(Judgement.of(build));
    }

    private static void ended(GateEvaluation build, String name, String why) {
        build.accept(new ResultsRecord.SeriesEnded(name, 1, Ending.COULD_NOT_MEASURE, why));
    }

    @Test
    void functionsThatCouldNotBeMeasuredForOneReasonAreNamedTogether() {
        String report = report((build, name) ->
                ended(build, name, name.equals("orders") ? "no such file: orders.zip" : "make build: exit status 2"));

        assertThat(report)
                .contains("\ncould not measure cart, checkout, search, stock, users: make build: exit status 2\n"
                        + "could not measure orders: no such file: orders.zip\n");
    }

    @Test
    void aBusyHostIsSaidOnceWithTheFirstFunctions() {
        String report = report((build, name) -> {
            for (int i = 1; i <= 10; i++) {
                boolean waited = !name.equals("cart");
                build.accept(Records.waited(name, i, 20 * MILLI, waited ? 18 * MILLI : 0));
            }
            build.accept(new ResultsRecord.SeriesEnded(name, 1, Ending.COMPLETE, ""));
        });

        assertThat(report)
                .containsOnlyOnce("the host was busy")
                .contains("\nthe host was busy: 10 of 10 starts of checkout, 10 of 10 of orders, 10 of 10 of search,"
                        + " 10 of 10 of stock, and of 1 more function waited for a core\n");
    }
}
