/**
 * Execution environments: makes them from prepared sandboxes, invokes them, measures them and ends them.
 *
 * <p><b>What is measured.</b> Init: from the release of a prepared process to the first byte of its first {@code next};
 * with extensions, to that of the last first {@code next} among runtime and extensions. Duration: from the hand-over of
 * the event to the first byte of the {@code next} that follows the answer; if a failed init is repeated within the
 * invocation, from the start of the repetition. CPU time and waiting: of the process's threads that are alive at the
 * first {@code next}. Peak memory: sum of VmHWM over the process tree, so shared pages count more than once; missing
 * for a process that has ended.
 *
 * <p><b>What an unprivileged process cannot have</b>, and how it differs from Lambda: the code is not under /var/task
 * but in {@code LAMBDA_TASK_ROOT}; layers are under /opt only if mount namespaces are allowed, otherwise in {@code
 * COLDGATE_OPT}, which is in the paths of programs, libraries and Java, Python and Node modules; /tmp is the machine's
 * and shared; the memory setting limits nothing; CPU is not scaled to it; a process is not frozen between invocations;
 * user and network are the server's. Code is unpacked once and shared by environments, without write permission (which
 * root ignores).
 */
@NullMarked
package io.coldgate.embedded.runtime.environment;

import org.jspecify.annotations.NullMarked;
