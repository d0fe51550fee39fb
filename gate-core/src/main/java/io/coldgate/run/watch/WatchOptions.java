package io.coldgate.run.watch;

import com.google.auto.value.AutoBuilder;
import io.coldgate.run.ThresholdsFile;
import io.coldgate.run.UsualFolder;
import io.coldgate.thresholds.PlatformName;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The options of a watch.
 *
 * @param file the thresholds file
 * @param functions patterns of the functions to watch; empty for all that have objectives
 * @param platform where all functions run, whatever the file says
 * @param endpoint the address of a service compatible with the platform
 * @param logs files with the lines of one function, in place of its log on the platform
 * @param input a stream with the lines of one function, in place of its log on the platform
 * @param state the file that the watch resumes from; by default the command's file for the default thresholds file
 * @param page the status page, rewritten every minute
 * @param metrics Prometheus text, rewritten every minute
 * @param act whether steps are taken rather than only announced
 * @param once whether the watch ends when it has read the available lines
 * @param until how long it watches; empty for until it is stopped
 * @param since how far back in the platform's log a new watch begins
 * @param lateness how long after an invocation its line may arrive
 * @param clock gives the time of day
 */
public record WatchOptions(
        Path file,
        List<String> functions,
        Optional<PlatformName> platform,
        Optional<URI> endpoint,
        List<Path> logs,
        Optional<InputStream> input,
        Path state,
        Optional<Path> page,
        Optional<Path> metrics,
        boolean act,
        boolean once,
        Optional<Duration> until,
        Duration since,
        Duration lateness,
        Clock clock) {
    /** CloudWatch Logs delivers a line within seconds, rarely after more than a minute. */
    public static final Duration USUAL_LATENESS = Duration.ofMinutes(2);

    /** Copies the lists. */
    public WatchOptions {
        functions = List.copyOf(functions);
        logs = List.copyOf(logs);
    }

    /** Returns options with nothing but defaults. */
    public static Builder builder() {
        return new AutoBuilder_WatchOptions_Builder()
                .file(Path.of(ThresholdsFile.NAME))
                .functions(List.of())
                .logs(List.of())
                .state(StateFile.usual(UsualFolder.of(Path.of(ThresholdsFile.NAME))))
                .act(false)
                .once(false)
                .since(Duration.ofMinutes(10))
                .lateness(USUAL_LATENESS)
                .clock(Clock.systemUTC());
    }

    /** Sets options one by one; see {@link WatchOptions} for their meaning. */
    @AutoBuilder
    public interface Builder {
        Builder file(Path file);

        Builder functions(List<String> patterns);

        Builder platform(Optional<PlatformName> platform);

        Builder endpoint(Optional<URI> endpoint);

        Builder logs(List<Path> logs);

        Builder input(InputStream input);

        Builder input(Optional<InputStream> input);

        Builder state(Path state);

        Builder page(Optional<Path> page);

        Builder metrics(Optional<Path> metrics);

        Builder act(boolean act);

        Builder once(boolean once);

        Builder until(Optional<Duration> until);

        Builder since(Duration since);

        Builder lateness(Duration lateness);

        Builder clock(Clock clock);

        WatchOptions build();
    }
}
