package io.coldgate.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/** The equivalent of {@code functions/hello} on a managed Java runtime: the minimum of a Java cold start. */
public final class JavaHello implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> request, Context context) {
        Object name = request.get("name");
        return Map.of("message", "Hello, " + (name == null || name.equals("") ? "world" : name) + "!");
    }
}
