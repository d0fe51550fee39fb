package io.coldgate.logs;

/**
 * One line of a function's log.
 *
 * @param id identifies the event in its source: the same event has the same id whenever it is read
 * @param epochMillis when it was written, in milliseconds since 1970
 * @param stream the log stream, one for each execution environment; empty if not known
 * @param message the line, without its line feed
 */
public record LogEvent(String id, long epochMillis, String stream, String message) {}
