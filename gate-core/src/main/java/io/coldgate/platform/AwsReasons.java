package io.coldgate.platform;

import io.coldgate.unit.Printable;
import java.util.Locale;

/** The SDK's messages about credentials, reduced to what helps people. */
final class AwsReasons {
    /** The longest message. */
    private static final int MAX_TEXT = 300;

    private AwsReasons() {}

    /**
     * Returns why the source of credentials that the user named provides none: for example, the profile does not exist
     * or an {@code aws sso login} has expired. Empty if the user named none.
     */
    static String ofCredentials(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        StringBuilder reasons = new StringBuilder();
        // The chain lists every source; sources that are merely unused always have the same messages.
        for (String part : message.replaceFirst("^.*?\\[", "").split("\\), (?=[A-Z])|, (?=[A-Z][A-Za-z]+Provider)")) {
            String lower = part.toLowerCase(Locale.ROOT);
            // Another list, of names only, precedes it.
            boolean reason = part.contains(": ");
            boolean telling = lower.contains("sso")
                    || lower.contains("token")
                    || lower.contains("expired")
                    || lower.contains("assume")
                    || lower.contains("profile") && lower.contains("not");
            boolean usual = lower.contains("environmentvariable")
                    || lower.contains("must be specified either via environment variable")
                    || lower.contains("either the environment variable aws_web_identity")
                    || lower.contains("default") && lower.contains("profile file contained no credentials");
            if (reason && telling && !usual) {
                reasons.append(reasons.length() == 0 ? "" : "; ").append(part.strip());
            }
        }
        return Printable.escape(reasons.toString(), MAX_TEXT);
    }
}
