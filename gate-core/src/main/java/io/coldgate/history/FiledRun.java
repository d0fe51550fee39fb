package io.coldgate.history;

import io.coldgate.sample.Fingerprint;
import io.coldgate.unit.ShortCommit;
import io.coldgate.verdict.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * A run as it is filed: what stays of it when its results are gone. Nothing is ever decided by it.
 *
 * @param digest SHA-256 of the run's results file, in hexadecimal: the run's identity
 * @param commit full name of the commit that was measured; empty outside of a repository
 * @param branch its branch; empty when nothing says
 * @param change whether it is the run of a change that is not merged
 * @param committedAtMillis when the commit was made, milliseconds since 1970; empty without one
 * @param startedAtMillis when the run began, milliseconds since 1970
 * @param ending how it ended, in the words of {@code report.json}
 * @param coldgate the version that measured
 * @param platform where it was measured
 * @param thresholdsSha256 the thresholds file's content
 * @param fingerprint the host
 * @param verdict the build's
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

    /** Clocks of two machines differ by seconds, and by hours where one takes its local time for UTC; never by more. */
    private static final long MOST_AHEAD_MILLIS = Duration.ofDays(1).toMillis();

    /** Copies the lists, and cuts texts that are longer than a history's file may have them. */
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

    /** Returns whether a run that began then was measured with a wrong clock, when it is now that time. */
    public static boolean isAhead(long startedAtMillis, long nowMillis) {
        return startedAtMillis - MOST_AHEAD_MILLIS > nowMillis;
    }

    /** Returns which change it is a run of: its branch, else its commit, else the run itself. */
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

    /** Returns the host that it was measured on, as far as results depend on it. */
    public Host host() {
        return new Host(platform, fingerprint);
    }

    /**
     * A platform and a host. Values of two of them are not compared.
     *
     * @param platform the platform's name
     * @param fingerprint the host's facts
     */
    public record Host(String platform, Fingerprint fingerprint) {
        /** Returns how the other one differs, in words; empty when the two may be compared. */
        public List<String> differences(Host other) {
            if (!platform.equals(other.platform)) {
                return List.of("platform: " + platform + " here, " + other.platform + " there");
            }
            return fingerprint.differences(other.fingerprint);
        }
    }
}
