package io.coldgate.stats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs one reference case of a relative limit, with all its scores. */
final class RelativeVectors {
    private final RelativeRule rule;
    private final List<List<Double>> trace = new ArrayList<>();
    private final List<Double> signs = new ArrayList<>();
    private final List<Double> ranks = new ArrayList<>();
    private final List<Double> tails = new ArrayList<>();

    private RelativeVectors(JsonNode input) {
        double p = input.path("p").asDouble();
        String kind = p == .5 ? "typical" : "tail";
        if (!input.path("kind").asText().equals(kind)) {
            throw new AssertionError("unknown kind of relative case: " + input.path("kind") + " for p = " + p);
        }
        rule = new RelativeRule(
                p,
                input.path("r").asDouble(),
                input.path("level_fail").asDouble(),
                input.path("beta").asDouble(),
                input.path("nmax").asInt());
    }

    static Map<String, Object> compute(JsonNode input) {
        double[] baseline = Vectors.samples(input.path("baseline"));
        double[] candidate = Vectors.samples(input.path("candidate"));
        return new RelativeVectors(input).run(baseline, candidate);
    }

    private Map<String, Object> run(double[] baseline, double[] candidate) {
        RelativeDecider test = new RelativeDecider(rule);
        RelativeEvidence scores = RelativeEvidence.of(rule, rule.limit());
        for (int i = 0; i < baseline.length; i++) {
            Outcome outcome = test.add(baseline[i], candidate[i]);
            scores.add(baseline[i], candidate[i]);
            record(scores);
            trace.add(List.of(test.logEvidenceFail(), test.logEvidencePass()));
            if (outcome != Outcome.UNDECIDED) {
                break;
            }
        }
        return fields(test.decision());
    }

    private void record(RelativeEvidence scores) {
        if (scores instanceof TypicalEvidence typical) {
            signs.add(typical.sign());
            ranks.add(typical.rank());
        } else if (scores instanceof TailEvidence tail) {
            tails.add(tail.score());
        }
    }

    private Map<String, Object> fields(RelativeDecision decision) {
        return Vectors.fields(
                "verdict", Vectors.verdict(decision.outcome()),
                "reason", decision.reason() == Reason.MAX_SAMPLES ? "max rounds" : Vectors.reason(decision.reason()),
                "rounds", decision.rounds(),
                "last_look_p",
                        decision.lastLookP().isPresent() ? decision.lastLookP().getAsDouble() : null,
                "log_e_fail", decision.logEvidenceFail(),
                "log_e_pass", decision.logEvidencePass(),
                "estimate", decision.estimate(),
                "interval_low", decision.intervalLow(),
                "interval_high", decision.intervalHigh(),
                "trace", trace,
                "sign_scores", signs,
                "rank_scores", ranks,
                "tail_scores", tails);
    }
}
