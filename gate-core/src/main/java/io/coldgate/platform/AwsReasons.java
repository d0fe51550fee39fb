package io.coldgate.platform;

import io.coldgate.unit.Printable;
import java.util.Locale;

/** The SDK's complaints about credentials, as far as they help people. */
final class AwsReasons {
    /** More says nothing more. */
    private static final int MAX_TEXT = 300;

    private AwsReasons() {}

    /**
     * Returns why the source of credentials that the user named gives none: a profile that does not exist, say, or an
     * {@code aws sso login} that has expired. Empty where the user named none.
     */
    static String ofCredentials(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        StringBuilder reasons = new StringBuilder();
        // The chain lists every source: those that are simply not used say so in the same words always.
        for (String part : message.replaceFirst("^.*?\\[", "").split("\\), (?=[A-Z])|, (?=[A-Z][A-Za-z]+Provider)")) {
            String lower = part.toLowerCase(Locale.ROOT);
            // Before that list stands one of names alone.
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
