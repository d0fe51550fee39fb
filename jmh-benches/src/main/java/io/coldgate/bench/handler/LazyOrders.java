package io.coldgate.bench.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.validation.Schema;
import org.jspecify.annotations.Nullable;

/** Checks a document; compiles a schema when the first event needs it. */
public final class LazyOrders implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, @Nullable Context context) {
        String document = String.valueOf(event.get("document"));
        String kind = Schemas.kindOf(document);
        if (!Schemas.KINDS.contains(kind)) {
            return Map.of("fault", "no document of the shop");
        }
        return Map.of("kind", kind, "fault", Schemas.fault(schemas.computeIfAbsent(kind, Schemas::compile), document));
    }
}
