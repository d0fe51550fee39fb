package io.coldgate.embedded.runtime.protocol;

import io.coldgate.embedded.runtime.host.KernelCounts;
import io.coldgate.embedded.runtime.host.ProcFs;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Readings at the arrival of the first {@code next}, before it was answered.
 *
 * @param nextNanos when its first byte was read
 * @param cpu the times of the process so far; null if the system does not provide them
 * @param serverWait the time for which the thread that read it had waited for a core by then
 * @param logEnd end of the log: everything before it was written in init
 * @param counts the kernel's counts of the process and its descendants
 */
public record InitMark(
        long nextNanos, ProcFs.@Nullable CpuTimes cpu, OptionalLong serverWait, long logEnd, KernelCounts counts) {}
