package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.host.ExitStatus;
import io.coldgate.embedded.runtime.log.FunctionLog;
import io.coldgate.embedded.runtime.protocol.ExtensionFailure;
import io.coldgate.embedded.runtime.protocol.RuntimeInvocation;
import io.coldgate.embedded.runtime.protocol.RuntimeState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The end of an init that ran without an invocation. */
public sealed interface InitOutcome {
    /** The runtime asked for its first event. */
    record Initialised() implements InitOutcome {}

    /**
     * The runtime never will.
     *
     * @param reason the reason in one line, in the function's own words if it printed any; at most 700 characters, all
     *     printable
     */
    record Failed(String reason) implements InitOutcome {
        private static final int MOST = 700;

        /** Derives the reason from the runtime's report, its exit or the limit, and the end of its log. */
        static Failed of(RuntimeState state, InitLimit limit, FunctionLog log) throws IOException {
            RuntimeInvocation.Answer error = state.initError();
            Integer code = state.exitCode();
            String what;
            ExtensionFailure extension = state.extensionFailure();
            if (extension != null) {
                what = extension.type() + ": extension " + extension.name() + ": " + extension.message();
            } else if (error != null) {
                what = error.errorType() + ": " + text(error.payload());
            } else if (code != null) {
                what = ExitStatus.message(code);
            } else {
                what = "the runtime did not ask for its first event within "
                        + limit.length().toSeconds() + " s";
            }
            String words = error == null ? text(log.tail(0, log.end())) : "";
            return new Failed(bounded(what, words));
        }

        private static String bounded(String what, String words) {
            String cause = what.length() > MOST ? what.substring(0, MOST) : what;
            int room = MOST - cause.length() - 2;
            if (words.isEmpty() || room <= 0) {
                return cause;
            }
            return cause + ": " + words.substring(Math.max(0, words.length() - room));
        }

        private static String text(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8)
                    .strip()
                    .replaceAll("\\s+", " ")
                    .replaceAll("\\p{C}", "?");
        }
    }
}
