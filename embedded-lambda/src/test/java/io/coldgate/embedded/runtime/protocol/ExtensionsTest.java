package io.coldgate.embedded.runtime.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.runtime.protocol.Extensions.Event;
import io.coldgate.embedded.runtime.protocol.Extensions.Given;
import io.coldgate.embedded.runtime.protocol.Extensions.Reply;
import io.coldgate.embedded.runtime.spec.InvocationRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExtensionsTest {
    private final Extensions extensions = new Extensions(List.of("b", "a"));
    private final RuntimeInvocation invocation =
            new RuntimeInvocation(new InvocationRequest("id", "arn", new byte[0], null, null), 3);

    private String register(String name, Event... events) {
        Reply reply = extensions.register(name, Set.of(events), false);
        assertThat(reply).isInstanceOf(Reply.Granted.class);
        return ((Reply.Granted) reply).id();
    }

    private static String refusal(Reply reply) {
        return reply instanceof Reply.Refused refused ? refused.type() : "granted";
    }

    @Test
    void noExtensionsAreIdleAtOnce() {
        Extensions none = new Extensions(List.of());
        assertThat(none.none()).isTrue();
        assertThat(none.allRegistered()).isTrue();
        assertThat(none.idle()).isTrue();
    }

    @Test
    void areIdleWhenAllHaveAsked() {
        String a = register("a", Event.INVOKE);
        assertThat(extensions.allRegistered()).isFalse();
        String b = register("b");
        assertThat(extensions.allRegistered()).isTrue();
        extensions.asks(a);
        assertThat(extensions.idle()).isFalse();
        extensions.asks(b);
        assertThat(extensions.idle()).isTrue();
    }

    @Test
    void giveAnEventOnceToWhoRegisteredForIt() {
        String a = register("a", Event.INVOKE);
        String b = register("b", Event.SHUTDOWN);
        extensions.asks(a);
        extensions.asks(b);
        extensions.invoke(invocation);
        assertThat(extensions.idle()).isFalse();
        assertThat(extensions.take(b)).isNull();
        assertThat(extensions.take(a)).isEqualTo(new Given.Invoke(invocation));
        assertThat(extensions.take(a)).isNull();
        extensions.asks(a);
        assertThat(extensions.idle()).isTrue();
        extensions.shutdown();
        assertThat(extensions.take(a)).isNull();
        assertThat(extensions.take(b)).isEqualTo(new Given.Shutdown());
    }

    @Test
    void refuseWhatAwsRefuses() {
        String a = register("a");
        assertThat(refusal(extensions.register("a", Set.of(), false))).isEqualTo("Extension.InvalidExtensionState");
        assertThat(refusal(extensions.register("own", Set.of(Event.SHUTDOWN), false)))
                .isEqualTo("Extension.InvalidEventType");
        assertThat(refusal(extensions.register("own", Set.of(), true))).isEqualTo("Extension.RegistrationClosed");
        assertThat(refusal(extensions.asks(null))).isEqualTo("Extension.MissingExtensionIdentifier");
        assertThat(refusal(extensions.asks("x"))).isEqualTo("Extension.UnknownExtensionIdentifier");
        extensions.asks(a);
        assertThat(refusal(extensions.fails(a, "Extension.InitError"))).isEqualTo("Extension.InvalidExtensionState");
        for (int i = 2; i < Extensions.MOST; i++) {
            register("own" + i);
        }
        assertThat(refusal(extensions.register("eleventh", Set.of(), false))).isEqualTo("Extension.TooManyExtensions");
    }

    @Test
    void keepTheFirstFailureAndWhatWasReported() {
        String a = register("a");
        extensions.fails(a, "Extension.InitError");
        extensions.exited("b", 1);
        assertThat(extensions.failure())
                .isEqualTo(
                        new ExtensionFailure("a", "Extension.InitError", "extension a reported Extension.InitError"));
        extensions.exited("a", 3);
        assertThat(extensions.failure())
                .isEqualTo(
                        new ExtensionFailure("a", "Extension.InitError", "extension a reported Extension.InitError"));
    }

    @Test
    void tellACrashFromAFailedLaunch() {
        extensions.exited("b", 126);
        assertThat(extensions.failure())
                .isEqualTo(new ExtensionFailure(
                        "b", "Extension.LaunchError", "fork/exec /opt/extensions/b: permission denied"));
    }

    @Test
    void anEndDuringTheShutdownIsNoFailure() {
        register("a", Event.SHUTDOWN);
        extensions.shutdown();
        extensions.exited("a", 1);
        assertThat(extensions.failure()).isNull();
    }
}
