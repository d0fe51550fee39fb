package io.coldgate.build;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A run in a process of its own: builds the baseline of the thresholds file in the folder, and writes what its package
 * holds.
 */
public final class GitBaselineRun {
    private GitBaselineRun() {}

    /** Arguments: the folder, and the file to write. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        GitBaseline.Built built =
                new GitBaseline(folder, new StepsOnly()).build(TestRepository.function(folder), it -> it);
        Files.writeString(Path.of(args[1]), Files.readString(built.packagePath()));
    }
}
