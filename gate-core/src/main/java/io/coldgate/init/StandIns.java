package io.coldgate.init;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Values that stand in for those that only a deployment knows, so that a function that requires its variables starts.
 * As in {@code sam local}, a resource is represented by its logical ID, and the pseudo parameters have fixed values
 * (AWS SAM CLI, samcli/lib/intrinsic_resolver/intrinsics_symbol_table.py).
 */
final class StandIns {
    private static final String REGION = "us-east-1";
    private static final String ACCOUNT = "123456789012";

    private static final Map<String, String> PSEUDO_PARAMETERS = Map.of(
            "AWS::AccountId",
            ACCOUNT,
            "AWS::Partition",
            "aws",
            "AWS::Region",
            REGION,
            "AWS::StackName",
            "local",
            "AWS::StackId",
            "arn:aws:cloudformation:" + REGION + ":" + ACCOUNT + ":stack/local/51af3dc0-da77-11e4-872e-1234567db123",
            "AWS::URLSuffix",
            "amazonaws.com");

    /** A logical ID, which is alphanumeric. */
    private static final Pattern LOGICAL_ID = Pattern.compile("[A-Za-z0-9]+");

    /** A logical ID with an attribute, which may have several parts. */
    private static final Pattern ATTRIBUTE = Pattern.compile("([A-Za-z0-9]+)((?:\\.[A-Za-z0-9]+)+)");

    private static final int BRANCHES = 3;

    private final Map<String, TemplateNode> parameters;

    /**
     * Knows a template's parameters.
     *
     * @param parameters their declarations, by name
     */
    StandIns(Map<String, TemplateNode> parameters) {
        this.parameters = parameters;
    }

    /** Returns the stand-in for a parameter without a default, a pseudo parameter, or a resource. */
    Optional<String> ofName(String name) {
        TemplateNode parameter = parameters.get(name);
        boolean number = parameter != null
                && parameter.get("Type").flatMap(TemplateNode::text).equals(Optional.of("Number"));
        return Optional.ofNullable(PSEUDO_PARAMETERS.get(name))
                .or(() -> Optional.of(number ? "1" : name)
                        .filter(text -> LOGICAL_ID.matcher(text).matches()));
    }

    /** Returns the stand-in for a name in {@code Sub}: an attribute, or as {@link #ofName}. */
    Optional<String> ofVariable(String name) {
        var attribute = ATTRIBUTE.matcher(name);
        if (!attribute.matches()) {
            return ofName(name);
        }
        // Programs parse ARNs, and accept any service.
        return Optional.of(
                attribute.group(2).endsWith("Arn")
                        ? "arn:aws:placeholder:" + REGION + ":" + ACCOUNT + ":" + attribute.group(1)
                        : name);
    }

    /** Returns the stand-in for an intrinsic function with that argument, whose parts have theirs; empty for none. */
    Optional<String> of(TemplateNode.Intrinsic intrinsic, TemplateNode argument) {
        List<TemplateNode> items = argument.itemsOrNone();
        if (intrinsic.is("Ref")) {
            return argument.text().flatMap(this::ofName);
        }
        if (intrinsic.is("GetAtt")) {
            return items.isEmpty()
                    ? argument.text().flatMap(this::ofVariable)
                    : ofVariable(String.join(
                            ".",
                            items.stream().map(item -> item.text().orElse("?")).toList()));
        }
        if (intrinsic.is("If") && items.size() == BRANCHES) {
            return items.get(1).standIn().or(() -> items.get(2).standIn());
        }
        return intrinsic.is("ImportValue") ? argument.standIn() : Optional.empty();
    }
}
