package io.coldgate.embedded.runtime.environment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server in a process of its own, which says one line and waits to be killed. */
final class ServerProcess implements AutoCloseable {
    private final Process process;

    /** Starts a main class with the arguments: the folder, and a zip of the test function in it. */
    ServerProcess(Class<?> main, Path folder) throws IOException {
        Path zip = Files.write(folder.resolve("function.zip"), Functions.faultZip());
        process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        folder.toString(),
                        zip.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Returns the line that it says. */
    String line() throws IOException {
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return out.readLine().strip();
    }

    /** Kills it, and waits for its end. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
