package io.coldgate.embedded.api.operation;

import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Operation;
import io.coldgate.embedded.api.wire.Reply;
import java.io.IOException;

/** Answers the operations of one group. */
@FunctionalInterface
public interface Operations {
    /** Answers the call, or fails with an {@link io.coldgate.embedded.api.wire.ApiException}. */
    Reply handle(Call call) throws IOException;

    /** The operations of that group. */
    static Operations of(Operation.Group group, Backend backend) {
        return switch (group) {
            case INVOCATION -> new InvokeOperations(backend);
            case FUNCTION -> new FunctionOperations(backend);
            case ALIAS -> new AliasOperations(backend);
            case POLICY -> new PolicyOperations(backend);
            case CONCURRENCY -> new ConcurrencyOperations(backend);
            case PROVISIONED -> new ProvisionedOperations(backend);
            case EVENT_CONFIG -> new EventConfigOperations(backend);
            case URL -> new UrlOperations(backend);
            case TAG -> new TagOperations(backend);
            case LAYER -> new LayerOperations(backend);
            case FUNCTION_OPTION -> new OptionOperations(backend);
            case ACCOUNT -> new AccountOperations(backend);
            case LOGS -> new LogOperations(backend);
            case CODE -> new CodeOperations(backend);
        };
    }
}
