package io.coldgate.embedded.api.url;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.embedded.api.function.FunctionRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A function URL.
 *
 * @param ref the function, with the alias that it serves, if any
 * @param id 32 characters, the first label of the domain on AWS
 * @param url the address at which it is served
 * @param authType {@code NONE} or {@code AWS_IAM}
 * @param invokeMode {@code BUFFERED} or {@code RESPONSE_STREAM}
 * @param cors the CORS settings, or null
 * @param created when it was created
 * @param modified when it was last changed
 */
public record FunctionUrl(
        FunctionRef ref,
        String id,
        String url,
        String authType,
        String invokeMode,
        @Nullable JsonNode cors,
        Instant created,
        Instant modified) {}
