package io.coldgate.embedded.api.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.wire.Caller;
import io.coldgate.embedded.api.wire.Fields;
import io.coldgate.embedded.api.wire.Ids;
import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InitializationType;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a function at one moment: {@code $LATEST} or a published one.
 *
 * @param version {@code $LATEST} or a number
 * @param settings the caller's settings
 * @param code the package
 * @param revisionId the revision id, which changes with every step of the version's life
 * @param environments the id of its environments, which is new with every update, so that old ones are left behind
 * @param modified when code or settings last changed
 * @param state whether it can be invoked
 * @param update the result of the last update; null before the first one
 * @param failure why state or update failed, or null
 */
public record FunctionVersion(
        String version,
        FunctionSettings settings,
        StoredCode code,
        String revisionId,
        String environments,
        Instant modified,
        State state,
        @Nullable Update update,
        @Nullable String failure) {
    /** A version's state: whether it can be invoked. */
    public enum State {
        /** Being created. */
        PENDING("Pending"),
        /** Ready. */
        ACTIVE("Active"),
        /** Could not be created. */
        FAILED("Failed");

        private final String text;

        State(String text) {
            this.text = text;
        }

        /** Returns the name in the API. */
        public String text() {
            return text;
        }
    }

    /** The result of the last update. */
    public enum Update {
        /** In progress: the previous configuration is served. */
        IN_PROGRESS("InProgress"),
        /** Done. */
        SUCCESSFUL("Successful"),
        /** Failed: the previous configuration is served. */
        FAILED("Failed");

        private final String text;

        Update(String text) {
            this.text = text;
        }

        /** Returns the name in the API. */
        public String text() {
            return text;
        }
    }

    /** A version that is being created. */
    static FunctionVersion pending(
            String version, FunctionSettings settings, StoredCode code, @Nullable Update update) {
        return new FunctionVersion(version, settings, code, Ids.uuid(), Ids.uuid(), now(), State.PENDING, update, null);
    }

    /** A version that is ready immediately. */
    static FunctionVersion published(String version, FunctionSettings settings, StoredCode code, Instant modified) {
        return new FunctionVersion(
                version, settings, code, Ids.uuid(), Ids.uuid(), modified, State.ACTIVE, Update.SUCCESSFUL, null);
    }

    /** Returns whether its starts are to be restored from a snapshot. */
    boolean wantsSnapshot() {
        return settings.snapStart().equals("PublishedVersions") && !version.equals(FunctionRef.LATEST);
    }

    /** Returns this version with other code or settings, in progress. */
    FunctionVersion updating(FunctionSettings newSettings, StoredCode newCode) {
        return new FunctionVersion(
                version, newSettings, newCode, Ids.uuid(), Ids.uuid(), now(), state, Update.IN_PROGRESS, null);
    }

    /** Returns this version, settled. */
    FunctionVersion settled() {
        return new FunctionVersion(
                version, settings, code, Ids.uuid(), environments, modified, State.ACTIVE, Update.SUCCESSFUL, null);
    }

    /** Returns this version, with its creation or update failed. */
    FunctionVersion failed(String reason) {
        State now = state == State.PENDING ? State.FAILED : state;
        return new FunctionVersion(
                version, settings, code, Ids.uuid(), environments, modified, now, Update.FAILED, reason);
    }

    /** Returns this version with a new revision id. */
    FunctionVersion revised() {
        return new FunctionVersion(version, settings, code, Ids.uuid(), environments, modified, state, update, failure);
    }

    /** Returns the specification of its environments. */
    EnvironmentSpec spec(String functionName, Caller owner) {
        Map<String, String> variables = settings.environment();
        return EnvironmentSpec.builder()
                .functionName(functionName)
                .version(version)
                .revision(environments)
                .code(started())
                .layers(settings.layers().stream().map(LayerVersion::code).toList())
                .runtime(settings.runtime())
                .handler(settings.handler())
                .architecture(settings.architecture())
                .environment(variables == null ? Map.of() : variables)
                .memoryMegabytes(settings.memoryMegabytes())
                .timeoutSeconds(settings.timeoutSeconds())
                .logFormat(settings.logging().format())
                .logGroup(settings.logging().groupOf(functionName))
                .region(owner.region())
                .account(owner.account())
                .initialization(InitializationType.ON_DEMAND)
                .build();
    }

    /** Returns the code; for an image, with the entry point of the settings in place of its own. */
    private StoredCode started() {
        JsonNode config = settings.others().get(SettingsReader.IMAGE_CONFIG);
        if (code.image() == null || !(config instanceof ObjectNode given)) {
            return code;
        }
        Fields in = new Fields(given);
        return new StoredCode(
                code.image().with(in.texts("EntryPoint"), in.texts("Command"), in.text("WorkingDirectory")));
    }

    // Lambda's times have milliseconds, which are always zero for functions.
    private static Instant now() {
        return Instant.ofEpochSecond(System.currentTimeMillis() / 1000);
    }
}
