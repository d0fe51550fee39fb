package io.coldgate.embedded.api.wire;

import static io.coldgate.embedded.api.wire.Operation.Group.ACCOUNT;
import static io.coldgate.embedded.api.wire.Operation.Group.ALIAS;
import static io.coldgate.embedded.api.wire.Operation.Group.CODE;
import static io.coldgate.embedded.api.wire.Operation.Group.CONCURRENCY;
import static io.coldgate.embedded.api.wire.Operation.Group.EVENT_CONFIG;
import static io.coldgate.embedded.api.wire.Operation.Group.FUNCTION;
import static io.coldgate.embedded.api.wire.Operation.Group.FUNCTION_OPTION;
import static io.coldgate.embedded.api.wire.Operation.Group.INVOCATION;
import static io.coldgate.embedded.api.wire.Operation.Group.LAYER;
import static io.coldgate.embedded.api.wire.Operation.Group.LOGS;
import static io.coldgate.embedded.api.wire.Operation.Group.POLICY;
import static io.coldgate.embedded.api.wire.Operation.Group.PROVISIONED;
import static io.coldgate.embedded.api.wire.Operation.Group.TAG;
import static io.coldgate.embedded.api.wire.Operation.Group.URL;

import java.util.List;

/**
 * The supported operations, each with its method and path (source: botocore's service model 2015-03-31, lambda-facts
 * 1.1). {@code *} stands for one segment. The dates are part of Lambda's API and differ by operation.
 */
public enum Operation {
    /** Runs a function. First, because it is the operation whose time is measured. */
    INVOKE("Invoke", INVOCATION, "POST", "/2015-03-31/functions/*/invocations"),
    /** Runs a function and streams its response. */
    INVOKE_STREAM(
            "InvokeWithResponseStream", INVOCATION, "POST", "/2021-11-15/functions/*/response-streaming-invocations"),
    /** Queues an event; deprecated by AWS. */
    INVOKE_ASYNC("InvokeAsync", INVOCATION, "POST", "/2014-11-13/functions/*/invoke-async"),

    CREATE_FUNCTION("CreateFunction", FUNCTION, "POST", "/2015-03-31/functions"),
    LIST_FUNCTIONS("ListFunctions", FUNCTION, "GET", "/2015-03-31/functions"),
    GET_FUNCTION("GetFunction", FUNCTION, "GET", "/2015-03-31/functions/*"),
    DELETE_FUNCTION("DeleteFunction", FUNCTION, "DELETE", "/2015-03-31/functions/*"),
    GET_FUNCTION_CONFIGURATION("GetFunctionConfiguration", FUNCTION, "GET", "/2015-03-31/functions/*/configuration"),
    UPDATE_FUNCTION_CONFIGURATION(
            "UpdateFunctionConfiguration", FUNCTION, "PUT", "/2015-03-31/functions/*/configuration"),
    UPDATE_FUNCTION_CODE("UpdateFunctionCode", FUNCTION, "PUT", "/2015-03-31/functions/*/code"),
    PUBLISH_VERSION("PublishVersion", FUNCTION, "POST", "/2015-03-31/functions/*/versions"),
    LIST_VERSIONS("ListVersionsByFunction", FUNCTION, "GET", "/2015-03-31/functions/*/versions"),

    CREATE_ALIAS("CreateAlias", ALIAS, "POST", "/2015-03-31/functions/*/aliases"),
    LIST_ALIASES("ListAliases", ALIAS, "GET", "/2015-03-31/functions/*/aliases"),
    GET_ALIAS("GetAlias", ALIAS, "GET", "/2015-03-31/functions/*/aliases/*"),
    UPDATE_ALIAS("UpdateAlias", ALIAS, "PUT", "/2015-03-31/functions/*/aliases/*"),
    DELETE_ALIAS("DeleteAlias", ALIAS, "DELETE", "/2015-03-31/functions/*/aliases/*"),

    ADD_PERMISSION("AddPermission", POLICY, "POST", "/2015-03-31/functions/*/policy"),
    GET_POLICY("GetPolicy", POLICY, "GET", "/2015-03-31/functions/*/policy"),
    REMOVE_PERMISSION("RemovePermission", POLICY, "DELETE", "/2015-03-31/functions/*/policy/*"),

    PUT_FUNCTION_CONCURRENCY("PutFunctionConcurrency", CONCURRENCY, "PUT", "/2017-10-31/functions/*/concurrency"),
    DELETE_FUNCTION_CONCURRENCY(
            "DeleteFunctionConcurrency", CONCURRENCY, "DELETE", "/2017-10-31/functions/*/concurrency"),
    GET_FUNCTION_CONCURRENCY("GetFunctionConcurrency", CONCURRENCY, "GET", "/2019-09-30/functions/*/concurrency"),
    PUT_PROVISIONED(
            "PutProvisionedConcurrencyConfig", PROVISIONED, "PUT", "/2019-09-30/functions/*/provisioned-concurrency"),
    GET_PROVISIONED(
            "GetProvisionedConcurrencyConfig", PROVISIONED, "GET", "/2019-09-30/functions/*/provisioned-concurrency"),
    DELETE_PROVISIONED(
            "DeleteProvisionedConcurrencyConfig",
            PROVISIONED,
            "DELETE",
            "/2019-09-30/functions/*/provisioned-concurrency"),

    PUT_EVENT_CONFIG(
            "PutFunctionEventInvokeConfig", EVENT_CONFIG, "PUT", "/2019-09-25/functions/*/event-invoke-config"),
    UPDATE_EVENT_CONFIG(
            "UpdateFunctionEventInvokeConfig", EVENT_CONFIG, "POST", "/2019-09-25/functions/*/event-invoke-config"),
    GET_EVENT_CONFIG(
            "GetFunctionEventInvokeConfig", EVENT_CONFIG, "GET", "/2019-09-25/functions/*/event-invoke-config"),
    DELETE_EVENT_CONFIG(
            "DeleteFunctionEventInvokeConfig", EVENT_CONFIG, "DELETE", "/2019-09-25/functions/*/event-invoke-config"),
    LIST_EVENT_CONFIGS(
            "ListFunctionEventInvokeConfigs", EVENT_CONFIG, "GET", "/2019-09-25/functions/*/event-invoke-config/list"),

    CREATE_URL("CreateFunctionUrlConfig", URL, "POST", "/2021-10-31/functions/*/url"),
    GET_URL("GetFunctionUrlConfig", URL, "GET", "/2021-10-31/functions/*/url"),
    UPDATE_URL("UpdateFunctionUrlConfig", URL, "PUT", "/2021-10-31/functions/*/url"),
    DELETE_URL("DeleteFunctionUrlConfig", URL, "DELETE", "/2021-10-31/functions/*/url"),
    LIST_URLS("ListFunctionUrlConfigs", URL, "GET", "/2021-10-31/functions/*/urls"),

    LIST_TAGS("ListTags", TAG, "GET", "/2017-03-31/tags/*"),
    TAG_RESOURCE("TagResource", TAG, "POST", "/2017-03-31/tags/*"),
    UNTAG_RESOURCE("UntagResource", TAG, "DELETE", "/2017-03-31/tags/*"),

    PUBLISH_LAYER("PublishLayerVersion", LAYER, "POST", "/2018-10-31/layers/*/versions"),
    LIST_LAYER_VERSIONS("ListLayerVersions", LAYER, "GET", "/2018-10-31/layers/*/versions"),
    GET_LAYER_VERSION("GetLayerVersion", LAYER, "GET", "/2018-10-31/layers/*/versions/*"),
    DELETE_LAYER_VERSION("DeleteLayerVersion", LAYER, "DELETE", "/2018-10-31/layers/*/versions/*"),
    /** Also GetLayerVersionByArn, which is the same path with {@code find=LayerVersion}. */
    LIST_LAYERS("ListLayers", LAYER, "GET", "/2018-10-31/layers"),

    GET_CODE_SIGNING(
            "GetFunctionCodeSigningConfig", FUNCTION_OPTION, "GET", "/2020-06-30/functions/*/code-signing-config"),
    GET_RECURSION("GetFunctionRecursionConfig", FUNCTION_OPTION, "GET", "/2024-08-31/functions/*/recursion-config"),
    PUT_RECURSION("PutFunctionRecursionConfig", FUNCTION_OPTION, "PUT", "/2024-08-31/functions/*/recursion-config"),
    GET_RUNTIME_MANAGEMENT(
            "GetRuntimeManagementConfig", FUNCTION_OPTION, "GET", "/2021-07-20/functions/*/runtime-management-config"),
    PUT_RUNTIME_MANAGEMENT(
            "PutRuntimeManagementConfig", FUNCTION_OPTION, "PUT", "/2021-07-20/functions/*/runtime-management-config"),

    GET_ACCOUNT_SETTINGS("GetAccountSettings", ACCOUNT, "GET", "/2016-08-19/account-settings"),
    LIST_EVENT_SOURCES("ListEventSourceMappings", ACCOUNT, "GET", "/2015-03-31/event-source-mappings"),
    CREATE_EVENT_SOURCE("CreateEventSourceMapping", ACCOUNT, "POST", "/2015-03-31/event-source-mappings"),

    /** Operations of CloudWatch Logs, which are distinguished by a header. */
    CLOUDWATCH_LOGS("CloudWatchLogs", LOGS, "POST", "/"),

    /** Coldgate's own operation: the target of {@code Code.Location}. */
    DOWNLOAD_CODE("DownloadCode", CODE, "GET", "/_coldgate/code/*");

    /** The group of operations that one class answers. */
    public enum Group {
        FUNCTION,
        ALIAS,
        INVOCATION,
        POLICY,
        CONCURRENCY,
        PROVISIONED,
        EVENT_CONFIG,
        URL,
        TAG,
        LAYER,
        FUNCTION_OPTION,
        ACCOUNT,
        LOGS,
        CODE
    }

    private final String title;
    private final Group group;
    private final String method;
    private final List<String> segments;

    Operation(String title, Group group, String method, String path) {
        this.title = title;
        this.group = group;
        this.method = method;
        this.segments = List.of(path.substring(1).split("/", -1));
    }

    /** The operation's name in Lambda's API. */
    public String title() {
        return title;
    }

    /** Returns the group that answers it. */
    public Group group() {
        return group;
    }

    /** Its HTTP method. */
    public String method() {
        return method;
    }

    /** Its path, split; {@code *} is a variable segment. */
    public List<String> segments() {
        return segments;
    }
}
