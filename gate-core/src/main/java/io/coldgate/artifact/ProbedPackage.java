package io.coldgate.artifact;

import io.coldgate.facts.RuntimeIdentifiers;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * A function's package with the gate's probe in it: a small program that starts the function's runtime, acts as a proxy
 * for the Runtime API, and logs the start's figures (docs/probe.md).
 */
public final class ProbedPackage {
    /** Lambda's variable with the wrapper program that starts a managed runtime. */
    private static final String WRAPPER_VARIABLE = "AWS_LAMBDA_EXEC_WRAPPER";

    private static final String BOOTSTRAP = "bootstrap";

    /**
     * The probe's name for the function's own bootstrap; it has the same length, so the rest of the zip is unchanged.
     */
    private static final String ORIGINAL = ".original";

    private static final String WRAPPER = ".coldgate-probe";
    private static final int PROGRAM_MODE = 0755;

    private ProbedPackage() {}

    /**
     * Returns the package with the probe: as its bootstrap for a custom runtime, or beside the code for a managed one.
     *
     * @param runtime Lambda's runtime identifier
     * @param architecture {@code x86_64} or {@code arm64}
     * @throws ArtifactException when it has no bootstrap to wrap, or is not a plain zip
     */
    public static byte[] zip(byte[] zip, String runtime, String architecture) throws ArtifactException {
        ZipPatch patch = new ZipPatch(zip);
        byte[] probe = program(architecture);
        if (isManaged(runtime)) {
            return patch.with(WRAPPER, PROGRAM_MODE, probe);
        }
        if (!patch.has(BOOTSTRAP)) {
            throw new ArtifactException(
                    "the probe has nothing to wrap: no bootstrap at the top of the package (one in a layer is out of"
                            + " its reach); put it there, or set probe: false");
        }
        if (patch.has(ORIGINAL)) {
            throw new ArtifactException(
                    "the probe needs the name " + ORIGINAL + ", which is in the package: rename it");
        }
        patch.rename(BOOTSTRAP, ORIGINAL);
        return patch.with(BOOTSTRAP, PROGRAM_MODE, probe);
    }

    /** Returns the additional variables that the deployed function needs. */
    public static Map<String, String> variables(String runtime) {
        return isManaged(runtime) ? Map.of(WRAPPER_VARIABLE, "/var/task/" + WRAPPER) : Map.of();
    }

    private static boolean isManaged(String runtime) {
        return !RuntimeIdentifiers.isProvided(runtime);
    }

    private static byte[] program(String architecture) throws ArtifactException {
        try (InputStream in = ProbedPackage.class.getResourceAsStream("probe-" + architecture)) {
            if (in == null) {
                throw new ArtifactException("this build of Coldgate has no probe for " + architecture
                        + ": build it with Maven, which runs ci/build-probe");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ArtifactException("the probe cannot be read: " + e.getMessage());
        }
    }
}
