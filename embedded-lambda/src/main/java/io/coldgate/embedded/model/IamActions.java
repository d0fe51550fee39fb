package io.coldgate.embedded.model;

import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Operation;

/** The IAM action that a caller needs for an operation: most have the operation's own name. */
final class IamActions {
    /** The additional action that a creation needs, to pass the role to the function. */
    static final String PASS_ROLE = "iam:PassRole";

    private IamActions() {}

    static String of(Call call) {
        Operation operation = call.operation();
        return switch (operation) {
            case INVOKE, INVOKE_STREAM -> "lambda:InvokeFunction";
            case CLOUDWATCH_LOGS -> "logs:" + afterDot(String.valueOf(call.header("x-amz-target")));
            default -> "lambda:" + operation.title();
        };
    }

    private static String afterDot(String target) {
        return target.substring(target.indexOf('.') + 1);
    }
}
