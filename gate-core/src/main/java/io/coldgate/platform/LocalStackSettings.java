package io.coldgate.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings of LocalStack in environment variables.
 *
 * @param image the image to start
 * @param endpoint the address of a running service; empty to start one
 * @param forwarded variables that LocalStack itself reads
 */
record LocalStackSettings(String image, Optional<URI> endpoint, Map<String, String> forwarded) {
    static final String IMAGE = "LOCALSTACK_IMAGE";
    static final String ENDPOINT = "LOCALSTACK_ENDPOINT";

    /** LocalStack's own settings that concern functions; the token is for images that need an account. */
    private static final List<String> FORWARDED = List.of(
            "LAMBDA_RUNTIME_IMAGE_MAPPING",
            "LAMBDA_DOCKER_FLAGS",
            "LAMBDA_DOCKER_NETWORK",
            "LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT",
            "LAMBDA_IGNORE_ARCHITECTURE",
            "LOCALSTACK_AUTH_TOKEN");

    /**
     * Reads the gate's variables; an empty one counts as missing.
     *
     * @throws PlatformException for an endpoint that is not an address
     */
    static LocalStackSettings of(Map<String, String> environment) throws PlatformException {
        Map<String, String> given = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (!value.isBlank()) {
                given.put(name, value.strip());
            }
        });
        Map<String, String> forwarded = new TreeMap<>(given);
        forwarded.keySet().retainAll(FORWARDED);
        String endpoint = given.get(ENDPOINT);
        try {
            return new LocalStackSettings(
                    given.getOrDefault(IMAGE, LocalStackPlatform.DEFAULT_IMAGE),
                    endpoint == null ? Optional.empty() : Optional.of(new URI(endpoint)),
                    forwarded);
        } catch (URISyntaxException e) {
            throw new PlatformException(
                    ENDPOINT + "=" + endpoint + ": not an address: write it as in http://127.0.0.1:4566", e);
        }
    }
}
