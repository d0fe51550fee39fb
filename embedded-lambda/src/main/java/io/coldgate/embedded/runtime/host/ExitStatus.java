package io.coldgate.embedded.runtime.host;

import java.util.Map;

/**
 * The status of a process that ended, in the wording of Lambda's messages (which is that of Go's {@code
 * os.ProcessState}).
 */
public final class ExitStatus {
    /** The JDK, like a shell, reports an end by signal N as 128 + N; an exit code of that size looks the same. */
    private static final int SIGNAL_BASE = 128;

    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "hangup"),
            Map.entry(2, "interrupt"),
            Map.entry(3, "quit"),
            Map.entry(4, "illegal instruction"),
            Map.entry(5, "trace/breakpoint trap"),
            Map.entry(6, "aborted"),
            Map.entry(7, "bus error"),
            Map.entry(8, "floating point exception"),
            Map.entry(9, "killed"),
            Map.entry(10, "user defined signal 1"),
            Map.entry(11, "segmentation fault"),
            Map.entry(12, "user defined signal 2"),
            Map.entry(13, "broken pipe"),
            Map.entry(14, "alarm clock"),
            Map.entry(15, "terminated"));

    private ExitStatus() {}

    /** Returns the message after {@code RequestId: … Error: }. */
    public static String message(int code) {
        if (code == 0) {
            return "Runtime exited without providing a reason";
        }
        int signal = code - SIGNAL_BASE;
        if (signal > 0 && signal < 65) {
            return "Runtime exited with error: signal: " + SIGNALS.getOrDefault(signal, "signal " + signal);
        }
        return "Runtime exited with error: exit status " + code;
    }
}
