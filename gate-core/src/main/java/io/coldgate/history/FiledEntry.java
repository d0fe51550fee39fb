package io.coldgate.history;

/** One file of a history: a check's run, or an incident of a watch. Neither affects decisions. */
public sealed interface FiledEntry permits FiledRun, FiledIncident {
    /** Returns its identity: a hexadecimal SHA-256 that is the same however often the entry is filed. */
    String digest();

    /** Returns when it began, milliseconds since 1970. */
    long startedAtMillis();

    /** Returns the text of its file: JSON on one line. */
    String json();

    /** Returns the part of the file's name that describes it to people. */
    String subject();

    /** Returns the noun for messages: {@code the run}. */
    String noun();

    /** Returns a short title for a commit that files it. */
    String title();
}
