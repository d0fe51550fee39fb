package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.Caller;
import io.coldgate.embedded.runtime.code.StoredCode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One published version of a layer. Functions keep it even after it was deleted.
 *
 * @param owner account and region
 * @param name the layer's name
 * @param number 1, 2, …
 * @param code the archive that is unpacked below /opt
 * @param description free text
 * @param created when it was published
 * @param runtimes the compatible runtimes that were declared, or null
 * @param architectures the compatible architectures that were declared, or null
 * @param license free text, or null
 */
public record LayerVersion(
        Caller owner,
        String name,
        int number,
        StoredCode code,
        String description,
        Instant created,
        @Nullable List<String> runtimes,
        @Nullable List<String> architectures,
        @Nullable String license) {
    /** The layer's ARN. */
    public String layerArn() {
        return Arns.layer(owner, name);
    }

    /** This version's ARN. */
    public String arn() {
        return layerArn() + ":" + number;
    }
}
