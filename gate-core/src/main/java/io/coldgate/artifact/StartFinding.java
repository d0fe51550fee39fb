package io.coldgate.artifact;

/**
 * A property of a package that may keep AWS from starting it.
 *
 * @param certain whether AWS is certain to fail; otherwise it may fail
 * @param message one line: what is wrong, what AWS answers, what to do; safe to print
 */
public record StartFinding(boolean certain, String message) {
    static StartFinding certain(String message) {
        return new StartFinding(true, message);
    }

    static StartFinding doubtful(String message) {
        return new StartFinding(false, message);
    }
}
