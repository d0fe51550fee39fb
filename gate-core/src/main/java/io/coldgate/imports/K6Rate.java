package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The counts of a rate in a summary. {@code matches} and {@code total} are unambiguous. {@code passes} are usually the
 * true values and {@code fails} the false ones; only the published schema of the machine-readable form reverses them
 * for {@code http_req_failed}, where {@code passes} are the requests that did not fail. The rate, which is always the
 * share of true values, resolves this.
 *
 * @param total number of values
 * @param trues number of true values
 */
record K6Rate(long total, long trues) {
    private static final String MATCHES = "matches";
    private static final String PASSES = "passes";

    /** Reads the counts from the values of a metric; the rate and all counts must agree. */
    static K6Rate of(String name, JsonNode values, boolean machineReadable) throws ImportException {
        JsonNode share = values.has("rate") ? values.path("rate") : values.path("value");
        boolean twisted = machineReadable && name.equals(K6Metrics.FAILED);
        if (values.has(MATCHES)) {
            K6Rate rate = new K6Rate(count(values, "total"), count(values, MATCHES));
            if (values.has(PASSES)) {
                rate.requireSame(count(values, PASSES), count(values, "fails"));
            }
            if (rate.trues > rate.total || !rate.fits(share)) {
                throw contradiction(share, MATCHES + " of total " + rate.trues + " of " + rate.total);
            }
            return rate;
        }
        long passes = count(values, PASSES);
        long fails = count(values, "fails");
        K6Rate straight = new K6Rate(passes + fails, passes);
        K6Rate turned = new K6Rate(passes + fails, fails);
        if (!twisted) {
            if (!straight.fits(share)) {
                throw contradiction(share, "passes and fails " + passes + " and " + fails);
            }
            return straight;
        }
        boolean one = straight.fits(share);
        boolean other = turned.fits(share);
        if (!one && !other) {
            throw contradiction(share, "passes and fails " + passes + " and " + fails);
        }
        if (one && other && passes != fails) {
            throw new ImportException(
                    "passes " + passes + " and fails " + fails + " do not say which ones failed, and the rate "
                            + (share.isNumber() ? share.asText() : "is missing and") + " does not tell");
        }
        return one ? straight : turned;
    }

    private void requireSame(long passes, long fails) throws ImportException {
        if (trues != passes || total != passes + fails) {
            throw new ImportException("matches of total is " + trues + " of " + total + " and passes and fails "
                    + passes + " and " + fails + ", which contradict each other");
        }
    }

    /** Returns whether the rate agrees; a missing rate always does. */
    private boolean fits(JsonNode share) {
        return !share.isNumber() || total == 0 || Contradiction.isShare(share.asDouble(), trues, total);
    }

    private static ImportException contradiction(JsonNode share, String counts) {
        return new ImportException("rate is " + share.asText() + " and " + counts + ", which contradict each other");
    }

    private static long count(JsonNode values, String name) throws ImportException {
        double count = JsonDocument.number(values.path(name), name);
        if (count != Math.rint(count) || count > 1e15) {
            throw new ImportException(name + ": not a count: " + Contradiction.shown(count));
        }
        return (long) count;
    }
}
