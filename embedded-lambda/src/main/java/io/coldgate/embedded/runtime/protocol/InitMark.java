package io.coldgate.embedded.runtime.protocol;

import io.coldgate.embedded.runtime.host.KernelCounts;
import io.coldgate.embedded.runtime.host.ProcFs;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Readings at the arrival of the first {@code next}, before it was answered.
 *
 * @param nextNanos when its first byte was read
 * @param cpu of the process so far; null where the system does not tell
 * @param serverWait what the thread that read it had waited for a core until then
 * @param logEnd end of the log: what is before it was written in init
 * @param counts what the kernel had counted of the process and all that came from it
 */
public record InitMark(
        long nextNanos, ProcFs.@Nullable CpuTimes cpu, OptionalLong serverWait, long logEnd, KernelCounts counts) {}
