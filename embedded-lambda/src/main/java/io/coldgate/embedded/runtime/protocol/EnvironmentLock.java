package io.coldgate.embedded.runtime.protocol;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock and the conditions that all threads of an environment share.
 *
 * @param lock guards the environment's state
 * @param work signals that there is something for the runtime or an extension to do
 * @param news signals that there is something for the invoking thread to check
 */
record EnvironmentLock(ReentrantLock lock, Condition work, Condition news) {
    static EnvironmentLock create() {
        ReentrantLock lock = new ReentrantLock();
        return new EnvironmentLock(lock, lock.newCondition(), lock.newCondition());
    }
}
