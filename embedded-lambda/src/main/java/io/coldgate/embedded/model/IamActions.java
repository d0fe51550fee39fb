package io.coldgate.embedded.model;

import io.coldgate.embedded.api.wire.Operation;

/** Which IAM action a caller needs for an operation: most have the operation's own name. */
final class IamActions {
    /** What a creation needs besides: to hand the function its role. */
    static final String PASS_ROLE = "iam:PassRole";

    private IamActions() {}

    static String of(Operation operation) {
        return switch (operation) {
            case INVOKE, INVOKE_STREAM -> "lambda:InvokeFunction";
            case FILTER_LOG_EVENTS -> "logs:FilterLogEvents";
            default -> "lambda:" + operation.title();
        };
    }
}
