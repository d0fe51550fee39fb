package io.coldgate.embedded.api.operation;

import io.coldgate.embedded.api.function.Changes;
import io.coldgate.embedded.api.function.FunctionCode;
import io.coldgate.embedded.api.function.FunctionRef;
import io.coldgate.embedded.api.function.Namespaces;
import io.coldgate.embedded.api.invoke.EventQueue;
import io.coldgate.embedded.api.invoke.Invoker;
import io.coldgate.embedded.api.invoke.LogGroups;
import io.coldgate.embedded.api.url.FunctionUrls;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.model.Model;
import io.coldgate.embedded.runtime.code.StoredCode;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The components that the operations use.
 *
 * @param namespaces functions and layers
 * @param code accepts packages
 * @param lifecycle completes changes in the background
 * @param invoker runs functions
 * @param events the queue of asynchronous invocations
 * @param urls function URLs
 * @param endpoint the address of this server
 * @param limits configurable limits
 * @param model the model of AWS's behaviour towards callers; null for none
 * @param logs the log events of functions
 */
public record Backend(
        Namespaces namespaces,
        FunctionCode code,
        Changes lifecycle,
        Invoker invoker,
        EventQueue events,
        FunctionUrls urls,
        Supplier<URI> endpoint,
        Limits limits,
        @Nullable Model model,
        LogGroups logs) {
    /**
     * Limits that a user can configure.
     *
     * @param asyncEventBytes largest event of an asynchronous invocation
     * @param accountConcurrency concurrent invocations of an account in a region
     */
    public record Limits(int asyncEventBytes, int accountConcurrency) {}

    /** The function that the request's path and Qualifier name. */
    FunctionRef ref(Call call) {
        return FunctionRef.of(call.path().get(0), call.parameter("Qualifier"), call.caller());
    }

    /** Returns the download address of a zip. */
    String location(StoredCode stored) {
        return endpoint.get() + "/_coldgate/code/" + FunctionCode.key(stored);
    }
}
