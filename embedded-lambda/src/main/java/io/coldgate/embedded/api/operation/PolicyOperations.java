package io.coldgate.embedded.api.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.function.Constraints;
import io.coldgate.embedded.api.function.FunctionRef;
import io.coldgate.embedded.api.function.LambdaFunction;
import io.coldgate.embedded.api.function.Revision;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Fields;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/** Resource policies: kept and shown; nothing here is refused because of them. */
final class PolicyOperations implements Operations {
    private static final Pattern STATEMENT_ID = Pattern.compile("([a-zA-Z0-9-_]+)");
    private static final Pattern ACTION = Pattern.compile("(lambda:[*]|lambda:[a-zA-Z]+|[*])");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern IAM_ARN = Pattern.compile("arn:aws[a-z-]*:(iam|sts)::.*");
    private static final int MOST_ID_CHARS = 100;

    private final Backend backend;

    PolicyOperations(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Reply handle(Call call) throws IOException {
        return switch (call.operation()) {
            case ADD_PERMISSION -> add(call);
            case GET_POLICY -> get(call);
            case REMOVE_PERMISSION -> remove(call);
            default -> throw new IllegalArgumentException(call.operation().title());
        };
    }

    private Reply add(Call call) throws IOException {
        Fields in = new Fields(call.json());
        String id = in.text("StatementId");
        new Constraints()
                .required("statementId", id != null)
                .required("action", in.has("Action"))
                .required("principal", in.has("Principal"))
                .length("statementId", id, 1, MOST_ID_CHARS)
                .pattern("statementId", id, STATEMENT_ID)
                .pattern("action", in.text("Action"), ACTION)
                .verify();
        FunctionRef ref = backend.ref(call);
        if (FunctionRef.LATEST.equals(ref.qualifier())) {
            throw ApiException.invalid("We currently do not support adding policies for $LATEST.");
        }
        return backend.namespaces().on(ref, notFound(ref), function -> add(function, ref, in));
    }

    private static Reply add(LambdaFunction function, FunctionRef ref, Fields in) {
        Revision.require(in.text("RevisionId"), revisionOf(function, ref));
        Map<String, ObjectNode> statements = function.options().policy(ref.qualifierOrLatest());
        String id = in.text("StatementId", "");
        if (statements.containsKey(id)) {
            throw ApiException.conflict("The statement id (" + id
                    + ") provided already exists. Please provide a new statement id, or remove the existing"
                    + " statement.");
        }
        ObjectNode statement = statement(ref, in);
        statements.put(id, statement);
        function.options().policy(ref.qualifierOrLatest(), statements);
        function.revise(ref.qualifier());
        return Reply.json(201, Json.object().put("Statement", Json.text(statement)));
    }

    private static String notFound(FunctionRef ref) {
        return "Function not found: " + ref.unqualifiedArn();
    }

    private static String revisionOf(LambdaFunction function, FunctionRef ref) {
        String revision = function.revisionId(ref.qualifier());
        if (revision == null) {
            throw ApiException.notFound(
                    (FunctionRef.isAlias(ref.qualifier()) ? "Cannot find alias arn: " : "Function not found: ")
                            + ref.arn());
        }
        return revision;
    }

    private static ObjectNode statement(FunctionRef ref, Fields in) {
        ObjectNode statement =
                Json.object().put("Sid", in.text("StatementId", "")).put("Effect", "Allow");
        principal(statement, in.text("Principal", ""));
        statement.put("Action", in.text("Action", "")).put("Resource", ref.arn());
        ObjectNode condition = Json.object();
        condition(condition, "StringEquals", "lambda:FunctionUrlAuthType", in.text("FunctionUrlAuthType", ""));
        condition(condition, "StringEquals", "aws:PrincipalOrgID", in.text("PrincipalOrgID", ""));
        condition(condition, "StringEquals", "AWS:SourceAccount", in.text("SourceAccount", ""));
        condition(condition, "StringEquals", "lambda:EventSourceToken", in.text("EventSourceToken", ""));
        condition(condition, "Bool", "lambda:InvokedViaFunctionUrl", in.flag("InvokedViaFunctionUrl") ? "true" : "");
        condition(condition, "ArnLike", "AWS:SourceArn", in.text("SourceArn", ""));
        if (!condition.isEmpty()) {
            statement.set("Condition", condition);
        }
        return statement;
    }

    private static void principal(ObjectNode statement, String principal) {
        if (principal.equals("*")) {
            statement.put("Principal", principal);
        } else if (principal.endsWith(".amazonaws.com")) {
            statement.putObject("Principal").put("Service", principal);
        } else if (ACCOUNT.matcher(principal).matches()) {
            statement.putObject("Principal").put("AWS", "arn:aws:iam::" + principal + ":root");
        } else if (IAM_ARN.matcher(principal).matches()) {
            statement.putObject("Principal").put("AWS", principal);
        } else {
            throw ApiException.invalid("The provided principal was invalid. Please check the principal and try again.");
        }
    }

    private static void condition(ObjectNode conditions, String operator, String key, String value) {
        if (!value.isEmpty()) {
            conditions.withObject("/" + operator).put(key, value);
        }
    }

    private Reply get(Call call) {
        FunctionRef ref = backend.ref(call);
        return backend.namespaces().on(ref, notFound(ref), function -> get(function, ref));
    }

    private static Reply get(LambdaFunction function, FunctionRef ref) {
        Map<String, ObjectNode> statements = function.options().policy(ref.qualifierOrLatest());
        String revision = function.revisionId(ref.qualifier());
        if (statements.isEmpty() || revision == null) {
            throw ApiException.notFound("The resource you requested does not exist.");
        }
        ObjectNode policy = Json.object().put("Version", "2012-10-17").put("Id", "default");
        ArrayNode list = policy.putArray("Statement");
        statements.values().forEach(list::add);
        return Reply.json(200, Json.object().put("Policy", Json.text(policy)).put("RevisionId", revision));
    }

    private Reply remove(Call call) {
        FunctionRef ref = backend.ref(call);
        return backend.namespaces()
                .on(ref, "No policy found for: " + ref.unqualifiedArn(), function -> remove(function, ref, call));
    }

    private static Reply remove(LambdaFunction function, FunctionRef ref, Call call) {
        String revision = revisionOf(function, ref);
        Map<String, ObjectNode> statements = function.options().policy(ref.qualifierOrLatest());
        String id = call.path().get(1);
        if (statements.isEmpty()) {
            throw ApiException.notFound("No policy is associated with the given resource.");
        }
        if (!statements.containsKey(id)) {
            throw ApiException.notFound("Statement " + id + " is not found in resource policy.");
        }
        Revision.require(call.parameter("RevisionId"), revision);
        statements.remove(id);
        function.options().policy(ref.qualifierOrLatest(), statements);
        function.revise(ref.qualifier());
        return Reply.empty(204);
    }
}
