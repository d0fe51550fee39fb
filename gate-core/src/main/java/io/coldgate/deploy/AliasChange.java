package io.coldgate.deploy;

import java.util.List;
import java.util.Properties;

/**
 * A change of an alias that adds a second version.
 *
 * @param arn the alias's ARN: {@code arn:aws:lambda:REGION:ACCOUNT:function:NAME:ALIAS}
 * @param endpoint the host of a service compatible with AWS; empty for AWS
 * @param stable the only version before the change
 * @param candidates the versions that may be added, one at a time
 */
public record AliasChange(String arn, String endpoint, String stable, List<String> candidates) {
    private static final int REGION = 3;
    private static final int FUNCTION = 6;
    private static final int ALIAS = 7;

    /** Copies the list. */
    public AliasChange {
        candidates = List.copyOf(candidates);
    }

    static AliasChange of(Properties properties) {
        return new AliasChange(
                properties.getProperty("alias", ""),
                properties.getProperty("endpoint", ""),
                properties.getProperty("stable", ""),
                List.of(properties.getProperty("candidates", "").split(",", -1)));
    }

    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("alias", arn);
        properties.setProperty("endpoint", endpoint);
        properties.setProperty("stable", stable);
        properties.setProperty("candidates", String.join(",", candidates));
        return properties;
    }

    /** Returns whether the change is complete: a journal that was truncated while being written has less. */
    boolean isWhole() {
        return arn.split(":", -1).length == ALIAS + 1 && !stable.isEmpty() && !candidates.contains("");
    }

    String region() {
        return arn.split(":", -1)[REGION];
    }

    String function() {
        return arn.split(":", -1)[FUNCTION];
    }

    String alias() {
        return arn.split(":", -1)[ALIAS];
    }

    /** Returns the alias's name in messages. */
    public String shown() {
        return function() + ":" + alias();
    }
}
