package io.coldgate.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coldgate.replay.BinomialInterval;
import io.coldgate.replay.ReplayResult;
import io.coldgate.replay.RuleResult;
import io.coldgate.replay.ScenarioResult;
import io.coldgate.report.document.PrettyJson;
import java.io.IOException;

/**
 * The output of {@code coldgate replay --json}: the numbers of the table, as counts. The format is sealed by a test.
 */
public final class ReplayJson {
    /** Version of the format. */
    public static final int SCHEMA_VERSION = 1;

    private ReplayJson() {}

    /**
     * Returns the result.
     *
     * @param coldgateVersion the program's version
     */
    public static String render(ReplayResult result, String coldgateVersion) {
        return PrettyJson.object(out -> {
            out.writeNumberField("schemaVersion", SCHEMA_VERSION);
            out.writeStringField("coldgate", coldgateVersion);
            out.writeNumberField("seed", result.settings().seed());
            out.writeNumberField("builds", result.builds());
            out.writeNumberField("buildsAskedFor", result.settings().builds());
            out.writeNumberField("checksPerBuild", result.settings().checks());
            out.writeNumberField("functionsPerBuild", result.settings().functions());
            out.writeNumberField("pools", result.pools());
            out.writeArrayFieldStart("rules");
            for (RuleResult rule : result.rules()) {
                rule(out, rule, result.builds());
            }
            out.writeEndArray();
        });
    }

    private static void rule(JsonGenerator out, RuleResult rule, int builds) throws IOException {
        out.writeStartObject();
        out.writeStringField("rule", rule.name());
        out.writeStringField("description", rule.description());
        out.writeArrayFieldStart("scenarios");
        for (ScenarioResult scenario : rule.scenarios()) {
            scenario(out, scenario, builds);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void scenario(JsonGenerator out, ScenarioResult of, int builds) throws IOException {
        out.writeStartObject();
        out.writeNumberField("slowerPercent", of.scenario().percent());
        out.writeNumberField("redBuilds", of.redBuilds());
        interval(out, "redBuildsInterval", BinomialInterval.of(of.redBuilds(), builds));
        out.writeNumberField("functions", of.functions());
        out.writeNumberField("failed", of.failed());
        interval(out, "failedInterval", of.failedInterval());
        out.writeNumberField("passed", of.passed());
        out.writeNumberField("inconclusive", of.inconclusive());
        out.writeNumberField("medianStarts", of.medianStarts());
        out.writeNumberField("meanStarts", of.meanStarts());
        out.writeEndObject();
    }

    private static void interval(JsonGenerator out, String name, BinomialInterval interval) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeNumberField("low", interval.low());
        out.writeNumberField("high", interval.high());
        out.writeEndObject();
    }
}
