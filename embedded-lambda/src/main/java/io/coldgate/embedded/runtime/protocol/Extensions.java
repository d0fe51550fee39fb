package io.coldgate.embedded.runtime.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The states of the extensions of one process (source: AWS's developer guide, "Lambda Extensions API", and the runtime
 * interface emulator, {@code core/agentsmap.go} and {@code rapi/handler}). Independent of time and threads; guarded by
 * the lock of its {@link RuntimeState}.
 */
final class Extensions {
    /** Lambda's limit of extensions, including internal ones. */
    static final int MOST = 10;

    private static final String INVALID_STATE = "Extension.InvalidExtensionState";
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;

    private final Set<String> external;
    private final Map<String, One> byName = new LinkedHashMap<>();
    private @Nullable One failed;
    private @Nullable String failedType;
    private boolean shuttingDown;

    /** An event that an extension can register for. */
    enum Event {
        INVOKE,
        SHUTDOWN
    }

    private enum State {
        STARTED,
        REGISTERED,
        READY,
        RUNNING,
        ENDED
    }

    /** One extension; its pending event is the invocation that it has not fetched yet. */
    private static final class One {
        final String name;
        final boolean external;
        final String id = UUID.randomUUID().toString();
        Set<Event> events = Set.of();
        State state = State.STARTED;

        @Nullable
        RuntimeInvocation pending;

        boolean shutdownPending;

        @Nullable
        Integer exitCode;

        One(String name, boolean external) {
            this.name = name;
            this.external = external;
        }
    }

    /** The outcome of an extension's request. */
    sealed interface Reply {
        /**
         * The request is granted.
         *
         * @param id the id of the extension
         */
        record Granted(String id) implements Reply {}

        /** A 403. */
        record Refused(String type, String message) implements Reply {}
    }

    /** The answer to an extension that waits for an event. */
    sealed interface Given {
        /** An event of the function. */
        record Invoke(RuntimeInvocation invocation) implements Given {}

        /** The end of the environment. */
        record Shutdown() implements Given {}
    }

    /** Adds the external extensions, by the names of their files, before they run. */
    Extensions(Collection<String> external) {
        this.external = new TreeSet<>(external);
        this.external.forEach(name -> byName.put(name, new One(name, true)));
    }

    boolean none() {
        return byName.isEmpty();
    }

    /** Returns whether all external extensions have registered, so that the runtime can start. */
    boolean allRegistered() {
        return byName.values().stream().noneMatch(one -> one.state == State.STARTED);
    }

    /** Returns whether all extensions have asked for an event, and none has one. */
    boolean idle() {
        return byName.values().stream().allMatch(one -> one.state == State.READY);
    }

    /**
     * Registers an extension.
     *
     * @param runtimeAsked whether the runtime has asked for its first event, which ends the time for registrations
     */
    Reply register(String name, Set<Event> events, boolean runtimeAsked) {
        One one = byName.get(name);
        if (one == null && runtimeAsked) {
            return new Reply.Refused("Extension.RegistrationClosed", "Extension registration closed already");
        }
        if (one != null && one.state != State.STARTED) {
            return wrongState(one, "Registered");
        }
        if (one == null && events.contains(Event.SHUTDOWN)) {
            return new Reply.Refused("Extension.InvalidEventType", "SHUTDOWN: internal extensions cannot have it");
        }
        if (one == null && byName.size() >= MOST) {
            return new Reply.Refused("Extension.TooManyExtensions", "Extension limit (" + MOST + ") reached");
        }
        One registered = one == null ? new One(name, false) : one;
        byName.put(name, registered);
        registered.events = Set.copyOf(events);
        registered.state = State.REGISTERED;
        return new Reply.Granted(registered.id);
    }

    private static Reply wrongState(One one, String to) {
        return new Reply.Refused(
                INVALID_STATE,
                "State transition from " + title(one.state) + " to " + to + " failed for extension " + one.name
                        + ". Error: State transition is not allowed");
    }

    /** Notes that an extension asks for its next event: it has finished with the last one. */
    Reply asks(@Nullable String id) {
        return found(id, one -> {
            if (one.state == State.STARTED || one.state == State.ENDED) {
                return wrongState(one, "Ready");
            }
            if (one.pending == null && !one.shutdownPending) {
                one.state = State.READY;
            }
            return new Reply.Granted(one.id);
        });
    }

    /** Returns the answer for the extension now; null for none yet. */
    @Nullable
    Given take(String id) {
        for (One one : byName.values()) {
            if (one.id.equals(id) && one.pending != null) {
                var given = new Given.Invoke(one.pending);
                one.pending = null;
                return given;
            }
            if (one.id.equals(id) && one.shutdownPending) {
                one.shutdownPending = false;
                return new Given.Shutdown();
            }
        }
        return null;
    }

    /** Notes that the runtime gets this event, and with it all extensions that registered for it. */
    void invoke(RuntimeInvocation invocation) {
        for (One one : byName.values()) {
            if (one.state == State.READY && one.events.contains(Event.INVOKE)) {
                one.pending = invocation;
                one.state = State.RUNNING;
            }
        }
    }

    /** Notes that the environment ends: an extension that ends from now on has not failed. */
    void shutdown() {
        shuttingDown = true;
        for (One one : byName.values()) {
            one.pending = null;
            one.shutdownPending = one.external && one.events.contains(Event.SHUTDOWN);
        }
    }

    /**
     * Notes that an extension reports a failure.
     *
     * @param type {@code Extension.InitError} or {@code Extension.ExitError}
     */
    Reply fails(@Nullable String id, String type) {
        return found(id, one -> {
            boolean init = type.endsWith("InitError");
            if (one.state == State.STARTED || one.state == State.ENDED || init && one.state != State.REGISTERED) {
                return wrongState(one, init ? "InitError" : "ExitError");
            }
            fail(one, type);
            return new Reply.Granted(one.id);
        });
    }

    /** Notes that the process of an external extension ended. */
    void exited(String name, int code) {
        One one = byName.get(name);
        if (one == null) {
            return;
        }
        one.exitCode = code;
        fail(one, one.state == State.STARTED ? "Extension.LaunchError" : "Extension.Crash");
        one.state = State.ENDED;
    }

    private void fail(One one, String type) {
        if (failed == null && !shuttingDown) {
            failed = one;
            failedType = type;
        }
    }

    /** The first failure; null while there is none. */
    @Nullable
    ExtensionFailure failure() {
        if (failed == null || failedType == null) {
            return null;
        }
        String message = message(failed, failedType);
        return new ExtensionFailure(failed.name, failedType, message);
    }

    /**
     * The extension's own report gives the same message whether or not its process has ended by now: the two arrive in
     * no particular order.
     */
    private static String message(One failed, String type) {
        Integer code = failed.exitCode;
        boolean reported = type.equals("Extension.InitError") || type.equals("Extension.ExitError");
        if (reported || code == null) {
            return "extension " + failed.name + " reported " + type;
        }
        boolean launch = type.equals("Extension.LaunchError");
        if (launch && code == NOT_EXECUTABLE) {
            return "fork/exec /opt/extensions/" + failed.name + ": permission denied";
        }
        if (launch && code == NOT_FOUND) {
            return "fork/exec /opt/extensions/" + failed.name + ": no such file or directory";
        }
        return "exit code " + code;
    }

    /** Returns the state of each extension, in the order of their names, with internal ones at the end. */
    List<ExtensionLine> lines() {
        var lines = new ArrayList<ExtensionLine>();
        for (One one : byName.values()) {
            String type = one == failed ? failedType : null;
            // The lines describe the end of the init; an extension that has an event by now was ready then.
            State then = one.state == State.RUNNING ? State.READY : one.state;
            String state = type == null ? title(then) : type.substring(type.indexOf('.') + 1);
            lines.add(new ExtensionLine(
                    one.name,
                    state,
                    one.events.stream().sorted().map(Enum::name).toList(),
                    type));
        }
        return lines;
    }

    private static String title(State state) {
        return state.name().charAt(0) + state.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private Reply found(@Nullable String id, Function<One, Reply> then) {
        if (id == null || id.isEmpty()) {
            return new Reply.Refused(
                    "Extension.MissingExtensionIdentifier", "Missing Lambda-Extension-Identifier header");
        }
        for (One one : byName.values()) {
            if (one.id.equalsIgnoreCase(id)) {
                return then.apply(one);
            }
        }
        return new Reply.Refused("Extension.UnknownExtensionIdentifier", "Unknown extension " + id);
    }
}
