package io.coldgate.embedded;

import io.coldgate.embedded.model.Fault;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code --fault KIND=VALUE}. */
final class FaultOption {
    private static final Pattern COUNT = Pattern.compile("\\d{1,7}");

    private static final Pattern ACTION = Pattern.compile("[a-z]+:[A-Za-z]+");

    private static final Pattern ACTIONS = Pattern.compile(ACTION + "(," + ACTION + ")*");

    private FaultOption() {}

    /** Returns the fault; fails with a description of the mistake. */
    static Fault parse(String text) {
        int equals = text.indexOf('=');
        String kind = equals < 0 ? text : text.substring(0, equals);
        String value = equals < 0 ? "" : text.substring(equals + 1);
        return switch (kind) {
            case "throttle" -> new Fault.Throttle(OptionValues.share(value));
            case "throttle-invoke" -> new Fault.ThrottledInvocations(OptionValues.share(value));
            case "proactive-init" -> new Fault.ProactiveInit(OptionValues.share(value));
            case "warm-reuse" -> new Fault.WarmReuse(OptionValues.share(value));
            case "lost-report" -> new Fault.LostReport(OptionValues.share(value));
            case "flooded-log" -> new Fault.FloodedLog(OptionValues.share(value));
            case "role-delay" -> new Fault.RoleDelay(OptionValues.time(value));
            case "expired" -> new Fault.ExpiredCredentials(count(value));
            case "denied" -> denied(value);
            case "unreachable" -> unreachable(value);
            case "deleted" -> new Fault.Deleted(count(value));
            case "lost-answer" -> lostAnswer(value);
            case "conflict" -> new Fault.Conflict(count(value));
            default -> throw new IllegalArgumentException(kind + ": no such fault");
        };
    }

    private static Fault denied(String value) {
        if (!ACTIONS.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    value + ": must be IAM actions, such as lambda:GetFunction,iam:PassRole");
        }
        return new Fault.Denied(Set.of(value.split(",", -1)));
    }

    private static Fault unreachable(String value) {
        int at = value.indexOf('@');
        String calls = at < 0 ? "0" : value.substring(at + 1);
        return new Fault.Unreachable(OptionValues.time(at < 0 ? value : value.substring(0, at)), count(calls));
    }

    private static Fault lostAnswer(String value) {
        int at = value.indexOf('@');
        String action = at < 0 ? value : value.substring(0, at);
        if (!ACTION.matcher(action).matches()) {
            throw new IllegalArgumentException(action + ": must be an IAM action, such as lambda:UpdateAlias");
        }
        return new Fault.LostAnswer(action, at < 0 ? 1 : count(value.substring(at + 1)));
    }

    private static int count(String value) {
        if (!COUNT.matcher(value).matches()) {
            throw new IllegalArgumentException(value + ": must be a whole number");
        }
        return Integer.parseInt(value);
    }
}
