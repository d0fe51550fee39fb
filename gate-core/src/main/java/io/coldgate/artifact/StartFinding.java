package io.coldgate.artifact;

/**
 * Something about a package that decides whether AWS can start it.
 *
 * @param certain whether AWS is sure to fail on it; otherwise it may
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
