package io.coldgate.history;

import io.coldgate.sample.Fingerprint;
import io.coldgate.unit.ShortCommit;
import io.coldgate.verdict.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * A run as it is filed: the part that is kept after its results are gone. It never affects decisions.
 *
 * @param digest SHA-256 of the run's results file, in hexadecimal: the run's identity
 * @param commit full name of the commit that was measured; empty outside of a repository
 * @param branch its branch; empty if unknown
 * @param change whether it is the run of a change that is not merged
 * @param committedAtMillis when the commit was made, milliseconds since 1970; empty without one
 * @param startedAtMillis when the run began, milliseconds since 1970
 * @param ending how it ended, as a key of {@code report.json}
 * @param coldgate the version that measured
 * @param platform where it was measured
 * @param thresholdsSha256 SHA-256 of the thresholds file's content
 * @param fingerprint the host's facts
 * @param verdict the build's verdict
 * @param checks every check, in the report's order
 * @param series every series, in the order of the results
 */
public record FiledRun(
        String digest,
        String commit,
        String branch,
        boolean change,
        OptionalLong committedAtMillis,
        long startedAtMillis,
        String ending,
        String coldgate,
        String platform,
        String thresholdsSha256,
        Fingerprint fingerprint,
        Verdict verdict,
        List<FiledCheck> checks,
        List<FiledSeries> series)
        implements FiledEntry {
    /** Runs in the order in which they were measured. */
    public static final Comparator<FiledRun> BY_TIME =
            Comparator.comparingLong(FiledRun::startedAtMillis).thenComparing(FiledRun::digest);

    /**
     * The largest difference between two machines' clocks: usually seconds, and hours if one of them treats local time
     * as UTC.
     */
    private static final long MOST_AHEAD_MILLIS = Duration.ofDays(1).toMillis();

    /** Copies the lists, and cuts texts that exceed the length limit of a history file. */
    public FiledRun {
        branch = FiledJson.cut(branch);
        coldgate = FiledJson.cut(coldgate);
        checks = List.copyOf(checks);
        series = List.copyOf(series);
    }

    /** Returns the commit's short name; {@code -} without one. */
    public String shortCommit() {
        return commit.isEmpty() ? "-" : ShortCommit.of(commit);
    }

    /**
     * Returns whether a run with that start time must have been measured with a wrong clock, given the present time.
     */
    public static boolean isAhead(long startedAtMillis, long nowMillis) {
        return startedAtMillis - MOST_AHEAD_MILLIS > nowMillis;
    }

    /** Returns the key of its change: its branch, or its commit, or else the run itself. */
    String changeKey() {
        return !branch.isEmpty() ? branch : !commit.isEmpty() ? commit : digest;
    }

    @Override
    public String json() {
        return FiledRunWriter.text(this);
    }

    @Override
    public String subject() {
        return commit.isEmpty() ? "none" : shortCommit();
    }

    @Override
    public String noun() {
        return "the run";
    }

    @Override
    public String title() {
        return "File the run of " + shortCommit() + ": " + verdict.word();
    }

    /** Returns the host on which it was measured, as far as results depend on it. */
    public Host host() {
        return new Host(platform, fingerprint);
    }

    /**
     * A platform and a host. Values of different hosts are not compared.
     *
     * @param platform the platform's name
     * @param fingerprint the host's facts
     */
    public record Host(String platform, Fingerprint fingerprint) {
        /** Returns the differences from another host as text; empty if the two may be compared. */
        public List<String> differences(Host other) {
            if (!platform.equals(other.platform)) {
                return List.of("platform: " + platform + " here, " + other.platform + " there");
            }
            return fingerprint.differences(other.fingerprint);
        }
    }
}
