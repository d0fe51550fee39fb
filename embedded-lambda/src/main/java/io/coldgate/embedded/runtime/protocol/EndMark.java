package io.coldgate.embedded.runtime.protocol;

import io.coldgate.embedded.runtime.host.ProcFs;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Readings at the end of the first invocation.
 *
 * @param cpu the times of the process so far; null if the system does not provide them
 * @param serverWait the time for which the server's threads had waited for a core when they read the answer and the
 *     {@code next} after it
 */
public record EndMark(ProcFs.@Nullable CpuTimes cpu, OptionalLong serverWait) {}
