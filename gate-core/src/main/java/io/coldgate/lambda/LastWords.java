package io.coldgate.lambda;

import io.coldgate.sample.ErrorLine;
import io.coldgate.sample.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A function's last output in a log tail, without lines of the platform (in either format) and of the probe. If there
 * were several attempts to start, each of which the platform reports, only one of them is considered.
 *
 * @param lines its last lines that are not blank, unchanged, at most {@value Failure#MOST_LINES}
 * @param cause the line that best describes the error; empty when it wrote nothing
 */
public record LastWords(List<String> lines, String cause) {
    /** The beginning of the probe's line; the function may have written something without a line end before it. */
    public static final String PROBE_MARKER = "COLDGATE_PROBE ";

    private static final Pattern PLATFORM_LINE =
            Pattern.compile("(START|END|REPORT) RequestId: .*|(INIT|RESTORE)_(START|REPORT) .*|XRAY TraceId:"
                    + " .*|(EXTENSION|TELEMETRY|LOGS)\t.*|\\{\"time\":.*\"type\":\"platform\\..*");

    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** Lambda's own line about a timeout, or about a crash, which is followed by a line with its type. */
    private static final Pattern FAULT =
            Pattern.compile("RequestId: " + UUID + " Error: .*|\\S+ " + UUID + " Task timed out after .*");

    private static final Pattern FAULT_TYPE = Pattern.compile("[A-Z][A-Za-z]+\\.[A-Z][A-Za-z]+");

    /** An attempt to start that failed. */
    private static final Pattern FAILED_INIT =
            Pattern.compile("INIT_REPORT .*\tStatus: .*|\\{\"time\":.*\"type\":\"platform\\.initReport\".*");

    /** The prefix of the gate's own notes in the embedded Lambda's log. */
    private static final String OWN_PREFIX = "coldgate: ";

    /** Copies the list. */
    public LastWords {
        lines = List.copyOf(lines);
    }

    /** Returns the output of the last attempt that wrote something. */
    public static LastWords of(String logTail) {
        List<List<String>> tries = tries(logTail);
        for (int i = tries.size() - 1; i >= 0; i--) {
            if (!tries.get(i).isEmpty()) {
                return ofTry(tries.get(i));
            }
        }
        return new LastWords(List.of(), "");
    }

    /** Returns the output of the first init, which failed before another one served the event. */
    public static LastWords ofFirstInit(String logTail) {
        return ofTry(tries(logTail).get(0));
    }

    private static LastWords ofTry(List<String> all) {
        List<String> last = all.subList(Math.max(0, all.size() - Failure.MOST_LINES), all.size());
        String cause = ErrorLine.of(all);
        return new LastWords(last, cause.startsWith(OWN_PREFIX) ? cause.substring(OWN_PREFIX.length()) : cause);
    }

    private static List<List<String>> tries(String logTail) {
        List<List<String>> tries = new ArrayList<>();
        tries.add(new ArrayList<>());
        List<String> all = logTail.lines().toList();
        boolean cut = LogTail.mayBeCut(logTail) && all.size() > 1;
        boolean fault = false;
        for (String line : cut ? all.subList(1, all.size()) : all) {
            if (FAILED_INIT.matcher(line).matches()) {
                tries.add(new ArrayList<>());
            }
            int probe = line.indexOf(PROBE_MARKER);
            String own = probe < 0 ? line : line.substring(0, probe);
            boolean ofPlatform = PLATFORM_LINE.matcher(line).matches()
                    || FAULT.matcher(line).matches()
                    || (fault && FAULT_TYPE.matcher(line).matches());
            if (!ofPlatform && !own.isBlank()) {
                tries.get(tries.size() - 1).add(own.stripTrailing());
            }
            fault = FAULT.matcher(line).matches();
        }
        return tries;
    }
}
