package io.coldgate.embedded.runtime.container;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server that a container belongs to, in the container's label: a process id is used again, with its start it is not. */
final class ServerLabel {
    private static final Pattern LABEL = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

    private ServerLabel() {}

    /** Returns the label of this process. */
    static String own() {
        ProcessHandle self = ProcessHandle.current();
        return self.pid() + "-" + startMillis(self);
    }

    /** Returns whether its server lives; what is no label of ours is left alone. */
    static boolean lives(String label) {
        Matcher parts = LABEL.matcher(label);
        if (!parts.matches()) {
            return true;
        }
        return ProcessHandle.of(Long.parseLong(parts.group(1)))
                .filter(ProcessHandle::isAlive)
                .filter(server -> startMillis(server) == Long.parseLong(parts.group(2)))
                .isPresent();
    }

    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
