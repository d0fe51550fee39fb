package io.coldgate.embedded.runtime.host;

/**
 * The first fields of a process's {@code stat} (proc_pid_stat(5)), numbered as in its manual. Only requested fields are
 * parsed, because a start waits for the parsing.
 */
final class StatFields {
    static final int MAJOR_FAULTS = 12;
    static final int CHILDREN_MINOR_FAULTS = 11;
    static final int CHILDREN_MAJOR_FAULTS = 13;

    /** In clock ticks, like the three after it. */
    static final int USER = 14;

    static final int KERNEL = 15;
    static final int CHILDREN_USER = 16;
    static final int CHILDREN_KERNEL = 17;

    private static final int STATE = 3;

    private final String text;
    /** The positions at which fields begin, from the third on: the second may contain spaces and brackets. */
    private final int[] begins;

    private StatFields(String text, int[] begins) {
        this.text = text;
        this.begins = begins;
    }

    static StatFields of(String stat) {
        int[] begins = new int[CHILDREN_KERNEL + 1];
        int at = stat.lastIndexOf(')') + 1;
        for (int field = STATE; field <= CHILDREN_KERNEL && at >= 0 && at < stat.length(); field++) {
            begins[field] = at + 1;
            at = stat.indexOf(' ', at + 1);
        }
        return new StatFields(stat, begins);
    }

    boolean has(int field) {
        return begins[field] > 0 && begins[field] < text.length();
    }

    long number(int field) {
        int end = text.indexOf(' ', begins[field]);
        return Long.parseLong(
                text, begins[field], end < 0 ? text.stripTrailing().length() : end, 10);
    }

    /** Returns whether the process waits for something other than a disk. */
    boolean sleeps() {
        return has(STATE) && text.charAt(begins[STATE]) == 'S';
    }
}
