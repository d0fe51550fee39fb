package io.coldgate.replay;

import java.util.List;

/**
 * The results of one rule.
 *
 * @param name the rule
 * @param description it and its settings in words
 * @param scenarios one for each scenario, in their order
 */
public record RuleResult(String name, String description, List<ScenarioResult> scenarios) {
    /** The result of one scenario. */
    public ScenarioResult in(Scenario scenario) {
        return scenarios.get(scenario.ordinal());
    }
}
