package io.coldgate.embedded.api.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The account and region whose functions a request is about.
 *
 * @param account the account, 12 digits
 * @param region the region
 */
public record Caller(String account, String region) {
    // Credential=AKID/20251125/us-east-1/lambda/aws4_request
    private static final Pattern SCOPE =
            Pattern.compile("Credential=([^/,\\s]{1,128})/\\d{8}/([a-z0-9-]{1,32})/[a-z0-9-]{1,32}/aws4_request");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    /**
     * Returns the account and region of the signature, which itself is not checked. The region comes from the
     * credential scope. The account comes from the access key if that is twelve digits, so that one client can use
     * several local accounts.
     *
     * @param authorization the Authorization header, or null
     * @param fallback the values that the header does not contain
     */
    public static Caller of(@Nullable String authorization, Caller fallback) {
        if (authorization == null) {
            return fallback;
        }
        Matcher scope = SCOPE.matcher(authorization);
        if (!scope.find()) {
            return fallback;
        }
        String account = ACCOUNT.matcher(scope.group(1)).matches() ? scope.group(1) : fallback.account();
        return new Caller(account, scope.group(2));
    }
}
