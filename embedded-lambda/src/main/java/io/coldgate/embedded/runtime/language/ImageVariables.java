package io.coldgate.embedded.runtime.language;

import io.coldgate.embedded.runtime.code.ContainerImage;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.facts.Variables;
import java.util.HashMap;
import java.util.Map;

/** The variables of a function that is an image: Lambda's and the user's own, which override those of the image. */
public final class ImageVariables {
    /** The prefix of a name that applies only if the image does not set the variable. */
    private static final String USUAL = "?";

    private ImageVariables() {}

    /** Returns all variables; see {@link ProcessVariables#of}. */
    public static Map<String, String> of(
            EnvironmentSpec spec, ContainerImage image, String logStream, String marker, String runtimeApi) {
        var variables = new HashMap<String, String>();
        variables.put(USUAL + "LANG", "en_US.UTF-8");
        variables.put(USUAL + "TZ", ":UTC");
        spec.environment().forEach((name, value) -> {
            if (!Variables.RESERVED.contains(name)) {
                variables.remove(USUAL + name);
                variables.put(name, value);
            }
        });
        String handler = image.command().isEmpty() ? "" : image.command().get(0);
        variables.putAll(ProcessVariables.reserved(spec, handler, logStream, marker, runtimeApi, "/var/task"));
        return variables;
    }
}
