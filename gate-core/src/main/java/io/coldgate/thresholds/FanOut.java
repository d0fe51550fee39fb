package io.coldgate.thresholds;

/**
 * The number of cold starts of a function that are taken together.
 *
 * @param starts invocations after one update, 1 to {@link #MOST}
 * @param copies own copies of the function that take turns, 1 to {@link #MOST_COPIES}
 */
public record FanOut(int starts, int copies) {
    /** AWS adds 1,000 environments of a function in ten seconds; half of it leaves room for others of the account. */
    public static final int MOST = 500;

    /** With an update of 1.75 s and a tenth of a second for each start, more copies have nothing left to hide. */
    public static final int MOST_COPIES = 20;

    /** One start after one update. */
    public static final FanOut NONE = new FanOut(1, 1);

    /** Returns what a platform gets when the file says nothing. */
    public static int usualStarts(PlatformName platform) {
        return switch (platform) {
            // Starts at the same time share this machine's cores. On LocalStack only the probe tells them apart.
            case EMBEDDED, LOCALSTACK -> 1;
            // An update takes 1.75 s, twenty times as long as a small start.
            case AWS -> 10;
        };
    }
}
