package io.coldgate.embedded.api;

import io.coldgate.embedded.api.operation.Backend;
import io.coldgate.embedded.api.wire.Caller;
import io.coldgate.embedded.model.Model;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the control plane.
 *
 * @param caller account and region of requests that don't say
 * @param updateDelay how long creations and updates take at least
 * @param eventRetryDelays waits before the retries of a failed asynchronous invocation
 * @param codeFolder where zips are kept for download, in files without a name
 * @param limits configurable limits
 * @param model decides what callers get to feel; null for nothing
 */
public record ApiOptions(
        Caller caller,
        Duration updateDelay,
        List<Duration> eventRetryDelays,
        Path codeFolder,
        Backend.Limits limits,
        @Nullable Model model) {}
