package io.coldgate.bench.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.xml.validation.Schema;
import org.jspecify.annotations.Nullable;

/** Checks a document; compiles every schema in its static initialiser, whichever one the event needs. */
public final class EagerOrders implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private static final Map<String, Schema> SCHEMAS =
            Schemas.KINDS.stream().collect(Collectors.toUnmodifiableMap(kind -> kind, Schemas::compile));

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, @Nullable Context context) {
        String document = String.valueOf(event.get("document"));
        String kind = Schemas.kindOf(document);
        if (!Schemas.KINDS.contains(kind)) {
            return Map.of("fault", "no document of the shop");
        }
        return Map.of("kind", kind, "fault", Schemas.fault(Objects.requireNonNull(SCHEMAS.get(kind)), document));
    }
}
