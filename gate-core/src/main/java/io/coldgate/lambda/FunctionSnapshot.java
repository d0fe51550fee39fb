package io.coldgate.lambda;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;

/**
 * An existing function as the platform reports it.
 *
 * @param configuration its settings
 * @param location the address of its zip, valid for some minutes; empty for an image
 * @param imageUri its image; empty for a zip
 */
public record FunctionSnapshot(
        FunctionConfiguration configuration, Optional<String> location, Optional<String> imageUri) {
    static FunctionSnapshot of(GetFunctionResponse response) {
        Optional<String> image =
                Optional.ofNullable(response.code()).map(code -> code.imageUri() == null ? "" : code.imageUri());
        Optional<String> location =
                Optional.ofNullable(response.code()).map(code -> code.location() == null ? "" : code.location());
        return new FunctionSnapshot(
                response.configuration(),
                location.filter(text -> !text.isEmpty()),
                image.filter(text -> !text.isEmpty()));
    }

    /** Returns its variables, without those that an earlier run of the gate may have left. */
    public Map<String, String> environment() {
        Map<String, String> variables = new TreeMap<>();
        if (configuration.environment() != null) {
            variables.putAll(configuration.environment().variables());
        }
        variables.remove(LambdaDriver.NONCE);
        return variables;
    }

    /** Returns whether the platform hides its variables because they are encrypted with an inaccessible key. */
    boolean environmentIsHidden() {
        return configuration.environment() != null
                && configuration.environment().error() != null;
    }

    /** Returns whether a run of the gate has changed it and not restored it. */
    public boolean hasNonce() {
        return configuration.environment() != null
                && configuration.environment().variables().containsKey(LambdaDriver.NONCE);
    }
}
