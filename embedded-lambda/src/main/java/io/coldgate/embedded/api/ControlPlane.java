package io.coldgate.embedded.api;

import io.coldgate.embedded.api.function.FunctionCode;
import io.coldgate.embedded.api.function.FunctionRef;
import io.coldgate.embedded.api.function.HostFault;
import io.coldgate.embedded.api.function.Lifecycle;
import io.coldgate.embedded.api.function.Namespaces;
import io.coldgate.embedded.api.invoke.EventQueue;
import io.coldgate.embedded.api.invoke.Invoker;
import io.coldgate.embedded.api.invoke.LogGroups;
import io.coldgate.embedded.api.operation.Backend;
import io.coldgate.embedded.api.operation.Operations;
import io.coldgate.embedded.api.url.FunctionUrls;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Caller;
import io.coldgate.embedded.api.wire.ErrorType;
import io.coldgate.embedded.api.wire.Ids;
import io.coldgate.embedded.api.wire.Operation;
import io.coldgate.embedded.api.wire.Reply;
import io.coldgate.embedded.http.Exchange;
import io.coldgate.embedded.http.MalformedRequestException;
import io.coldgate.embedded.http.UnansweredException;
import io.coldgate.embedded.model.Model;
import io.coldgate.embedded.runtime.environment.Environments;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Lambda's API, served on a loopback port. */
public final class ControlPlane implements AutoCloseable {
    private final ApiOptions options;
    private final Backend backend;
    private final Lifecycle lifecycle;
    private final EventQueue events;
    private final FunctionUrls urls;
    private final FunctionCode code;
    private final EndpointListener server;

    private ControlPlane(int port, ApiOptions options, Environments environments) throws IOException {
        this.options = options;
        Namespaces namespaces = new Namespaces();
        Model model = options.model();
        LogGroups logs = model == null
                ? new LogGroups(Duration.ZERO, System::nanoTime)
                : new LogGroups(model.settings().logDelay(), model.settings().clock());
        Invoker invoker = new Invoker(namespaces, environments, options.limits().accountConcurrency(), logs);
        long delay = options.updateDelay().toNanos();
        this.lifecycle = new Lifecycle(
                environments,
                model == null
                        ? Lifecycle.Behaviour.plain(delay)
                        : new Lifecycle.Behaviour(
                                () -> model.updateNanos(delay), model::initialisesProactively, model::keepsWarm));
        this.events = new EventQueue(invoker, options.eventRetryDelays());
        this.urls = new FunctionUrls(invoker);
        this.code = new FunctionCode(environments, options.codeFolder());
        this.backend = new Backend(
                namespaces, code, lifecycle, invoker, events, urls, this::endpoint, options.limits(), model, logs);
        this.server = new EndpointListener(port, this::handle);
    }

    /**
     * Starts to serve.
     *
     * @param port the port on 127.0.0.1; 0 for any free one
     * @param options the settings
     * @param environments runs the functions; stays open when this is closed
     */
    public static ControlPlane start(int port, ApiOptions options, Environments environments) throws IOException {
        return new ControlPlane(port, options, environments);
    }

    /** Returns the address for clients. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    private void handle(Exchange exchange) throws IOException {
        String requestId = Ids.uuid();
        Reply reply = answer(exchange, requestId).with("x-amzn-RequestId", requestId);
        exchange.respond(reply.status(), reply.headers(), reply.body());
    }

    private Reply answer(Exchange exchange, String requestId) throws IOException {
        try {
            Caller caller = Caller.of(exchange.header("authorization"), options.caller());
            Call call = Router.route(exchange, requestId, caller);
            Model model = options.model();
            if (model != null) {
                admit(model, call);
            }
            Reply reply = Operations.of(call.operation().group(), backend).handle(call);
            if (model != null) {
                model.carriedOut(call, resource(call));
                loseAnswer(model, call);
            }
            return reply;
        } catch (ApiException e) {
            return e.reply();
        } catch (MalformedRequestException e) {
            return new ApiException(ErrorType.INVALID_REQUEST_CONTENT, "Could not read the request: " + e.getMessage())
                    .reply();
        } catch (FileSystemException e) {
            return HostFault.of("A file of the embedded Lambda", e).reply();
        } catch (RuntimeException e) {
            System.getLogger(ControlPlane.class.getName())
                    .log(Level.ERROR, exchange.method() + " " + exchange.rawPath(), e);
            return new ApiException(ErrorType.SERVICE, "A fault of the embedded Lambda: " + e).reply();
        }
    }

    private static void loseAnswer(Model model, Call call) throws UnansweredException {
        if (model.losesAnswerTo(call)) {
            throw new UnansweredException("the answer is lost");
        }
    }

    private void admit(Model model, Call call) throws IOException {
        String resource = resource(call);
        model.arrived(call, resource);
        if (model.outage().begins()) {
            server.goAway(model.outage());
            throw new IOException("the endpoint is gone");
        }
        if (model.deletesFunctionOf(call)) {
            String name =
                    FunctionRef.of(call.path().get(0), null, call.caller()).name();
            Call deletion = new Call(
                    Operation.DELETE_FUNCTION,
                    call.requestId(),
                    call.caller(),
                    List.of(name),
                    Map.of(),
                    call.exchange());
            Operations.of(Operation.Group.FUNCTION, backend).handle(deletion);
        }
        model.admit(call, resource);
    }

    /** The ARN that a request is about, as AWS names it in errors; {@code *} when it is not about a single function. */
    private static String resource(Call call) {
        List<String> segments = call.operation().segments();
        boolean ofFunction = segments.size() > 2 && segments.get(1).equals("functions");
        return ofFunction
                ? FunctionRef.of(call.path().get(0), null, call.caller()).unqualifiedArn()
                : "*";
    }

    /** Stops serving, and drops the waiting events and the changes that are under way. */
    @Override
    public void close() {
        server.close();
        urls.close();
        events.close();
        lifecycle.close();
        code.close();
    }
}
