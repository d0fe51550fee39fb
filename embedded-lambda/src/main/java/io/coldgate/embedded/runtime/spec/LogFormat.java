package io.coldgate.embedded.runtime.spec;

/** The format of platform lines in a function's log: {@code LoggingConfig.LogFormat}. */
public enum LogFormat {
    /** Tab-separated {@code REPORT RequestId: …} lines. */
    TEXT,
    /** One JSON object per line, {@code {"time":…,"type":"platform.report","record":…}}. */
    JSON
}
