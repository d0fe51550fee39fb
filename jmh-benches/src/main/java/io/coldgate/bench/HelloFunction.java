package io.coldgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The package of {@code functions/hello}, the smallest function: measurements with it show the cost of everything
 * around the function.
 */
final class HelloFunction {
    /** The system property for its location; by default below the working directory. */
    private static final String PROPERTY = "coldgate.bench.function";

    private HelloFunction() {}

    static byte[] zip() throws IOException {
        Path zip = Path.of(System.getProperty(PROPERTY, "functions/hello/function.zip"));
        if (!Files.isReadable(zip)) {
            throw new IOException(zip + ": not there: run ci/build-function functions/hello, and the benchmarks at the"
                    + " root of the repository, or say where it is with -jvmArgsAppend -D" + PROPERTY + "=…");
        }
        return Files.readAllBytes(zip);
    }
}
