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
 * @param caller account and region of requests that do not name them
 * @param updateDelay the least time that creations and updates take
 * @param eventRetryDelays waits before the retries of a failed asynchronous invocation
 * @param codeFolder the folder in which zips are kept for download, in unnamed files
 * @param limits configurable limits
 * @param model the model of AWS's behaviour towards callers; null for none
 */
public record ApiOptions(
        Caller caller,
        Duration updateDelay,
        List<Duration> eventRetryDelays,
        Path codeFolder,
        Backend.Limits limits,
        @Nullable Model model) {}
