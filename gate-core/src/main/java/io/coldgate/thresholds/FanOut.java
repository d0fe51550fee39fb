package io.coldgate.thresholds;

/**
 * The number of cold starts of a function that are measured together.
 *
 * @param starts invocations after one update, 1 to {@link #MOST}
 * @param copies copies of the function that alternate, 1 to {@link #MOST_COPIES}
 */
public record FanOut(int starts, int copies) {
    /**
     * AWS adds 1,000 environments per function in ten seconds; half of that leaves room for other functions of the
     * account.
     */
    public static final int MOST = 500;

    /**
     * The largest number of copies. With an update of 1.75 s and 0.1 s per start, more copies would save no more time.
     */
    public static final int MOST_COPIES = 20;

    /** One start after one update. */
    public static final FanOut NONE = new FanOut(1, 1);

    /** Returns the default number of starts on a platform. */
    public static int usualStarts(PlatformName platform) {
        return switch (platform) {
            // Starts at the same time share this machine's cores. On LocalStack, only the probe can tell which of them
            // were cold.
            case EMBEDDED, LOCALSTACK -> 1;
            // An update takes 1.75 s, twenty times as long as a small start.
            case AWS -> 10;
        };
    }
}
