package io.coldgate.embedded.runtime.protocol;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one meeting place of the threads of an environment.
 *
 * @param lock guards the environment's state
 * @param work there is something for the runtime or an extension to do
 * @param news there is something for the invoking thread to look at
 */
record EnvironmentLock(ReentrantLock lock, Condition work, Condition news) {
    static EnvironmentLock create() {
        ReentrantLock lock = new ReentrantLock();
        return new EnvironmentLock(lock, lock.newCondition(), lock.newCondition());
    }
}
