package io.coldgate.deploy;

import java.util.List;
import java.util.Properties;

/**
 * A change of an alias: it leads to a second version too.
 *
 * @param arn the alias's ARN: {@code arn:aws:lambda:REGION:ACCOUNT:function:NAME:ALIAS}
 * @param endpoint the host of a service that only behaves as AWS; empty for AWS
 * @param stable the version that it led to alone
 * @param candidates what else it may lead to meanwhile, one at a time
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

    /** Returns whether all of it is there: a journal that was cut off while it was written has less. */
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

    /** Returns how messages name the alias. */
    public String shown() {
        return function() + ":" + alias();
    }
}
