package io.coldgate.embedded.runtime.language;

import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.LogFormat;
import io.coldgate.facts.Variables;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a function's process: the list that was recorded on AWS for provided.al2023 (2026-01), with local
 * paths, and the user's own. The server's environment is not inherited.
 */
public final class ProcessVariables {
    /**
     * The name of the folder that stands for /opt; the only variable that Lambda does not have, set only with layers.
     */
    static final String OPT = "COLDGATE_OPT";

    private ProcessVariables() {}

    /**
     * Returns all variables.
     *
     * @param marker the server's marker, which identifies its processes: passed as the session token, so that it needs
     *     no extra variable and no real credential can be there
     * @param runtimeApi the host and port of the Runtime API
     */
    public static Map<String, String> of(
            EnvironmentSpec spec,
            RuntimeCommand command,
            String logStream,
            String marker,
            String runtimeApi,
            Path task,
            @Nullable Path opt) {
        var variables = new HashMap<String, String>();
        variables.put("LANG", "en_US.UTF-8");
        variables.put("TZ", ":UTC");
        variables.put("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR");
        variables.put("AWS_XRAY_DAEMON_ADDRESS", "169.254.100.1:2000");
        variables.put("_AWS_XRAY_DAEMON_ADDRESS", "169.254.100.1");
        variables.put("_AWS_XRAY_DAEMON_PORT", "2000");
        String layers = opt == null ? "/opt" : opt.toString();
        variables.put("PATH", "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:" + layers + "/bin");
        variables.put(
                "LD_LIBRARY_PATH",
                "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:" + task + ":" + task + "/lib:" + layers
                        + "/lib");
        variables.putAll(command.variables());
        spec.environment().forEach((name, value) -> {
            if (!Variables.RESERVED.contains(name)) {
                variables.put(name, value);
            }
        });
        variables.putAll(reserved(spec, spec.handler(), logStream, marker, runtimeApi, task.toString()));
        if (opt != null) {
            variables.put(OPT, layers);
        }
        return variables;
    }

    static Map<String, String> reserved(
            EnvironmentSpec spec, String handler, String logStream, String marker, String runtimeApi, String task) {
        var variables = new HashMap<String, String>();
        variables.put("AWS_ACCESS_KEY_ID", "ASIACOLDGATEEMBEDDED");
        variables.put("AWS_SECRET_ACCESS_KEY", "coldgate-embedded-no-real-secret");
        variables.put("AWS_SESSION_TOKEN", marker);
        variables.put("AWS_DEFAULT_REGION", spec.region());
        variables.put("AWS_REGION", spec.region());
        variables.put("AWS_LAMBDA_FUNCTION_NAME", spec.functionName());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", spec.version());
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(spec.memoryMegabytes()));
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", spec.initialization().text());
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", spec.logGroup());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        variables.put("LAMBDA_TASK_ROOT", task);
        variables.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
        variables.put("_HANDLER", handler);
        if (spec.logFormat() == LogFormat.JSON) {
            variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
        }
        return variables;
    }
}
