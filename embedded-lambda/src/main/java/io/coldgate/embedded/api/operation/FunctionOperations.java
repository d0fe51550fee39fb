package io.coldgate.embedded.api.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.function.ConfigurationView;
import io.coldgate.embedded.api.function.Constraints;
import io.coldgate.embedded.api.function.FunctionCode;
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
import io.coldgate.embedded.runtime.code.ContainerImage;
import io.coldgate.embedded.runtime.code.StoredCode;
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
        FunctionCode.requireFits(code, settings.layers());
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
            // Each function is listed as it is at one moment; a function that is deleted meanwhile is listed as it was.
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
        function.allVersions()
                .forEach(version -> items.add(
                        ConfigurationView.listed(function, version, function.arn() + ":" + version.version())));
        return items;
    }

    private Reply get(Call call) {
        FunctionRef ref = backend.ref(call);
        return backend.namespaces().on(ref, function -> get(function, ref));
    }

    private Reply get(LambdaFunction function, FunctionRef ref) {
        FunctionVersion version = version(function, ref);
        ObjectNode json = Json.object();
        json.set("Configuration", ConfigurationView.full(function, version, ref.arn()));
        ContainerImage image = version.code().image();
        if (image == null) {
            json.putObject("Code").put("RepositoryType", "S3").put("Location", backend.location(version.code()));
        } else {
            json.putObject("Code")
                    .put("RepositoryType", "ECR")
                    .put("ImageUri", image.name())
                    .put("ResolvedImageUri", image.id());
        }
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
        return backend.namespaces()
                .on(
                        ref,
                        function ->
                                Reply.json(200, ConfigurationView.full(function, version(function, ref), ref.arn())));
    }

    private static FunctionVersion version(LambdaFunction function, FunctionRef ref) {
        FunctionVersion version = function.find(ref.qualifier());
        if (version == null) {
            throw ApiException.notFound("Function not found: " + ref.arn());
        }
        return version;
    }

    private Reply updateConfiguration(Call call) throws IOException {
        Fields in = new Fields(call.json());
        FunctionRef ref = backend.ref(call);
        return backend.namespaces().on(ref, notFound(ref), function -> updateConfiguration(function, in));
    }

    private Reply updateConfiguration(LambdaFunction function, Fields in) {
        Namespace namespace = backend.namespaces().of(function.owner());
        String revisionId = in.text("RevisionId");
        function.expectRevision(revisionId);
        FunctionVersion before = function.latest();
        FunctionSettings settings = new SettingsReader(namespace.layers()::require).update(in, before.settings());
        FunctionCode.requireFits(before.code(), settings.layers());
        if (backend.model() != null) {
            Runtimes.checkSnapStart(settings);
        }
        FunctionVersion after = function.update(revisionId, settings, before.code());
        backend.lifecycle().settle(function);
        return Reply.json(200, ConfigurationView.full(function, after, function.arn()));
    }

    private Reply updateCode(Call call) throws IOException {
        Fields in = new Fields(call.json());
        FunctionRef ref = backend.ref(call);
        // The revision is checked before the package is unpacked, and again in the operation itself.
        unqualified(ref).expectRevision(in.text("RevisionId"));
        String architecture = SettingsReader.architecture(in);
        StoredCode code = backend.code().take(in);
        return backend.namespaces().on(ref, notFound(ref), function -> updateCode(function, in, architecture, code));
    }

    private Reply updateCode(LambdaFunction function, Fields in, @Nullable String architecture, StoredCode code) {
        String revisionId = in.text("RevisionId");
        function.expectRevision(revisionId);
        if ((code.image() == null) != (function.latest().code().image() == null)) {
            throw ApiException.invalid("Please don't provide "
                    + (code.image() == null
                            ? "a zip file when the function's PackageType is Image."
                            : "ImageUri when updating a function with packageType Zip."));
        }
        FunctionSettings before = function.latest().settings();
        FunctionCode.requireFits(code, before.layers());
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
        return backend.namespaces().function(ref, notFound(ref));
    }

    private static String notFound(FunctionRef ref) {
        return "Function not found: " + ref.unqualifiedArn();
    }

    private Reply publish(Call call) throws IOException {
        Fields in = new Fields(call.json());
        FunctionRef ref = backend.ref(call);
        return backend.namespaces().on(ref, notFound(ref), function -> publish(function, in));
    }

    private Reply publish(LambdaFunction function, Fields in) {
        function.expectRevision(in.text("RevisionId"));
        String description = in.text("Description");
        new Constraints().length("description", description, 0, 256).verify();
        String wanted = in.text("CodeSha256");
        String actual = function.latest().code().sha256();
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
        FunctionRef ref = backend.ref(call);
        return Page.of(call, "Versions", backend.namespaces().on(ref, notFound(ref), FunctionOperations::versions));
    }

    private Reply delete(Call call) {
        FunctionRef ref = backend.ref(call);
        String qualifier = ref.qualifier();
        if (FunctionRef.LATEST.equals(qualifier)) {
            throw ApiException.invalid("$LATEST version cannot be deleted without deleting the function.");
        }
        // The environments are retired after the operation, because that waits for processes.
        backend.lifecycle()
                .retire(
                        qualifier == null
                                ? backend.namespaces().onAccount(ref, notFound(ref), this::deleteAll)
                                : backend.namespaces()
                                        .on(ref, notFound(ref), function -> deleteVersion(function, qualifier)));
        return Reply.empty(204);
    }

    private List<String> deleteAll(LambdaFunction function) {
        backend.urls().deleteAll(function);
        return backend.namespaces().of(function.owner()).delete(function);
    }

    private static List<String> deleteVersion(LambdaFunction function, String qualifier) {
        @Nullable String environments = FunctionRef.isVersion(qualifier) ? function.removeVersion(qualifier) : null;
        return environments == null ? List.of() : List.of(environments);
    }
}
