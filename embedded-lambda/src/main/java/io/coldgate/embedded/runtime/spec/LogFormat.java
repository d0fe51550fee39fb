package io.coldgate.embedded.runtime.spec;

/** How platform lines are written to a function's log: {@code LoggingConfig.LogFormat}. */
public enum LogFormat {
    /** Tab-separated {@code REPORT RequestId: …} lines. */
    TEXT,
    /** One JSON object a line, {@code {"time":…,"type":"platform.report","record":…}}. */
    JSON
}
