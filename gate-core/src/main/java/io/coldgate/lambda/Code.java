package io.coldgate.lambda;

/** What a function runs. */
public sealed interface Code {
    /** A zip that is uploaded. */
    record Zip(byte[] bytes) implements Code {}

    /** A container image in ECR, by its URI. */
    record Image(String uri) implements Code {}
}
