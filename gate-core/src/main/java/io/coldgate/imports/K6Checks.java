package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.sample.SeriesId;
import java.util.Map;
import java.util.TreeMap;

/**
 * The checks of k6's machine-readable summary, {@code results.checks}: {@code checks_succeeded}, whose true values are
 * good, and {@code checks_failed}, whose true values are bad. Both of them, the total, and the list of individual
 * checks must agree.
 */
final class K6Checks {
    /** Counts of failed checks and of all checks, by the field that states them. */
    private final Map<String, K6Rate> said = new TreeMap<>();

    private K6Checks() {}

    static void read(JsonNode checks, Draft draft) throws ImportException {
        K6Checks read = new K6Checks();
        for (JsonNode metric : checks.path("metrics")) {
            String name = JsonDocument.text(metric, "name");
            try {
                read.metric(name, metric.path("values"), draft);
            } catch (ImportException e) {
                draft.spoil(id(name), true, name + ": " + e.getMessage());
            }
        }
        if (read.said.isEmpty()) {
            return;
        }
        try {
            read.single(checks.path("results"));
            read.agree();
        } catch (ImportException e) {
            draft.spoil(id(K6Metrics.CHECKS_FAILED), true, String.valueOf(e.getMessage()));
            draft.spoil(id(K6Metrics.CHECKS_SUCCEEDED), true, String.valueOf(e.getMessage()));
        }
    }

    private void metric(String name, JsonNode values, Draft draft) throws ImportException {
        if (name.equals(K6Metrics.CHECKS_FAILED)) {
            said.put(name, K6Rate.of(name, values, true));
        } else if (name.equals(K6Metrics.CHECKS_SUCCEEDED)) {
            K6Rate good = K6Rate.of(name, values, true);
            said.put(name, new K6Rate(good.total(), good.total() - good.trues()));
        } else {
            if (name.equals("checks_total")) {
                long count = (long) JsonDocument.number(values.path("count"), "count");
                said.put(name, new K6Rate(count, -1));
            }
            return;
        }
        draft.add(K6Metrics.rate(name, said.get(name).total(), said.get(name).trues()));
    }

    private void single(JsonNode results) throws ImportException {
        long passes = 0;
        long fails = 0;
        for (JsonNode check : results) {
            passes += (long) JsonDocument.number(check.path("passes"), "passes");
            fails += (long) JsonDocument.number(check.path("fails"), "fails");
        }
        if (!results.isEmpty()) {
            said.put("the single checks", new K6Rate(passes + fails, fails));
        }
    }

    private void agree() throws ImportException {
        for (Map.Entry<String, K6Rate> one : said.entrySet()) {
            for (Map.Entry<String, K6Rate> other : said.entrySet()) {
                K6Rate a = one.getValue();
                K6Rate b = other.getValue();
                boolean both = a.trues() >= 0 && b.trues() >= 0;
                if (a.total() != b.total() || both && a.trues() != b.trues()) {
                    throw new ImportException(shown(one) + " and " + shown(other) + ", which contradict each other");
                }
            }
        }
    }

    private static String shown(Map.Entry<String, K6Rate> said) {
        K6Rate counts = said.getValue();
        return said.getKey() + " says " + (counts.trues() < 0 ? "" : counts.trues() + " failed of ") + counts.total();
    }

    private static SeriesId id(String name) {
        return new SeriesId(name, "", "");
    }
}
