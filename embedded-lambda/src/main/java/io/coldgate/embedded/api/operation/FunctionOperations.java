package io.coldgate.embedded.api.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.function.CodeStore;
import io.coldgate.embedded.api.function.ConfigurationView;
import io.coldgate.embedded.api.function.Constraints;
import io.coldgate.embedded.api.function.FunctionRef;
import io.coldgate.embedded.api.function.FunctionSettings;
import io.coldgate.embedded.api.function.FunctionVersion;
import io.coldgate.embedded.api.function.LambdaFunction;
import io.coldgate.embedded.api.function.Namespace;
import io.coldgate.embedded.api.function.Runtimes;
import io.coldgate.embedded.api.function.SettingsReader;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Fields;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Reply;
import io.coldgate.embedded.runtime.StoredCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions and their versions. */
final class FunctionOperations implements Operations {
    private final Backend backend;

    FunctionOperations(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Reply handle(Call call) throws IOException {
        return switch (call.operation()) {
            case CREATE_FUNCTION -> create(call);
            case LIST_FUNCTIONS -> list(call);
            case GET_FUNCTION -> get(call);
            case GET_FUNCTION_CONFIGURATION -> getConfiguration(call);
            case UPDATE_FUNCTION_CONFIGURATION -> updateConfiguration(call);
            case UPDATE_FUNCTION_CODE -> updateCode(call);
            case PUBLISH_VERSION -> publish(call);
            case LIST_VERSIONS -> listVersions(call);
            case DELETE_FUNCTION -> delete(call);
            default -> throw new IllegalArgumentException(call.operation().title());
        };
    }

    private Reply create(Call call) throws IOException {
        Fields in = new Fields(call.json());
        new Constraints().required("functionName", in.has("FunctionName")).verify();
        FunctionRef ref = FunctionRef.ofNew(in.text("FunctionName", ""), call.caller());
        Namespace namespace = backend.namespaces().of(ref.owner());
        FunctionSettings settings = new SettingsReader(namespace.layers()::require).create(in);
        Map<String, String> tags = in.map("Tags");
        TagOperations.requireAllowed(tags == null ? Map.of() : tags);
        namespace.requireFree(ref.name());
        if (backend.model() != null) {
            backend.model().checkRole(ref.owner(), settings.role());
            Runtimes.checkSnapStart(settings);
        }
        StoredCode code = backend.code().take(in.fields("Code"));
        CodeStore.requireFits(code, settings.layers());
        boolean publish = in.flag("Publish");
        LambdaFunction function =
                LambdaFunction.create(ref.owner(), ref.name(), settings, code, publish, backend.model() != null);
        function.options().tags(tags == null ? Map.of() : tags);
        FunctionVersion shown = publish ? function.versions().get(0) : function.latest();
        namespace.add(function);
        backend.lifecycle().settle(function);
        return Reply.json(201, ConfigurationView.full(function, shown, shownArn(function, shown)));
    }

    // A published version is shown with its number.
    private static String shownArn(LambdaFunction function, FunctionVersion shown) {
        return shown.version().equals(FunctionRef.LATEST) ? function.arn() : function.arn() + ":" + shown.version();
    }

    private Reply list(Call call) {
        String all = call.parameter("FunctionVersion");
        new Constraints().oneOf("functionVersion", all, List.of("ALL")).verify();
        List<ObjectNode> items = new ArrayList<>();
        for (LambdaFunction function : backend.namespaces().of(call.caller()).functions()) {
            if (all == null) {
                items.add(ConfigurationView.listed(function, function.latest(), function.arn()));
            } else {
                items.addAll(versions(function));
            }
        }
        return Page.of(call, "Functions", items);
    }

    private static List<ObjectNode> versions(LambdaFunction function) {
        List<ObjectNode> items = new ArrayList<>();
        List<FunctionVersion> versions = new ArrayList<>(List.of(function.latest()));
        versions.addAll(function.versions());
        versions.forEach(version ->
                items.add(ConfigurationView.listed(function, version, function.arn() + ":" + version.version())));
        return items;
    }

    private Reply get(Call call) {
        FunctionRef ref = backend.ref(call);
        LambdaFunction function = backend.namespaces().function(ref);
        FunctionVersion version = backend.namespaces().version(ref);
        ObjectNode json = Json.object();
        json.set("Configuration", ConfigurationView.full(function, version, ref.arn()));
        json.putObject("Code").put("RepositoryType", "S3").put("Location", backend.location(version.code()));
        Map<String, String> tags = function.options().tags();
        if (!tags.isEmpty()) {
            json.set("Tags", Json.object(tags));
        }
        Integer reserved = function.options().reservedConcurrency();
        if (reserved != null) {
            json.putObject("Concurrency").put("ReservedConcurrentExecutions", reserved);
        }
        return Reply.json(200, json);
    }

    private Reply getConfiguration(Call call) {
        FunctionRef ref = backend.ref(call);
        LambdaFunction function = backend.namespaces().function(ref);
        return Reply.json(
                200, ConfigurationView.full(function, backend.namespaces().version(ref), ref.arn()));
    }

    private Reply updateConfiguration(Call call) throws IOException {
        Fields in = new Fields(call.json());
        FunctionRef ref = backend.ref(call);
        LambdaFunction function = unqualified(ref);
        Namespace namespace = backend.namespaces().of(ref.owner());
        String revisionId = in.text("RevisionId");
        function.expectRevision(revisionId);
        FunctionVersion before = function.latest();
        FunctionSettings settings = new SettingsReader(namespace.layers()::require).update(in, before.settings());
        CodeStore.requireFits(before.code(), settings.layers());
        if (backend.model() != null) {
            Runtimes.checkSnapStart(settings);
        }
        FunctionVersion after = function.update(revisionId, settings, before.code());
        backend.lifecycle().settle(function);
        return Reply.json(200, ConfigurationView.full(function, after, function.arn()));
    }

    private Reply updateCode(Call call) throws IOException {
        Fields in = new Fields(call.json());
        LambdaFunction function = unqualified(backend.ref(call));
        String revisionId = in.text("RevisionId");
        function.expectRevision(revisionId);
        String architecture = SettingsReader.architecture(in);
        StoredCode code = backend.code().take(in);
        FunctionSettings before = function.latest().settings();
        CodeStore.requireFits(code, before.layers());
        if (in.flag("DryRun")) {
            return Reply.json(200, ConfigurationView.full(function, function.latest(), function.arn()));
        }
        FunctionSettings settings = architecture == null ? before : before.withArchitecture(architecture);
        FunctionVersion after = function.update(revisionId, settings, code);
        FunctionVersion shown = in.flag("Publish") ? function.publishPending() : after;
        backend.lifecycle().settle(function);
        return Reply.json(200, ConfigurationView.full(function, shown, shownArn(function, shown)));
    }

    private LambdaFunction unqualified(FunctionRef ref) {
        return backend.namespaces().function(ref, "Function not found: " + ref.unqualifiedArn());
    }

    private Reply publish(Call call) throws IOException {
        Fields in = new Fields(call.json());
        LambdaFunction function = unqualified(backend.ref(call));
        function.expectRevision(in.text("RevisionId"));
        String description = in.text("Description");
        new Constraints().length("description", description, 0, 256).verify();
        String wanted = in.text("CodeSha256");
        String actual = function.latest().code().sha256Base64();
        if (wanted != null && !wanted.equals(actual)) {
            throw ApiException.invalid("CodeSHA256 (" + wanted + ") is different from current CodeSHA256 in $LATEST ("
                    + actual + "). Please try again with the CodeSHA256 in $LATEST.");
        }
        List<FunctionVersion> before = function.versions();
        FunctionVersion version = function.publish(description);
        if (function.restores(version)) {
            if (!before.contains(version)) {
                backend.lifecycle().snapshot(function, version);
            }
        } else {
            backend.lifecycle().prepare(function, version);
        }
        return Reply.json(201, ConfigurationView.full(function, version, shownArn(function, version)));
    }

    private Reply listVersions(Call call) {
        return Page.of(call, "Versions", versions(unqualified(backend.ref(call))));
    }

    private Reply delete(Call call) {
        FunctionRef ref = backend.ref(call);
        String qualifier = ref.qualifier();
        if (FunctionRef.LATEST.equals(qualifier)) {
            throw ApiException.invalid("$LATEST version cannot be deleted without deleting the function.");
        }
        LambdaFunction function = unqualified(ref);
        if (qualifier == null) {
            deleteAll(ref, function);
        } else {
            deleteVersion(function, qualifier);
        }
        return Reply.empty(204);
    }

    private void deleteAll(FunctionRef ref, LambdaFunction function) {
        backend.namespaces().of(ref.owner()).remove(function);
        backend.urls().deleteAll(ref);
        backend.lifecycle().retire(function.delete());
    }

    private void deleteVersion(LambdaFunction function, String qualifier) {
        @Nullable String environments = FunctionRef.isVersion(qualifier) ? function.removeVersion(qualifier) : null;
        if (environments != null) {
            backend.lifecycle().retire(List.of(environments));
        }
    }
}
