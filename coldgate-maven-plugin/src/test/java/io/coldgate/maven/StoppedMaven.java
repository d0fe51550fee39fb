package io.coldgate.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** A stand-in for Maven's JVM, which a test ends: it runs the goal in the folder that it is given. */
final class StoppedMaven {
    private StoppedMaven() {}

    /** Runs the goal, and prints how it failed, as Maven does; the end of the process waits for that. */
    public static void main(String... args) throws Exception {
        Thread goal = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> join(goal)));
        CheckMojo mojo = mojo(Path.of(args[0]));
        try {
            mojo.execute();
        } catch (MojoExecutionException e) {
            mojo.getLog().info("failed: " + e.getMessage());
        }
    }

    private static void join(Thread goal) {
        try {
            goal.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CheckMojo mojo(Path project) {
        CheckMojo mojo = new CheckMojo() {
            @Override
            List<Path> classPath() {
                return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .map(Path::of)
                        .toList();
            }
        };
        mojo.setLog(new SystemStreamLog());
        mojo.basedir = project.toFile();
        mojo.config = project.resolve("thresholds.yaml").toFile();
        mojo.outputDirectory = project.resolve("target/coldgate").toFile();
        return mojo;
    }
}
