package io.coldgate.unit;

import java.util.Optional;

/**
 * A problem, and what to do about it.
 *
 * @param place its location, as {@code file:line:column}; empty if it is not in a file
 * @param subject its subject, such as {@code functions.checkout.package}; empty for the run as a whole
 * @param message the value and the limit
 * @param remedy what to do next; empty if the message says it
 */
public record Problem(Optional<String> place, String subject, String message, String remedy) {
    /** Returns a problem of the run as a whole. */
    public static Problem of(String message) {
        return new Problem(Optional.empty(), "", message, "");
    }

    /** Returns a problem at a place in a file. */
    public static Problem at(Object place, String subject, String message, String remedy) {
        return new Problem(Optional.of(place.toString()), subject, message, remedy);
    }

    /** Returns the problem with another subject. */
    public Problem about(String other) {
        return new Problem(place, other, message, remedy);
    }

    /** Returns the problem with a subject and its location. */
    public Problem placed(Object where, String other) {
        return new Problem(Optional.of(where.toString()), other, message, remedy);
    }

    /** Returns the problem with a context before its subject, such as the operation that it prevented. */
    public Problem within(String context) {
        return about(context + ": " + subject);
    }

    /** Returns {@code place: subject: message; remedy}, without empty parts. */
    public String line() {
        return place.map(where -> where + ": ").orElse("") + withoutPlace();
    }

    /** Returns the line of a warning: {@code place: subject: warning: message; remedy}. */
    public String warningLine() {
        return new Problem(place, subject, "warning: " + message, remedy).line();
    }

    /** Returns the line without its place. */
    public String withoutPlace() {
        return (subject.isEmpty() ? "" : subject + ": ") + message + (remedy.isEmpty() ? "" : "; " + remedy);
    }
}
