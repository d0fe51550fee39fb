package io.coldgate.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

/** What {@code functions/hello} is in Go, on a managed Java runtime: the floor of what a Java cold start costs. */
public final class JavaHello implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> request, Context context) {
        Object name = request.get("name");
        return Map.of("message", "Hello, " + (name == null || name.equals("") ? "world" : name) + "!");
    }
}
