package io.coldgate.replay;

import java.util.List;

/**
 * The results of one rule.
 *
 * @param name the name of the rule
 * @param description a description of the rule and its settings
 * @param scenarios one for each scenario, in their order
 */
public record RuleResult(String name, String description, List<ScenarioResult> scenarios) {
    /** Returns the result of one scenario. */
    public ScenarioResult in(Scenario scenario) {
        return scenarios.get(scenario.ordinal());
    }
}
