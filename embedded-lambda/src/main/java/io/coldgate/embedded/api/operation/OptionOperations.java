package io.coldgate.embedded.api.operation;

import io.coldgate.embedded.api.function.Constraints;
import io.coldgate.embedded.api.function.FunctionRef;
import io.coldgate.embedded.api.function.LambdaFunction;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Fields;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Reply;
import java.io.IOException;
import java.util.List;

/** Settings of a function that are kept and shown: code signing, recursion, runtime updates. */
final class OptionOperations implements Operations {
    private final Backend backend;

    OptionOperations(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Reply handle(Call call) throws IOException {
        FunctionRef ref = backend.ref(call);
        // Fails for a missing function before the body is read.
        backend.namespaces().function(ref);
        return switch (call.operation()) {
            // No function has a code signing configuration here: AWS answers with an empty object in that case.
            case GET_CODE_SIGNING -> Reply.json(200, Json.object());
            case GET_RECURSION -> backend.namespaces().on(ref, OptionOperations::recursion);
            case PUT_RECURSION -> putRecursion(ref, call);
            case GET_RUNTIME_MANAGEMENT -> backend.namespaces().on(ref, function -> runtimeManagement(function, ref));
            case PUT_RUNTIME_MANAGEMENT -> putRuntimeManagement(ref, call);
            default -> throw new IllegalArgumentException(call.operation().title());
        };
    }

    private static Reply recursion(LambdaFunction function) {
        return Reply.json(
                200, Json.object().put("RecursiveLoop", function.options().recursiveLoop()));
    }

    private Reply putRecursion(FunctionRef ref, Call call) throws IOException {
        Fields in = new Fields(call.json());
        new Constraints()
                .required("recursiveLoop", in.has("RecursiveLoop"))
                .oneOf("recursiveLoop", in.text("RecursiveLoop"), List.of("Allow", "Terminate"))
                .verify();
        return backend.namespaces().on(ref, function -> {
            function.options().recursiveLoop(in.text("RecursiveLoop", ""));
            return recursion(function);
        });
    }

    private static Reply runtimeManagement(LambdaFunction function, FunctionRef ref) {
        return Reply.json(
                200,
                Json.object()
                        .put("UpdateRuntimeOn", function.options().updateRuntimeOn())
                        .put("FunctionArn", ref.arn()));
    }

    private Reply putRuntimeManagement(FunctionRef ref, Call call) throws IOException {
        Fields in = new Fields(call.json());
        String wanted = in.text("UpdateRuntimeOn");
        new Constraints()
                .required("updateRuntimeOn", wanted != null)
                .oneOf("updateRuntimeOn", wanted, List.of("Auto", "Manual", "FunctionUpdate"))
                .verify();
        if ("Manual".equals(wanted)) {
            throw ApiException.invalid(
                    "The embedded Lambda runs what is installed on this machine: there are no runtime"
                            + " versions to choose from. Use Auto or FunctionUpdate.");
        }
        return backend.namespaces().on(ref, function -> {
            function.options().updateRuntimeOn(in.text("UpdateRuntimeOn", ""));
            return runtimeManagement(function, ref);
        });
    }
}
