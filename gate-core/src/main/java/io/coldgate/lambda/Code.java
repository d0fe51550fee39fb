package io.coldgate.lambda;

/** The code that a function runs. */
public sealed interface Code {
    /** A zip to upload. */
    record Zip(byte[] bytes) implements Code {}

    /** A container image in ECR, by its URI. */
    record Image(String uri) implements Code {}

    /** The code of a function that is measured in place: it is neither read nor sent. */
    record InPlace() implements Code {}
}
