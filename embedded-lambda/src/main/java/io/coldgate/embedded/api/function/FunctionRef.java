package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Caller;
import io.coldgate.embedded.api.wire.ErrorType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function as a request names it: by name, {@code name:qualifier}, partial or full ARN, with or without a Qualifier.
 *
 * @param owner the account and region in which it is looked up
 * @param name the bare name
 * @param qualifier version, alias or {@code $LATEST}; null when none was given
 */
public record FunctionRef(
        Caller owner, String name, @Nullable String qualifier) {
    /** The version that can be changed. */
    public static final String LATEST = "$LATEST";

    /** AWS's pattern of a function's name (source: lambda-facts 1.9); the groups are those of AWS. */
    static final Pattern NAME = Pattern.compile("(arn:(aws[a-zA-Z-]*)?:lambda:)?"
            + "((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)"
            + "(:(\\$LATEST|[a-zA-Z0-9-_]+))?");

    static final Pattern QUALIFIER = Pattern.compile("(|[a-zA-Z0-9$_-]+)");
    private static final int REGION_GROUP = 3;
    private static final int ACCOUNT_GROUP = 9;
    private static final int NAME_GROUP = 11;
    private static final int QUALIFIER_GROUP = 13;
    private static final int MOST_NAME_CHARS = 64;
    private static final int MOST_ARN_CHARS = 256;
    private static final int MOST_NEW_ARN_CHARS = 140;
    private static final int MOST_QUALIFIER_CHARS = 128;

    /** Reads a reference to a function that should exist. */
    public static FunctionRef of(String input, @Nullable String qualifier, Caller caller) {
        if (qualifier == null && isBareName(input)) {
            return new FunctionRef(caller, input, null);
        }
        Matcher match = NAME.matcher(input);
        boolean named = match.matches();
        checkRegion(named ? match.group(REGION_GROUP) : null, caller);
        new Constraints()
                .length("functionName", input, 1, MOST_ARN_CHARS)
                .pattern("functionName", input, NAME)
                .length("qualifier", qualifier, 1, MOST_QUALIFIER_CHARS)
                .pattern("qualifier", qualifier, QUALIFIER)
                .verify();
        String own = match.group(QUALIFIER_GROUP);
        if (own != null && qualifier != null && !own.equals(qualifier)) {
            throw ApiException.invalid(
                    "The derived qualifier from the function name does not match the specified qualifier.");
        }
        String account = match.group(ACCOUNT_GROUP);
        Caller owner =
                account == null ? caller : new Caller(account.substring(0, account.length() - 1), caller.region());
        return new FunctionRef(owner, match.group(NAME_GROUP), own == null ? qualifier : own);
    }

    /**
     * Returns whether the name consists only of letters, digits, - and _. Most names do, and this check is on the path
     * of every invocation.
     */
    private static boolean isBareName(String input) {
        for (int at = 0; at < input.length(); at++) {
            char c = input.charAt(at);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '_') {
                return false;
            }
        }
        return !input.isEmpty() && input.length() <= MOST_ARN_CHARS;
    }

    /** Reads the name of a function that is to be created: unqualified, in the caller's own account. */
    public static FunctionRef ofNew(String input, Caller caller) {
        Matcher match = NAME.matcher(input);
        boolean named = match.matches();
        boolean bare = named && match.group(NAME_GROUP).equals(input);
        checkRegion(named ? match.group(REGION_GROUP) : null, caller);
        new Constraints()
                .length("functionName", input, 1, bare ? MAX : MOST_NEW_ARN_CHARS)
                .check(
                        named && match.group(QUALIFIER_GROUP) == null,
                        "functionName",
                        input,
                        "Member must satisfy regular expression pattern: " + NAME.pattern())
                .verify();
        String name = match.group(NAME_GROUP);
        new Constraints().length("functionName", name, 1, MOST_NAME_CHARS).verify(ErrorType.INVALID_PARAMETER_VALUE);
        String account = match.group(ACCOUNT_GROUP);
        if (account != null && !account.equals(caller.account() + ":")) {
            throw new ApiException(
                    ErrorType.ACCESS_DENIED,
                    "A function can only be created in the account " + caller.account() + ", not in "
                            + account.substring(0, account.length() - 1));
        }
        return new FunctionRef(caller, name, null);
    }

    // The length of a bare name is checked separately, because AWS reports it with a different error type.
    private static final int MAX = Integer.MAX_VALUE;

    private static void checkRegion(@Nullable String region, Caller caller) {
        if (region != null && !region.equals(caller.region() + ":")) {
            throw ApiException.notFound("Functions from '" + region.substring(0, region.length() - 1)
                    + "' are not reachable in this region ('" + caller.region() + "')");
        }
    }

    /** The function's ARN without qualifier. */
    public String unqualifiedArn() {
        return Arns.function(owner, name);
    }

    /** The ARN with the qualifier that was given, if any. */
    public String arn() {
        return qualifier == null ? unqualifiedArn() : unqualifiedArn() + ":" + qualifier;
    }

    /** The ARN with the qualifier that was given, else {@code $LATEST}. */
    public String qualifiedArn() {
        return unqualifiedArn() + ":" + qualifierOrLatest();
    }

    /** The qualifier that was given, else {@code $LATEST}. */
    public String qualifierOrLatest() {
        return qualifier == null ? LATEST : qualifier;
    }

    /** Returns whether the qualifier is a published version's number. */
    public static boolean isVersion(@Nullable String qualifier) {
        return qualifier != null && !qualifier.isEmpty() && qualifier.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Returns whether the qualifier can only be an alias. */
    public static boolean isAlias(@Nullable String qualifier) {
        return qualifier != null && !qualifier.equals(LATEST) && !isVersion(qualifier);
    }
}
