package io.coldgate.embedded.runtime.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The result of an engine's command that ends by itself.
 *
 * @param code its exit code; negative if it did not end in time
 * @param out its output
 * @param last the last line of its error output; empty for none
 */
record EngineCall(int code, String out, String last) {
    /** A daemon that takes longer than this is hanging. */
    static final long LIMIT_SECONDS = 60;

    static EngineCall of(List<String> command) throws IOException {
        return of(new ProcessBuilder(command), LIMIT_SECONDS);
    }

    /** Runs the command of a builder that may also set variables and redirects. */
    static EngineCall of(ProcessBuilder builder, long limitSeconds) throws IOException {
        Process process = builder.start();
        process.getOutputStream().close();
        CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
        try {
            if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
                return new EngineCall(-1, "", "no answer within " + limitSeconds + " s");
            }
            return new EngineCall(process.exitValue(), out.join().strip(), lastLine(said.join()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new EngineCall(-1, "", "interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    boolean failed() {
        return code != 0;
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** Returns the last line of a text, bounded because it becomes part of a message. */
    static String lastLine(String text) {
        String whole = text.strip();
        String line = whole.substring(whole.lastIndexOf('\n') + 1).strip();
        return line.length() <= 300 ? line : line.substring(0, 300) + "…";
    }
}
