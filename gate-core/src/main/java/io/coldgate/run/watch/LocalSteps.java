package io.coldgate.run.watch;

import io.coldgate.build.ChildProcess;
import io.coldgate.build.KeptOutput;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Steps that are taken on this machine: commands and web hooks. */
final class LocalSteps {
    /** The time limit of a command: the watch waits for it, and an incident does not wait. */
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(5);

    private static final Duration HOOK_LIMIT = Duration.ofSeconds(15);
    private static final int LONGEST = 200;
    private static final int SUCCESS = 2;

    private final Path folder;

    LocalSteps(Path folder) {
        this.folder = folder;
    }

    /** Runs a command in the folder of the thresholds file, and returns a description of the result. */
    String run(List<String> words, Map<String, String> variables) throws StepException, InterruptedException {
        try {
            try (KeptOutput output = KeptOutput.open()) {
                ProcessBuilder program = new ProcessBuilder(words)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.target());
                program.environment().putAll(variables);
                OptionalInt exit = ChildProcess.run(program, COMMAND_LIMIT, output);
                if (exit.isEmpty()) {
                    throw new StepException("killed after " + COMMAND_LIMIT.toMinutes() + " minutes, still running");
                }
                if (exit.getAsInt() != 0) {
                    throw new StepException("exit code " + exit.getAsInt() + last(output));
                }
                return "exit code 0";
            }
        } catch (IOException e) {
            throw new StepException("cannot run " + Printable.quote(words.get(0)) + ": "
                    + Printable.escape(String.valueOf(e.getMessage()), LONGEST));
        }
    }

    private static String last(KeptOutput output) throws IOException {
        return output.lastLines(1).stream()
                .findFirst()
                .map(line -> ": " + Printable.escape(line.strip(), LONGEST))
                .orElse("");
    }

    /** Posts the text once, and returns a description of the result. No message has the URL: it may be a secret. */
    String post(URI url, String json) throws StepException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(HOOK_LIMIT).build();
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(HOOK_LIMIT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / 100 != SUCCESS) {
                throw new StepException("HTTP " + status);
            }
            return "HTTP " + status;
        } catch (IOException e) {
            throw new StepException(
                    "not delivered: " + e.getClass().getSimpleName().replace("Exception", ""));
        }
    }
}
