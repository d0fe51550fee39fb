package io.coldgate.history;

/** One file of a history: a check's run, or an incident of a watch. Neither decides anything. */
public sealed interface FiledEntry permits FiledRun, FiledIncident {
    /** Returns SHA-256 in hexadecimal, the same whenever the entry is filed: its identity. */
    String digest();

    /** Returns when it began, milliseconds since 1970. */
    long startedAtMillis();

    /** Returns the text of its file: JSON on one line. */
    String json();

    /** Returns the part of the file's name that tells people what it is of. */
    String subject();

    /** Returns what people call it: {@code the run}. */
    String noun();

    /** Returns what a commit of it is called, in a few words. */
    String title();
}
