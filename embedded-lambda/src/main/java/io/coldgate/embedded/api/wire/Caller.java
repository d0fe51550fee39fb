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
     * Returns who signed. The signature itself is not looked at. The region comes from the credential scope; the
     * account too, when the access key is twelve digits, which is how one client tells local accounts apart.
     *
     * @param authorization the Authorization header, or null
     * @param fallback for what the header does not say
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
