package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.ErrorType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Collects violations of the constraints of the API's model, and reports them as AWS does: all at once, in one text.
 */
public final class Constraints {
    private final List<String> failures = new ArrayList<>();

    /** Requires the member to be present. */
    public Constraints required(String member, boolean present) {
        if (!present) {
            failures.add("Value null at '" + member + "' failed to satisfy constraint: Member must not be null");
        }
        return this;
    }

    /** Requires the whole text to match; absent is fine. */
    public Constraints pattern(String member, @Nullable String value, Pattern pattern) {
        return check(
                value == null || pattern.matcher(value).matches(),
                member,
                String.valueOf(value),
                "Member must satisfy regular expression pattern: " + pattern.pattern());
    }

    /** Limits the text's length; absent is fine. */
    public Constraints length(String member, @Nullable String value, int least, int most) {
        if (value == null) {
            return this;
        }
        check(value.length() >= least, member, value, "Member must have length greater than or equal to " + least);
        return check(value.length() <= most, member, value, "Member must have length less than or equal to " + most);
    }

    /** Limits the number; absent is fine. */
    public Constraints range(String member, @Nullable Integer value, int least, int most) {
        if (value == null) {
            return this;
        }
        String text = value.toString();
        check(value >= least, member, text, "Member must have value greater than or equal to " + least);
        return check(value <= most, member, text, "Member must have value less than or equal to " + most);
    }

    /** Requires one of the values; absent is fine. */
    public Constraints oneOf(String member, @Nullable String value, List<String> values) {
        return check(
                value == null || values.contains(value),
                member,
                String.valueOf(value),
                "Member must satisfy enum value set: " + values);
    }

    /** Adds any other constraint. */
    public Constraints check(boolean holds, String member, String value, String constraint) {
        if (!holds) {
            failures.add("Value '" + value + "' at '" + member + "' failed to satisfy constraint: " + constraint);
        }
        return this;
    }

    /** Fails with all violations that were collected. */
    public void verify() {
        verify(ErrorType.VALIDATION);
    }

    /** Fails with all violations that were collected, as an error of another type. */
    public void verify(ErrorType type) {
        if (!failures.isEmpty()) {
            throw new ApiException(
                    type,
                    failures.size() + " validation error" + (failures.size() == 1 ? "" : "s") + " detected: "
                            + String.join("; ", failures));
        }
    }
}
